import type { Decision } from "../judgment/schemas";
import { submitJudgment } from "../judgment/submit-judgment";
import { undoLast } from "../judgment/undo-last";
import { heartbeatTask } from "../task/heartbeat-task";
import { nextTask } from "../task/next-task";
import type { NextTask, TaskView } from "../task/schemas";
import { flagTask, skipTask } from "../task/skip-task";
import type { TestPerson } from "./test-campaign";

/** What an annotator does, by the verbs that the procedures call. */
export function deskOf({ context, member }: TestPerson) {
  let keys = 0;
  const input = async (taskId: string) => ({ campaignId: (await member()).campaignId, taskId });
  const next = async () => nextTask(context, await member());
  const submit = async (
    taskId: string,
    decision: Decision = "left",
    clientKey = `key-${taskId}-${++keys}`,
    durationMs = 1_000,
  ) => submitJudgment(context, await member(), { ...(await input(taskId)), decision, durationMs, clientKey });
  return {
    next,
    /** The next task, which there must be. */
    take: async (): Promise<TaskView> => taskOf(await next()),
    submit,
    /** Judges whatever comes next; the task that was judged. */
    judge: async (decision: Decision = "left"): Promise<TaskView> => {
      const task = taskOf(await next());
      await submit(task.taskId, decision);
      return task;
    },
    heartbeat: async (taskId: string) => heartbeatTask(context, await member(), await input(taskId)),
    skip: async (taskId: string) => skipTask(context, await member(), await input(taskId)),
    flag: async (taskId: string) =>
      flagTask(context, await member(), { ...(await input(taskId)), reason: "other", note: "odd" }),
    undo: async () => undoLast(context, await member()),
  };
}

/** There was nothing to judge. */
export class NoTask extends Error {}

export function taskOf(next: NextTask): TaskView {
  if (next.kind !== "task") throw new NoTask(next.reason);
  return next.task;
}

export function reasonOf(next: NextTask): string {
  return next.kind === "task" ? `task ${next.task.taskId}` : next.reason;
}
