import { useState } from "react";
import type { Feedback, TaskView } from "@/server/task/schemas";
import type { DeskState } from "../keeping/desk-state";

/** What was told of an answer, with what it was an answer to where that is still here. */
export interface Told {
  feedback: Feedback;
  task: TaskView | undefined;
}

/** Keeps what the server told of an answer in sight until the person goes on, whatever is answered meanwhile. */
export function useFeedback({ answer, task }: Pick<DeskState, "answer" | "task">) {
  const [lately, setLately] = useState<TaskView[]>([]);
  const [told, setTold] = useState<Told>();
  const [last, setLast] = useState<string>();
  if (task && lately.at(-1)?.taskId !== task.taskId) setLately([...lately.slice(-3), task]);
  const feedback = answer?.feedback ?? undefined;
  if (feedback && feedback.taskId !== last) {
    setLast(feedback.taskId);
    setTold({ feedback, task: lately.find(({ taskId }) => taskId === feedback.taskId) });
  }
  return { told, goOn: () => setTold(undefined) };
}
