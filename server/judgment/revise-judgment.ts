import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { noteOutcomes } from "../draw/tallies";
import { TiebreakError } from "../errors";
import { sha256 } from "../ids";
import { refreshMember } from "../member/refresh-member";
import type { Member } from "../member/require-member";
import { getOwnTask } from "../task/own-task";
import { getQueueCampaign } from "../task/queue-campaign";
import { noteExtraWanted } from "../task/want-extra";
import type { VerbContext } from "../verb-context";
import { addJudgment } from "./add-judgment";
import { isRepeat } from "./is-repeat";
import { whyNotRevised } from "./may-revise";
import { outcomeOf } from "./outcome-of";
import { refuseStopped } from "./refuse-stopped";
import { rootOf } from "./root-of";
import type { ReviseJudgmentInput } from "./schemas";
import { standingOf } from "./standing-of";

/**
 * Puts another judgment in the place of one of the person's own: the old one is withdrawn (its row stays), the new one says
 * which it revises, and nothing else of the comparison changes. Repeated with the same client key and body it changes nothing.
 *
 * @throws TiebreakError `wrong_state` once the campaign is closed or the time for it is over, `conflict` where the comparison was
 * set aside or its right answer shown.
 */
export async function reviseJudgment(
  { database, clock, actor }: VerbContext,
  member: Member,
  input: ReviseJudgmentInput,
): Promise<void> {
  const now = clock();
  const { taskId, decision, durationMs, details } = input;
  const bodyHash = sha256(JSON.stringify(["revise", taskId, decision, durationMs, details]));
  await database.transaction(async (tx) => {
    await tx.lockCampaign(member.campaignId);
    if (await isRepeat(tx, member.id, input.clientKey, bodyHash)) return;
    refuseStopped(await refreshMember(tx, member));
    const campaign = await getQueueCampaign(tx, member.campaignId);
    const task = await getOwnTask(tx, member.id, taskId);
    const before = await standingOf(tx, taskId);
    // A revision does not give more time for another.
    const { at } = await rootOf(tx, { ...before, at: before.createdAt });
    refuse(whyNotRevised({ campaign, judgment: { at, purpose: before.purpose }, now }));
    if (task.comparisonId !== null) await refuseSetAside(tx, task.comparisonId);
    const outcome = outcomeOf(decision, task.presentedSide, campaign.outcomes);
    await tx.orm
      .insert(tx.tables.withdrawal)
      .values({ judgmentId: before.id, actor, reason: "revised", at: now });
    const { purpose } = before;
    await addJudgment(tx, {
      member,
      campaign,
      task,
      purpose,
      outcome,
      input,
      bodyHash,
      revises: before.id,
      now,
    });
    if (task.comparisonId === null) return;
    if (purpose === "main" && campaign.pairAllocation === "uncertain") {
      await noteOutcomes(tx, task.comparisonId, [before.outcome], -1);
      await noteOutcomes(tx, task.comparisonId, [outcome]);
    }
    await noteExtraWanted(tx, campaign, task.comparisonId);
  });
}

function refuse(why: ReturnType<typeof whyNotRevised>): void {
  if (why === "closed")
    throw new TiebreakError("wrong_state", "The campaign is closed.", { reason: "campaign_closed" });
  if (why === "too_late")
    throw new TiebreakError("wrong_state", "The time to revise this judgment is over.", {
      reason: "too_late_to_revise",
    });
  if (why === "shown")
    throw new TiebreakError("conflict", "The right answer was shown; your judgment stands.", {
      reason: "answer_was_shown",
    });
}

async function refuseSetAside(
  { orm, tables: { comparisonStatus: status } }: Transaction,
  comparisonId: number,
) {
  const rows = await orm
    .select({ state: status.state })
    .from(status)
    .where(eq(status.comparisonId, comparisonId));
  if (rows[0]?.state === "unjudgeable")
    throw new TiebreakError(
      "conflict",
      "This comparison was set aside since; there is nothing to decide again.",
      { reason: "set_aside" },
    );
}
