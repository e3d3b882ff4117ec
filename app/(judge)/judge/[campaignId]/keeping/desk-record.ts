import type { SubmitJudgmentInput } from "@/server/judgment/schemas";
import type { FlagTaskInput, NextTask, TaskView } from "@/server/task/schemas";

/** What is done about the comparison in sight. */
export type DeskDecision =
  | { kind: "judge"; input: SubmitJudgmentInput }
  | { kind: "skip"; taskId: string }
  | { kind: "flag"; input: FlagTaskInput };

/** What is on its way to the server: decisions, and taking one back that may have arrived there. */
export type KeptAct = DeskDecision | { kind: "undo"; taskId: string; of: DeskDecision["kind"] };

/** An act that the server has not acknowledged. They are sent in the order of their numbers. */
export interface Kept {
  number: number;
  /** Names one person in one campaign. */
  memory: string;
  taskId: string;
  act: KeptAct;
}

/** What this device holds for one person in one campaign. */
export interface DeskRecord {
  memory: string;
  /** What the server said last, without texts. */
  answer: NextTask | undefined;
  /** Tasks in hand as the server said last, the one to be shown first. */
  order: string[];
  /** The texts of those, and of what was decided a short while ago. */
  tasks: TaskView[];
  /** What was decided last, newest last: to be taken back. */
  recent: { taskId: string; kind: DeskDecision["kind"] }[];
}

/** How many decisions can be taken back without asking the server for the text. */
export const mostRecent = 20;

export function emptyRecord(memory: string): DeskRecord {
  return { memory, answer: undefined, order: [], tasks: [], recent: [] };
}

export function taskOfDecision(decision: DeskDecision): string {
  return decision.kind === "skip" ? decision.taskId : decision.input.taskId;
}

/**
 * The tasks that are still to be decided, the one to be shown first: what is taken back before what the server put in
 * order, and without what was decided and is still on its way.
 *
 * @example orderNow(["a", "b"], [{ taskId: "a", act: { kind: "skip", taskId: "a" } }]) // ["b"]
 */
export function orderNow(order: readonly string[], kept: readonly Pick<Kept, "taskId" | "act">[]): string[] {
  const last = new Map<string, KeptAct["kind"]>();
  for (const { taskId, act } of kept) {
    last.delete(taskId);
    last.set(taskId, act.kind);
  }
  const undone = [...last].filter(([, kind]) => kind === "undo").map(([taskId]) => taskId);
  return [...undone.reverse(), ...order.filter((taskId) => !last.has(taskId))];
}

/** How many judgments the acts that are on their way add to what the server counts. */
export function judgmentsOnTheirWay(kept: readonly Pick<Kept, "act">[]): number {
  return kept.reduce((sum, { act }) => {
    if (act.kind === "judge") return sum + 1;
    return act.kind === "undo" && act.of === "judge" ? sum - 1 : sum;
  }, 0);
}

/** The record after an answer: its order, its texts, and nothing of what is neither held, on its way nor recent. */
export function recordAnswer(record: DeskRecord, answer: NextTask, kept: readonly Kept[]): DeskRecord {
  const order = answer.kind === "task" ? answer.order : [];
  const told = answer.feedback?.taskId;
  // What was right has been told: that answer stands.
  const recent = record.recent.filter(({ taskId }) => taskId !== told);
  const needed = new Set(
    [...order, ...recent, ...kept].map((one) => (typeof one === "string" ? one : one.taskId)),
  );
  const texts = new Map(record.tasks.map((task) => [task.taskId, task]));
  if (answer.kind === "task") for (const task of answer.tasks) texts.set(task.taskId, task);
  const tasks = [...texts.values()].filter(({ taskId }) => needed.has(taskId));
  const kind = answer.kind === "task" ? { ...answer, tasks: [] } : answer;
  return { ...record, answer: kind, order, tasks, recent };
}
