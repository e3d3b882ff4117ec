import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { TiebreakError } from "../errors";
import { newId } from "../ids";
import { refuseStopped } from "../judgment/refuse-stopped";
import { refreshMember } from "../member/refresh-member";
import type { Member } from "../member/require-member";
import type { VerbContext } from "../verb-context";
import { noteRoom } from "./fullness";
import { noteSeen, offerNext } from "./next-task";
import { keepOpenSetFull } from "./open-draws";
import { getOwnTask, isMain, setTaskState, type Task } from "./own-task";
import { getQueueCampaign } from "./queue-campaign";
import type { DecideTaskInput, FlagTaskInput, NextTask } from "./schemas";
import { showOffer } from "./show-offer";
import { skipCheck } from "./skip-check";
import { wantsJudgments } from "./wants-judgments";

/** After so many skips a comparison is unjudgeable (methods §2); it keeps its draw number. */
export const skipsToUnjudgeable = 3;

/** Passes a comparison on to someone else and claims the next. Skipping twice is skipping once. */
export async function skipTask(
  context: VerbContext,
  member: Member,
  input: DecideTaskInput,
): Promise<NextTask> {
  return setAside(context, member, input, async () => {});
}

/** Tells the lead what is wrong with a comparison, passes it on and claims the next. */
export async function flagTask(
  context: VerbContext,
  member: Member,
  input: FlagTaskInput,
): Promise<NextTask> {
  return setAside(context, member, input, async (tx, { comparisonId, goldId, shownComparisonId }) => {
    const { flag } = tx.tables;
    const isSame = and(eq(flag.taskId, input.taskId), eq(flag.state, "raised"));
    const told = await tx.orm.select({ id: flag.id }).from(flag).where(isSame).limit(1);
    // Sent again because no answer came.
    if (told.length > 0) return;
    await tx.orm.insert(flag).values({
      id: newId("flg"),
      campaignId: member.campaignId,
      comparisonId: comparisonId ?? shownComparisonId,
      goldId,
      memberId: member.id,
      taskId: input.taskId,
      reason: input.reason,
      promptCode: input.promptCode ?? null,
      note: input.note || null,
      state: "raised",
      at: context.clock(),
    });
  });
}

async function setAside(
  { database, clock }: VerbContext,
  asked: Member,
  { taskId, held }: DecideTaskInput,
  note: (tx: Transaction, task: Task) => Promise<void>,
): Promise<NextTask> {
  const now = clock();
  const offer = await database.transaction(async (tx) => {
    await tx.lockCampaign(asked.campaignId);
    const member = await refreshMember(tx, asked);
    const campaign = await getQueueCampaign(tx, member.campaignId);
    refuseStopped(member);
    const task = await getOwnTask(tx, member.id, taskId);
    if (campaign.state === "closed") {
      throw new TiebreakError("wrong_state", "The campaign was closed; nothing was recorded.", {
        reason: "campaign_closed",
      });
    }
    if (task.state === "judged") {
      throw new TiebreakError("conflict", "You have judged this comparison; undo the judgment to skip it.", {
        reason: "already_judged",
      });
    }
    await noteSeen(tx, member.id, now);
    if (!isMain(task)) {
      if (task.state !== "skipped" && task.purpose !== "preview") await note(tx, task);
      await skipCheck(tx, member, task, now);
      return offerNext(tx, campaign, member, now);
    }
    const { comparisonId, campaignId } = task;
    await noteRoom(tx, [comparisonId]);
    const purpose = await purposeNow(tx, comparisonId);
    if (task.state !== "skipped" && !purpose) {
      // Settled by others meanwhile: nothing to pass on, but what is wrong with it is still worth telling.
      await setTaskState(tx, taskId, "released");
      await note(tx, task);
    } else if (task.state !== "skipped" && purpose) {
      await setTaskState(tx, taskId, "skipped");
      await tx.orm
        .insert(tx.tables.skip)
        .values({ campaignId, comparisonId, memberId: member.id, taskId, purpose, at: now });
      await note(tx, task);
      // A comparison that has its judgments is not given up for want of an extra one.
      if (purpose === "main") await countSkip(tx, comparisonId, now);
      await keepOpenSetFull(tx, campaignId, now, campaign);
    }
    return offerNext(tx, campaign, member, now);
  });
  return showOffer(database, offer, held);
}

/** What a judgment of the comparison would be for; undefined where none is wanted any more. */
async function purposeNow(
  { orm, tables: { comparisonStatus: status } }: Transaction,
  comparisonId: number,
): Promise<"main" | "extra" | undefined> {
  const rows = await orm
    .select({ state: status.state })
    .from(status)
    .where(and(eq(status.comparisonId, comparisonId), wantsJudgments(status)));
  if (!rows[0]) return undefined;
  return rows[0].state === "open" ? "main" : "extra";
}

async function countSkip(tx: Transaction, comparisonId: number, now: number): Promise<void> {
  const { comparisonStatus: status } = tx.tables;
  const isMine = eq(status.comparisonId, comparisonId);
  const rows = await tx.orm
    .update(status)
    .set({ skipCount: sql`${status.skipCount} + 1` })
    .where(isMine)
    .returning({ skips: status.skipCount });
  if ((rows[0]?.skips ?? 0) < skipsToUnjudgeable) return;
  await tx.orm.update(status).set({ state: "unjudgeable", settledAt: now }).where(isMine);
}
