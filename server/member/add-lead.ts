import { recordAudit } from "../audit";
import { newId } from "../ids";
import type { VerbContext } from "../verb-context";

/** Makes someone a lead of a campaign; a member already stays what they are. */
export async function addLead(
  context: VerbContext,
  { campaignId, userId }: { campaignId: string; userId: string },
): Promise<void> {
  await context.database.transaction(async (tx) => {
    const added = await tx.orm
      .insert(tx.tables.member)
      .values({ id: newId("mem"), campaignId, userId, role: "lead", createdAt: context.clock() })
      .onConflictDoNothing()
      .returning({ id: tx.tables.member.id });
    if (added[0]) await recordAudit(tx, context, { campaignId, action: "member.add-lead", subject: userId });
  });
}
