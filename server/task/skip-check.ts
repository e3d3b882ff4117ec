import type { Transaction } from "@/db/client";
import type { Member } from "../member/require-member";
import { setTaskState, type Task } from "./own-task";

/** Notes that somebody passed over what is of no comparison of the queue. Once is enough. */
export async function skipCheck(tx: Transaction, member: Member, task: Task, now: number): Promise<void> {
  if (task.state === "skipped") return;
  await setTaskState(tx, task.id, "skipped");
  const { campaignId, shownComparisonId: comparisonId, purpose } = task;
  await tx.orm
    .insert(tx.tables.skip)
    .values({ campaignId, comparisonId, memberId: member.id, taskId: task.id, purpose, at: now });
}
