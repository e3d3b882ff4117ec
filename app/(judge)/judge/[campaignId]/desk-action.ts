import type { useTRPCClient } from "@/app/_trpc/client";
import type { SubmitJudgmentInput } from "@/server/judgment/schemas";
import type { FlagTaskInput, NextTask } from "@/server/task/schemas";

/** What an annotator can do; each is answered with what to show next. */
export type DeskAction =
  | { kind: "next" }
  /** The comparison in hand goes back to the queue. */
  | { kind: "exchange"; taskId: string }
  | { kind: "undo" }
  | { kind: "skip"; taskId: string }
  | { kind: "flag"; input: FlagTaskInput }
  | { kind: "judge"; input: SubmitJudgmentInput };

export function sendAction(
  client: ReturnType<typeof useTRPCClient>,
  campaignId: string,
  action: DeskAction,
): Promise<NextTask> {
  switch (action.kind) {
    case "next":
      return client.task.next.mutate({ campaignId });
    case "exchange":
      return client.task.release
        .mutate({ campaignId, taskIds: [action.taskId] })
        .then(() => client.task.next.mutate({ campaignId }));
    case "undo":
      return client.judgment.undo.mutate({ campaignId });
    case "skip":
      return client.task.skip.mutate({ campaignId, taskId: action.taskId });
    case "flag":
      return client.task.flag.mutate(action.input);
    case "judge":
      return client.judgment.submit.mutate(action.input);
  }
}
