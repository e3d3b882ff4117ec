import type { Decision } from "../judgment/schemas";
import { submitJudgment } from "../judgment/submit-judgment";
import { undoLast } from "../judgment/undo-last";
import { heartbeatTasks } from "../task/heartbeat-task";
import { nextTask } from "../task/next-task";
import { releaseTasks } from "../task/release-task";
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
    /** All that is held, the one in sight first. */
    takeAhead: async (): Promise<TaskView[]> => tasksOf(await next()),
    heartbeat: async (...taskIds: string[]) => heartbeatTasks(context, await member(), { taskIds }),
    skip: async (taskId: string) => skipTask(context, await member(), await input(taskId)),
    flag: async (taskId: string) =>
      flagTask(context, await member(), { ...(await input(taskId)), reason: "other", note: "odd" }),
    undo: async (taskId?: string) => undoLast(context, await member(), { taskId }),
    release: async (taskIds: string[]) => releaseTasks(context, await member(), { taskIds }),
  };
}

/** There was nothing to judge. */
export class NoTask extends Error {}

export function taskOf(next: NextTask): TaskView {
  if (next.kind !== "task") throw new NoTask(next.reason);
  return next.tasks.find(({ taskId }) => taskId === next.order[0])!;
}

/** The tasks of an answer in their order, of a page that had none of their texts. */
export function tasksOf(next: NextTask): TaskView[] {
  if (next.kind !== "task") throw new NoTask(next.reason);
  return next.order.map((id) => next.tasks.find(({ taskId }) => taskId === id)!);
}

export function reasonOf(next: NextTask): string {
  return next.kind === "task" ? `task ${next.order[0]}` : next.reason;
}
