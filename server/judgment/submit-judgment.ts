import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { noteOutcomes } from "../draw/tallies";
import { found, TiebreakError } from "../errors";
import { sha256 } from "../ids";
import { refreshMember } from "../member/refresh-member";
import type { Member } from "../member/require-member";
import { offerNext } from "../task/next-task";
import { keepOpenSetFull } from "../task/open-draws";
import { getOwnTask, isMain, setTaskState } from "../task/own-task";
import { getQueueCampaign } from "../task/queue-campaign";
import type { NextTask } from "../task/schemas";
import { showOffer } from "../task/show-offer";
import { noteExtraWanted } from "../task/want-extra";
import type { VerbContext } from "../verb-context";
import { addJudgment } from "./add-judgment";
import { countCheck } from "./count-check";
import { feedbackAgain, feedbackOn, withFeedback } from "./feedback";
import { isRepeat } from "./is-repeat";
import { outcomeOf } from "./outcome-of";
import { refuseStopped } from "./refuse-stopped";
import type { SubmitJudgmentInput } from "./schemas";
import { takePlace } from "./take-place";

/**
 * Records a judgment and claims the next comparison, in one transaction that is on disk before it is acknowledged.
 *
 * Repeated with the same client key and body it changes nothing and claims the next; with another body it is refused
 * as `client_key_conflict`. A lease that ran out does not lose the work as long as the comparison still wants a
 * judgment that nobody else holds; the cap of judgments per comparison is never passed (`lease_lost`).
 */
export async function submitJudgment(
  context: VerbContext,
  asked: Member,
  input: SubmitJudgmentInput,
): Promise<NextTask> {
  const { database, clock } = context;
  const now = clock();
  const bodyHash = sha256(JSON.stringify([input.taskId, input.decision, input.durationMs, input.details]));
  const offer = await database.transaction(async (tx) => {
    await tx.lockCampaign(asked.campaignId);
    const member = await refreshMember(tx, asked);
    const campaign = await getQueueCampaign(tx, member.campaignId);
    if (await isRepeat(tx, member.id, input.clientKey, bodyHash)) {
      const feedback = await feedbackAgain(tx, campaign, member.id, input.clientKey);
      return withFeedback(await offerNext(tx, campaign, member, now), feedback);
    }
    if (campaign.state === "closed") {
      throw new TiebreakError("wrong_state", "The campaign was closed; this judgment was not recorded.", {
        reason: "campaign_closed",
      });
    }
    refuseStopped(member);
    const task = await getOwnTask(tx, member.id, input.taskId);
    if (task.state === "judged" || task.state === "skipped") {
      throw new TiebreakError(
        "conflict",
        "You have decided this comparison already; undo it to decide again.",
        { reason: "already_decided" },
      );
    }
    const outcome = outcomeOf(input.decision, task.presentedSide, campaign.outcomes);
    const given = { member, campaign, outcome, input, bodyHash, now };
    if (!isMain(task)) {
      const purpose = task.purpose as Exclude<typeof task.purpose, "main">;
      await addJudgment(tx, { ...given, task, purpose });
      await setTaskState(tx, task.id, "judged");
      const after = await countCheck(tx, context, campaign, member, purpose);
      const feedback = await feedbackOn(tx, campaign, task, outcome);
      return withFeedback(await offerNext(tx, campaign, after, now), feedback);
    }
    const { purpose, isClosed } = await takePlace(tx, campaign, task, now);
    await addJudgment(tx, { ...given, task, purpose });
    if (purpose === "main" && campaign.pairAllocation === "uncertain")
      await noteOutcomes(tx, task.comparisonId, [outcome]);
    if (isClosed || purpose === "extra") await noteExtraWanted(tx, campaign, task.comparisonId);
    await setTaskState(tx, task.id, "judged");
    const counts = await countForMember(tx, member.id, now);
    if (isClosed) await keepOpenSetFull(tx, member.campaignId, now, campaign);
    return offerNext(tx, campaign, { ...member, ...counts }, now);
  });
  return showOffer(database, offer, input.held);
}

async function countForMember(tx: Transaction, memberId: string, now: number) {
  const rows = await tx
    .prepared("count-for-member", ({ orm, tables: { member } }) =>
      orm
        .update(member)
        .set({ judgmentCount: sql`${member.judgmentCount} + 1`, lastSeenAt: sql`${sql.placeholder("now")}` })
        .where(sql`${member.id} = ${sql.placeholder("memberId")} and ${member.removedAt} is null`)
        .returning({ judgmentCount: member.judgmentCount, checkCount: member.checkCount }),
    )
    .execute({ memberId, now });
  // Removed between the request's arrival and this transaction.
  return found(rows[0], "membership", memberId);
}
