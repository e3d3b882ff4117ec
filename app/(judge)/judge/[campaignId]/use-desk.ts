import { useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";
import { useTranslations } from "use-intl/react";
import { useErrorWords } from "@/app/_messages/use-error-words";
import { useTRPCClient } from "@/app/_trpc/client";
import { errorCode, isTransient, isUnreachable } from "@/app/_trpc/trpc-error";
import { askWho, type DeskAction, sendAction } from "./desk-action";
import { createDeskQueue } from "./keeping/desk-queue";
import type { DeskNotice, DeskState, Failure } from "./keeping/desk-state";
import { openDeskStore } from "./keeping/desk-store";
import { forOnePerson, SignedInAsAnother } from "./keeping/for-one-person";
import { countJudged, countTakenBack } from "./today-tally-store";

export type ShutOutCode = "not_signed_in" | "not_allowed";

interface Place {
  campaignId: string;
  /** Names this person in this campaign, for what the browser remembers. */
  memory: string;
}

/** The annotator's one conversation with the server: what is in sight, what is kept here, and what to say of it. */
export function useDesk({ campaignId, memory }: Place) {
  const t = useTranslations("desk");
  const offline = useTranslations("offline");
  const errors = useTranslations("errors.codes");
  const errorWords = useErrorWords();
  const client = useTRPCClient();
  const [person] = useState(() =>
    forOnePerson({
      memory,
      campaignId,
      askWho: () => askWho(client),
      send: (action, held) => sendAction(client, campaignId, action, held),
      isRefused: (error) => failureOf(error) === "refused" || shutOutCode(error) === "not_allowed",
    }),
  );
  const [queue] = useState(() =>
    createDeskQueue({ memory, openStore: openDeskStore, send: person.send, failureOf }),
  );
  const state = useSyncExternalStore(queue.subscribe, queue.getState, queue.getState);

  useEffect(() => {
    const retry = () => queue.retry();
    void queue.start();
    window.addEventListener("online", retry);
    // Whoever signs in as somebody else does it on another page.
    document.addEventListener("visibilitychange", person.doubt);
    return () => {
      window.removeEventListener("online", retry);
      document.removeEventListener("visibilitychange", person.doubt);
      queue.stop();
    };
  }, [queue, person]);

  const look = useEffectEvent(() => {
    if (!document.hidden && state.failures === 0) void queue.ask({ kind: "next" });
  });
  const waitingFor = state.answer?.kind === "waiting" && !state.task ? state.answer.reason : undefined;
  useEffect(() => {
    if (waitingFor === undefined || waitingFor === "closed") return;
    const timer = setInterval(() => look(), waitingFor === "others_must_finish" ? 5_000 : 15_000);
    return () => clearInterval(timer);
  }, [waitingFor]);

  function act(action: DeskAction): void {
    switch (action.kind) {
      case "next":
        return void queue.ask(action);
      case "exchange":
        return void queue.ask({ kind: "exchange", taskIds: queue.undecided() });
      case "undo":
        if (queue.lastKind() === "judge") countTakenBack(memory);
        return void queue.undo();
      case "judge":
        // Practice is no part of the day's work.
        if (state.answer?.practice == null) countJudged(memory, action.input.durationMs);
        return void queue.decide(action);
      default:
        return void queue.decide(action);
    }
  }

  function noticeWords(notice: DeskNotice): string {
    switch (notice.kind) {
      case "refused":
        return explain(notice.error, notice.times);
      case "passed-on":
        return `${errors("lease_lost")} ${t("comesNext")}`;
      case "decided-in-another-tab":
        return `${offline("otherTab")} ${t("comesNext")}`;
      case "needs-connection":
        return offline("needsConnection");
    }
  }

  function explain(error: unknown, times: number): string {
    const why = errorWords(error);
    if (times > 1) return offline("refused", { count: times, why });
    return errorCode(error) === "lease_lost" ? `${why} ${t("comesNext")}` : why;
  }

  /** What a screen reader is told; of the next comparison not before it is there, behind what is to be read first. */
  function announcementOf({ done, task, answer }: DeskState, isBehindStep: boolean): string {
    if (done.kind === "") return "";
    if (done.kind === "ready" && !isBehindStep) return t("announce.ready");
    const did = done.kind === "judge" || done.kind === "ready" ? "" : `${t(`announce.${done.kind}`)} `;
    if (isBehindStep) return did;
    // What is the same as before is not read out: every other time it ends with a space.
    const end = done.times % 2 === 0 ? "" : "\u00a0";
    if (task) return `${did}${t(done.kind === "undo" ? "announce.openAgain" : "announce.next")}${end}`;
    return answer?.kind === "waiting" ? `${did}${t(`waiting.${answer.reason}.text`)}` : did;
  }

  return {
    state,
    queue,
    shown: state.answer,
    notice: state.notice && noticeWords(state.notice),
    announcementOf: (isBehindStep: boolean) => announcementOf(state, isBehindStep),
    act,
    /** Why asking again will not help. */
    shutOut: shutOutCode(state.shutOut),
  };
}

/** Signed out, perhaps by somebody else's signing in, or no longer in the campaign. */
function shutOutCode(error: unknown): ShutOutCode | undefined {
  if (error instanceof SignedInAsAnother) return "not_signed_in";
  const code = errorCode(error);
  return code === "not_signed_in" || code === "not_allowed" ? code : undefined;
}

function failureOf(error: unknown): Failure {
  if (shutOutCode(error)) return "shut-out";
  if (isUnreachable(error)) return "unreachable";
  return isTransient(error) ? "server" : "refused";
}
