import { useMutation } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useTRPCClient } from "@/app/_trpc/client";
import { errorCode, errorMessage, isTransient, isUnreachable } from "@/app/_trpc/trpc-error";
import type { NextTask } from "@/server/task/schemas";
import { type DeskAction, sendAction } from "./desk-action";
import { countChange } from "./today-tally-store";
import { findUnsent, forgetUnsent, keepUnsent } from "./unsent-judgment";

/** The annotator's one conversation with the server: one action at a time, each answered with what to show next. */
export function useDesk(campaignId: string, mineAtFirst: { judgments: number }) {
  const client = useTRPCClient();
  const [shown, setShown] = useState<NextTask>();
  const [notice, setNotice] = useState<string>();
  const [announcement, setAnnouncement] = useState("");
  // Not the mutation's own state, which lags behind a second key press.
  const turn = useRef({ isBusy: false, number: 0 });

  const mutation = useMutation({
    mutationFn: async (action: DeskAction) => {
      if (action.kind !== "undo") return sendAction(client, campaignId, action);
      // Sent again it would take back one more, so it is tried once.
      return sendAction(client, campaignId, action).catch((error: unknown) => {
        throw isTransient(error) ? new Error(errorMessage(error)) : error;
      });
    },
    retry: (failures, error) => isTransient(error) && (isUnreachable(error) || failures < 8),
    retryDelay: (failures) => Math.min(8_000, 500 * 2 ** failures),
    onSuccess: (next, action) => {
      turn.current.isBusy = false;
      if (action.kind === "judge") forgetUnsent(campaignId);
      countChange(campaignId, shown?.mine ?? mineAtFirst, next.mine, action);
      setShown(next);
      setAnnouncement(describe(next, action));
    },
    onError: (error, action) => {
      turn.current.isBusy = false;
      if (action.kind === "judge") forgetUnsent(campaignId);
      setNotice(error instanceof Error && !errorCode(error) ? error.message : errorMessage(error));
      if (action.kind !== "next" && !isShutOut(error)) act({ kind: "next" });
    },
  });

  function act(action: DeskAction): void {
    if (turn.current.isBusy) return;
    turn.current = { isBusy: true, number: turn.current.number + 1 };
    // What a refusal told stays in sight until the next thing is done.
    if (action.kind !== "next") setNotice(undefined);
    if (action.kind === "judge") keepUnsent(action.input);
    mutation.mutate(action);
  }

  const start = useEffectEvent(() => {
    const unsent = findUnsent(campaignId);
    act(unsent ? { kind: "judge", input: unsent } : { kind: "next" });
  });
  useEffect(() => start(), []);

  const look = useEffectEvent(async () => {
    const { number, isBusy } = turn.current;
    if (isBusy || document.hidden) return;
    // The next look comes soon, so a failed one is not worth a word.
    const next = await client.task.next.mutate({ campaignId }).catch(() => undefined);
    if (!next || number !== turn.current.number) return;
    setShown(next);
    if (next.kind === "task") setAnnouncement("A comparison is ready for you.");
  });
  const waitingFor = shown?.kind === "waiting" ? shown.reason : undefined;
  useEffect(() => {
    if (waitingFor === undefined || waitingFor === "closed") return;
    const timer = setInterval(() => void look(), waitingFor === "others_must_finish" ? 5_000 : 15_000);
    return () => clearInterval(timer);
  }, [waitingFor]);

  return {
    shown,
    notice,
    announcement,
    act,
    /** The comparison is no longer this person's; the message says why. */
    lose: (message: string) => {
      setNotice(message);
      act({ kind: "next" });
    },
    /** What is on its way to the server. */
    sending: mutation.isPending ? mutation.variables : undefined,
    failures: mutation.isPending ? mutation.failureCount : 0,
    isShutOut: mutation.isError && isShutOut(mutation.error),
  };
}

/** Signed out, or no longer in the campaign: asking again will not help. */
function isShutOut(error: unknown): boolean {
  const code = errorCode(error);
  return code === "not_signed_in" || code === "not_allowed";
}

function describe(next: NextTask, action: DeskAction): string {
  const done = {
    next: "",
    judge: `Saved, ${next.mine.judgments} judged. `,
    skip: "Skipped. ",
    flag: "Flagged. ",
    undo: "Taken back. ",
  }[action.kind];
  if (next.kind === "waiting") return `${done}${next.message}`;
  return `${done}${action.kind === "undo" ? "Your last comparison is open again." : "Next comparison."}`;
}
