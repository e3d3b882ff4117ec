import { useMutation } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { useErrorWords } from "@/app/_messages/use-error-words";
import { useTRPCClient } from "@/app/_trpc/client";
import { errorCode, isTransient, isUnreachable } from "@/app/_trpc/trpc-error";
import type { ErrorCode } from "@/server/errors";
import type { NextTask } from "@/server/task/schemas";
import { type DeskAction, sendAction } from "./desk-action";
import { countChange } from "./today-tally-store";
import { findUnsent, forgetUnsent, keepUnsent } from "./unsent-judgment";

export type ShutOutCode = "not_signed_in" | "not_allowed";

interface Place {
  campaignId: string;
  /** Names this person in this campaign, for what the browser remembers. */
  memory: string;
  mineAtFirst: { judgments: number };
}

/** The annotator's one conversation with the server: one action at a time, each answered with what to show next. */
export function useDesk({ campaignId, memory, mineAtFirst }: Place) {
  const t = useTranslations("desk");
  const errorWords = useErrorWords();
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
        throw isTransient(error) ? new Error(errorWords(error)) : error;
      });
    },
    retry: (failures, error) => isTransient(error) && (isUnreachable(error) || failures < 8),
    retryDelay: (failures) => Math.min(8_000, 500 * 2 ** failures),
    onSuccess: (next, action) => {
      turn.current.isBusy = false;
      if (action.kind === "judge") forgetUnsent(memory);
      countChange(memory, shown?.mine ?? mineAtFirst, next.mine, action);
      // The lease ran out, but nobody took the comparison: there is nothing to tell.
      if (action.kind === "next" && isSameTask(shown, next)) setNotice(undefined);
      setShown(next);
      setAnnouncement(announcementOf(next, action));
    },
    onError: (error, action) => {
      turn.current.isBusy = false;
      const code = errorCode(error);
      // Whoever was signed out may sign in again, and the decision is delivered then.
      if (action.kind === "judge" && code !== "not_signed_in") forgetUnsent(memory);
      setNotice(explain(error));
      if (action.kind !== "next" && !shutOutCode(code)) act({ kind: "next" });
    },
  });

  const explain = (error: unknown): string =>
    errorCode(error) === "lease_lost" ? `${errorWords(error)} ${t("comesNext")}` : errorWords(error);

  /** What a screen reader is told. */
  function announcementOf(next: NextTask, { kind }: DeskAction): string {
    const isSilent = kind === "next" || kind === "exchange";
    const done = isSilent ? "" : t(`announce.${kind}`, { count: next.mine.judgments });
    if (next.kind === "waiting") return `${done} ${t(`waiting.${next.reason}.text`)}`;
    return `${done} ${t(kind === "undo" ? "announce.openAgain" : "announce.next")}`;
  }

  function act(action: DeskAction): void {
    if (turn.current.isBusy) return;
    turn.current = { isBusy: true, number: turn.current.number + 1 };
    // What a refusal told stays in sight until the next thing is done.
    if (action.kind !== "next") setNotice(undefined);
    if (action.kind === "judge") keepUnsent(memory, action.input);
    mutation.mutate(action);
  }

  const start = useEffectEvent(() => {
    const unsent = findUnsent(memory);
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
    if (next.kind === "task") setAnnouncement(t("announce.ready"));
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
    /** The comparison is no longer this person's. */
    lose: (error: unknown) => {
      setNotice(explain(error));
      act({ kind: "next" });
    },
    /** What is on its way to the server. */
    sending: mutation.isPending ? mutation.variables : undefined,
    failures: mutation.isPending ? mutation.failureCount : 0,
    /** Why asking again will not help. */
    shutOut: mutation.isError ? shutOutCode(errorCode(mutation.error)) : undefined,
  };
}

/** Signed out, or no longer in the campaign. */
function shutOutCode(code: ErrorCode | undefined): ShutOutCode | undefined {
  return code === "not_signed_in" || code === "not_allowed" ? code : undefined;
}

function isSameTask(a: NextTask | undefined, b: NextTask): boolean {
  return a?.kind === "task" && b.kind === "task" && a.order[0] === b.order[0];
}
