import { and, eq, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { recordAudit } from "../audit";
import { TiebreakError } from "../errors";
import { withdrawJudgment } from "../judgment/withdraw-judgment";
import { revokeSignInLinks } from "../session/sign-in-link";
import { noteRoom } from "../task/fullness";
import { keepOpenSetFull } from "../task/open-draws";
import type { VerbContext } from "../verb-context";
import { getMemberOfCampaign } from "./member-of-campaign";
import type { MemberInput, RemoveMemberInput } from "./schemas";

/**
 * Removes a person from a campaign: links and sessions end at once, what they hold goes back to the queue, and, if
 * asked, what they judged is withdrawn and judged again by others. Returns how many comparisons were requeued.
 */
export async function removeMember(
  context: VerbContext,
  input: RemoveMemberInput,
): Promise<{ requeued: number }> {
  const { campaignId, memberId } = input;
  const now = context.clock();
  return context.database.transaction(async (tx) => {
    await tx.lockCampaign(campaignId);
    const { member, task } = tx.tables;
    const { userId } = await getMemberOfCampaign(tx, input);
    if (userId === context.actor) throw new TiebreakError("not_allowed", "You cannot remove yourself.");
    await tx.orm.update(member).set({ removedAt: now }).where(eq(member.id, memberId));
    await revokeSignInLinks(tx, { userId, campaignId, now });
    const released = await tx.orm
      .update(task)
      .set({ state: "released" })
      .where(and(eq(task.memberId, memberId), eq(task.state, "leased")))
      .returning({ comparisonId: task.comparisonId });
    await noteRoom(
      tx,
      released.map(({ comparisonId }) => comparisonId),
    );
    const withdrawn = input.withdrawJudgments ? await withdrawAll(tx, context, memberId) : 0;
    await keepOpenSetFull(tx, campaignId, now);
    const requeued = released.length + withdrawn;
    await recordAudit(tx, context, {
      campaignId,
      action: "member.remove",
      subject: memberId,
      detail: { requeued },
    });
    return { requeued };
  });
}

async function withdrawAll(
  tx: Transaction,
  { actor, clock }: VerbContext,
  memberId: string,
): Promise<number> {
  const { judgment, withdrawal } = tx.tables;
  const standing = await tx.orm
    .select({
      id: judgment.id,
      campaignId: judgment.campaignId,
      comparisonId: judgment.comparisonId,
      purpose: judgment.purpose,
      outcome: judgment.outcome,
    })
    .from(judgment)
    .leftJoin(withdrawal, eq(withdrawal.judgmentId, judgment.id))
    .where(and(eq(judgment.memberId, memberId), isNull(withdrawal.judgmentId)));
  for (const row of standing) {
    await withdrawJudgment(tx, row, { actor, reason: "member_removed", at: clock() });
  }
  return standing.length;
}

/** Takes a removed person back; they need a new link. */
export async function restoreMember(context: VerbContext, input: MemberInput): Promise<void> {
  await context.database.transaction(async (tx) => {
    await getMemberOfCampaign(tx, input);
    await tx.orm
      .update(tx.tables.member)
      .set({ removedAt: null })
      .where(eq(tx.tables.member.id, input.memberId));
    await recordAudit(tx, context, {
      campaignId: input.campaignId,
      action: "member.restore",
      subject: input.memberId,
    });
  });
}
