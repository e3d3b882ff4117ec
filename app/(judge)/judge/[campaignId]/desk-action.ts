import type { useTRPCClient } from "@/app/_trpc/client";
import type { NextTask } from "@/server/task/schemas";
import type { DeskDecision, KeptAct } from "./keeping/desk-record";
import type { DeskRequest } from "./keeping/desk-state";

/** What an annotator can do; each is answered with what to show next. */
export type DeskAction =
  | DeskDecision
  | { kind: "next" }
  | { kind: "undo" }
  /** What is in hand goes back to the queue. */
  | { kind: "exchange" };

/** A request that hangs is as good as none: it is sent again. */
const longestAnswerMs = 20_000;

/** Who is signed in with this browser. */
export async function askWho(client: ReturnType<typeof useTRPCClient>): Promise<string> {
  return (await client.session.user.query(undefined, { signal: AbortSignal.timeout(longestAnswerMs) })).id;
}

/** Sends what was decided, or asks; `held` are the tasks whose texts are here and need not be sent. */
export async function sendAction(
  client: ReturnType<typeof useTRPCClient>,
  campaignId: string,
  action: KeptAct | DeskRequest,
  held: string[],
): Promise<NextTask> {
  const options = { signal: AbortSignal.timeout(longestAnswerMs) };
  switch (action.kind) {
    case "next":
      return client.task.next.mutate({ campaignId, held }, options);
    case "exchange":
      if (action.taskIds.length > 0)
        await client.task.release.mutate({ campaignId, taskIds: action.taskIds }, options);
      return client.task.next.mutate({ campaignId, held }, options);
    case "undo": {
      const taskId = "taskId" in action ? action.taskId : undefined;
      return client.judgment.undo.mutate({ campaignId, taskId, held }, options);
    }
    case "skip":
      return client.task.skip.mutate({ campaignId, taskId: action.taskId, held }, options);
    case "flag":
      return client.task.flag.mutate({ ...action.input, held }, options);
    case "judge":
      return client.judgment.submit.mutate({ ...action.input, held }, options);
  }
}
