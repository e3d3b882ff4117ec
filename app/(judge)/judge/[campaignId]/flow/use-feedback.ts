import { useState } from "react";
import type { Feedback, TaskView } from "@/server/task/schemas";
import type { DeskState } from "../keeping/desk-state";

/** What was told of an answer, with what it was an answer to where that is still here. */
export interface Told {
  feedback: Feedback;
  task: TaskView | undefined;
}

export interface Telling {
  /** What is not read yet, the first in sight. */
  told: readonly Told[];
  /** What was shown last. */
  lately: readonly TaskView[];
  /** The last answer that anything was told of. */
  last: string | undefined;
}

export const nothingTold: Telling = { told: [], lately: [], last: undefined };

/** Takes in what is shown and what the server said last; the same where there is nothing new. */
export function hear(before: Telling, { answer, task }: Pick<DeskState, "answer" | "task">): Telling {
  const { told, last } = before;
  const isNew = task !== undefined && before.lately.at(-1)?.taskId !== task.taskId;
  const lately = isNew ? [...before.lately.slice(-3), task] : before.lately;
  const feedback = answer?.feedback ?? undefined;
  if (!feedback || feedback.taskId === last) return isNew ? { ...before, lately } : before;
  const about = lately.find(({ taskId }) => taskId === feedback.taskId);
  return { told: [...told, { feedback, task: about }], lately, last: feedback.taskId };
}

/** Keeps what the server told of answers in sight, one after the other, until the person goes on, whatever is answered meanwhile. */
export function useFeedback(state: Pick<DeskState, "answer" | "task">) {
  const [before, setTelling] = useState(nothingTold);
  const telling = hear(before, state);
  if (telling !== before) setTelling(telling);
  return {
    told: telling.told[0],
    goOn: () => setTelling((one) => ({ ...one, told: one.told.slice(1) })),
  };
}
