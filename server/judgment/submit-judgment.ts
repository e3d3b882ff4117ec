import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { noteOutcomes } from "../draw/tallies";
import { found, TiebreakError } from "../errors";
import { sha256 } from "../ids";
import type { Member } from "../member/require-member";
import { offerNext } from "../task/next-task";
import { keepOpenSetFull } from "../task/open-draws";
import { getOwnTask, isMain, setTaskState } from "../task/own-task";
import { getQueueCampaign } from "../task/queue-campaign";
import type { NextTask } from "../task/schemas";
import { noteExtraWanted } from "../task/want-extra";
import type { VerbContext } from "../verb-context";
import { type Outcome, outcomeOf } from "./outcome-of";
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
  { database, clock }: VerbContext,
  member: Member,
  input: SubmitJudgmentInput,
): Promise<NextTask> {
  const now = clock();
  const bodyHash = sha256(JSON.stringify([input.taskId, input.decision, input.durationMs]));
  return database.transaction(async (tx) => {
    await tx.lockCampaign(member.campaignId);
    const campaign = await getQueueCampaign(tx, member.campaignId);
    if (await isRepeat(tx, member.id, input.clientKey, bodyHash)) return offerNext(tx, campaign, member, now);
    if (campaign.state === "closed") {
      throw new TiebreakError("wrong_state", "The campaign was closed; this judgment was not recorded.", {
        reason: "campaign_closed",
      });
    }
    const task = await getOwnTask(tx, member.id, input.taskId);
    if (!isMain(task)) throw new TiebreakError("not_found", "There is no such task.");
    if (task.state === "judged" || task.state === "skipped") {
      throw new TiebreakError(
        "conflict",
        "You have decided this comparison already; undo it to decide again.",
        { reason: "already_decided" },
      );
    }
    const outcome = outcomeOf(input.decision, task.presentedSide, campaign.outcomes);
    const { purpose, isClosed } = await takePlace(tx, campaign, task, now);
    await addJudgment(tx, { member, task, purpose, outcome, input, bodyHash, now });
    if (purpose === "main" && campaign.pairAllocation === "uncertain")
      await noteOutcomes(tx, task.comparisonId, [outcome]);
    if (isClosed || purpose === "extra") await noteExtraWanted(tx, campaign, task.comparisonId);
    await setTaskState(tx, task.id, "judged");
    const judgmentCount = await countForMember(tx, member.id, now);
    if (isClosed) await keepOpenSetFull(tx, member.campaignId, now, campaign);
    return offerNext(tx, campaign, { ...member, judgmentCount }, now);
  });
}

/** Whether the client key was used before by this member for the very same judgment. */
async function isRepeat(
  tx: Transaction,
  memberId: string,
  clientKey: string,
  bodyHash: string,
): Promise<boolean> {
  const rows = await tx
    .prepared("judgment-by-client-key", ({ orm, tables: { judgment } }) =>
      orm
        .select({ bodyHash: judgment.bodyHash })
        .from(judgment)
        .where(
          sql`${judgment.memberId} = ${sql.placeholder("memberId")} and ${judgment.clientKey} = ${sql.placeholder("clientKey")}`,
        ),
    )
    .execute({ memberId, clientKey });
  const earlier = rows[0];
  if (!earlier) return false;
  if (earlier.bodyHash === bodyHash) return true;
  throw new TiebreakError(
    "client_key_conflict",
    "This client key was used for another judgment. Reload the page.",
  );
}

async function addJudgment(
  tx: Transaction,
  entry: {
    member: Member;
    task: { id: string; comparisonId: number; presentedSide: "a_left" | "b_left" };
    purpose: "main" | "extra";
    outcome: Outcome;
    input: SubmitJudgmentInput;
    bodyHash: string;
    now: number;
  },
): Promise<void> {
  await tx
    .prepared("add-judgment", ({ orm, tables: { judgment } }) =>
      orm.insert(judgment).values({
        campaignId: sql.placeholder("campaignId"),
        comparisonId: sql.placeholder("comparisonId"),
        outcome: sql.placeholder("outcome"),
        source: "live",
        purpose: sql.placeholder("purpose"),
        memberId: sql.placeholder("memberId"),
        taskId: sql.placeholder("taskId"),
        presentedSide: sql.placeholder("presentedSide"),
        durationMs: sql.placeholder("durationMs"),
        clientKey: sql.placeholder("clientKey"),
        bodyHash: sql.placeholder("bodyHash"),
        createdAt: sql.placeholder("now"),
      }),
    )
    .execute({
      campaignId: entry.member.campaignId,
      comparisonId: entry.task.comparisonId,
      outcome: entry.outcome,
      purpose: entry.purpose,
      memberId: entry.member.id,
      taskId: entry.task.id,
      presentedSide: entry.task.presentedSide,
      durationMs: entry.input.durationMs,
      clientKey: entry.input.clientKey,
      bodyHash: entry.bodyHash,
      now: entry.now,
    });
}

async function countForMember(tx: Transaction, memberId: string, now: number): Promise<number> {
  const rows = await tx
    .prepared("count-for-member", ({ orm, tables: { member } }) =>
      orm
        .update(member)
        .set({ judgmentCount: sql`${member.judgmentCount} + 1`, lastSeenAt: sql`${sql.placeholder("now")}` })
        .where(sql`${member.id} = ${sql.placeholder("memberId")} and ${member.removedAt} is null`)
        .returning({ judgmentCount: member.judgmentCount }),
    )
    .execute({ memberId, now });
  // Removed between the request's arrival and this transaction.
  return found(rows[0], "membership", memberId).judgmentCount;
}
