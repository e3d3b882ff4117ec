import { eq } from "drizzle-orm";
import { recordAudit } from "../audit";
import { TiebreakError } from "../errors";
import type { Member } from "../member/require-member";
import { releaseHeld } from "../task/release-held";
import type { VerbContext } from "../verb-context";

/** Someone who joined by a link leaves: what they hold and their place go back, what they judged stays. */
export async function leaveCampaign(context: VerbContext, member: Member): Promise<void> {
  if (member.joinLinkId === null)
    throw new TiebreakError("wrong_state", "Whoever was invited by name is let go by a lead.");
  await context.database.transaction(async (tx) => {
    await tx.lockCampaign(member.campaignId);
    const { member: table } = tx.tables;
    await releaseHeld(tx, member.id);
    await tx.orm.update(table).set({ removedAt: context.clock() }).where(eq(table.id, member.id));
    await recordAudit(tx, context, {
      campaignId: member.campaignId,
      action: "member.leave",
      subject: member.id,
    });
  });
}
