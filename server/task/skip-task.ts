import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { TiebreakError } from "../errors";
import { newId } from "../ids";
import type { Member } from "../member/require-member";
import type { VerbContext } from "../verb-context";
import { noteRoom } from "./fullness";
import { noteSeen, offerNext } from "./next-task";
import { keepOpenSetFull } from "./open-draws";
import { getOwnTask, isMain, setTaskState } from "./own-task";
import { getQueueCampaign } from "./queue-campaign";
import type { FlagTaskInput, NextTask, TaskInput } from "./schemas";
import { wantsJudgments } from "./wants-judgments";

/** After so many skips a comparison is unjudgeable (methods §2); it keeps its draw number. */
export const skipsToUnjudgeable = 3;

/** Passes a comparison on to someone else and claims the next. Skipping twice is skipping once. */
export async function skipTask(
  context: VerbContext,
  member: Member,
  { taskId }: TaskInput,
): Promise<NextTask> {
  return setAside(context, member, taskId, async () => {});
}

/** Tells the lead what is wrong with a comparison, passes it on and claims the next. */
export async function flagTask(
  context: VerbContext,
  member: Member,
  input: FlagTaskInput,
): Promise<NextTask> {
  return setAside(context, member, input.taskId, async (tx, comparisonId) => {
    await tx.orm.insert(tx.tables.flag).values({
      id: newId("flg"),
      campaignId: member.campaignId,
      comparisonId,
      memberId: member.id,
      taskId: input.taskId,
      reason: input.reason,
      note: input.note || null,
      state: "raised",
      at: context.clock(),
    });
  });
}

async function setAside(
  { database, clock }: VerbContext,
  member: Member,
  taskId: string,
  note: (tx: Transaction, comparisonId: number) => Promise<void>,
): Promise<NextTask> {
  const now = clock();
  return database.transaction(async (tx) => {
    await tx.lockCampaign(member.campaignId);
    const campaign = await getQueueCampaign(tx, member.campaignId);
    const task = await getOwnTask(tx, member.id, taskId);
    if (!isMain(task)) throw new TiebreakError("not_found", "There is no such task.");
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
    const { comparisonId, campaignId } = task;
    await noteRoom(tx, [comparisonId]);
    const purpose = await purposeNow(tx, comparisonId);
    if (task.state !== "skipped" && !purpose) {
      // Settled by others meanwhile: nothing to pass on, but what is wrong with it is still worth telling.
      await setTaskState(tx, taskId, "released");
      await note(tx, comparisonId);
    } else if (task.state !== "skipped" && purpose) {
      await setTaskState(tx, taskId, "skipped");
      await tx.orm
        .insert(tx.tables.skip)
        .values({ campaignId, comparisonId, memberId: member.id, taskId, purpose, at: now });
      await note(tx, comparisonId);
      // A comparison that has its judgments is not given up for want of an extra one.
      if (purpose === "main") await countSkip(tx, comparisonId, now);
      await keepOpenSetFull(tx, campaignId, now, campaign);
    }
    return offerNext(tx, campaign, member, now);
  });
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
