import { and, eq, isNull } from "drizzle-orm";
import { recordAudit } from "../audit";
import { TiebreakError } from "../errors";
import type { VerbContext } from "../verb-context";
import type { JoinLinkInput } from "./schemas";

/** Nobody joins by the link any more; whoever did goes on. */
export async function revokeJoinLink(
  context: VerbContext,
  { campaignId, joinLinkId }: JoinLinkInput,
): Promise<void> {
  await context.database.transaction(async (tx) => {
    const { joinLink } = tx.tables;
    const isOpen = and(
      eq(joinLink.id, joinLinkId),
      eq(joinLink.campaignId, campaignId),
      isNull(joinLink.revokedAt),
    );
    const revoked = await tx.orm
      .update(joinLink)
      .set({ revokedAt: context.clock() })
      .where(isOpen)
      .returning({ id: joinLink.id });
    if (revoked.length === 0) throw new TiebreakError("not_found", "There is no such link to revoke.");
    await recordAudit(tx, context, { campaignId, action: "join-link.revoke", subject: joinLinkId });
  });
}
