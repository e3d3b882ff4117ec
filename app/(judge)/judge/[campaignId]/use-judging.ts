import { useEffect, useRef, useState } from "react";
import { useHotkeys } from "react-hotkeys-hook";
import type { Decision } from "@/server/judgment/schemas";
import type { Desk, FlagTaskInput } from "@/server/task/schemas";
import { newClientKey } from "./client-key";
import { keyCommand, pressedKey } from "./deciding/key-command";
import { isDialogOpen, isForTheScrolled } from "./deciding/key-guards";
import { type Command, useKeyMap } from "./deciding/key-map";
import { isAsked, missingOf, saidOf, spansOf, useDetails } from "./deciding/use-details";
import { useFeedback } from "./flow/use-feedback";
import { useMustRead } from "./flow/use-guidelines";
import { isOtherUnseen } from "./reading/use-side-in-sight";
import { useDesk } from "./use-desk";
import { useHeartbeat } from "./use-heartbeat";
import { useLeaving } from "./use-leaving";
import { useSettled } from "./use-settled";
import { useVisibleTime } from "./use-visible-time";

export type OpenDialog = "guidelines" | "keys" | "flag" | "languages" | "mine";

/** What is to be read before the next comparison. */
type DeskStage = "feedback" | "guidelines" | "practice";

/** "settling": a comparison that came only just now, and cannot be decided yet. */
export type DeskPhase = "loading" | "settling" | "task" | "waiting";

interface Place {
  campaignId: string;
  desk: Desk;
  /** Names this person in this campaign, for what the browser remembers. */
  memory: string;
  /** The version of the guidelines that the person has read. */
  guidelinesSeen: number | null;
}

/** What the desk shows, and what its keys and buttons do. */
export function useJudging({ campaignId, desk, memory, guidelinesSeen }: Place) {
  const { state, queue, ...shownDesk } = useDesk({ campaignId, memory });
  const { shown, act, shutOut } = shownDesk;
  const [opened, setDialog] = useState<OpenDialog>();
  /** What a flag is about, since the comparison can change behind its dialog. */
  const [flagged, setFlagged] = useState<string>();
  const { told, goOn } = useFeedback(state);
  const practice = shown?.practice ?? undefined;
  const [round, setRound] = useState<number>();
  const isToldOfPractice = told?.feedback.isPractice === true;
  const beginsRound = practice?.done === 0 && practice.round !== round;
  const next = state.task?.taskId;
  const isLookedAt = useSettled(isToldOfPractice || beginsRound ? undefined : next);
  const mustRead = useMustRead(shown?.guidelinesVersion, guidelinesSeen, { taskId: next, isLookedAt });
  /** What stands before the next comparison: what was told of a practice answer, guidelines, the practice round. */
  const step: DeskStage | undefined = isToldOfPractice
    ? "feedback"
    : mustRead
      ? "guidelines"
      : beginsRound
        ? "practice"
        : undefined;
  const task = step ? undefined : state.task;
  const taskId = task?.taskId;
  /** One of their own that is looked at again, in place of what is judged. */
  const [revising, setRevising] = useState<string>();
  const readVisibleTime = useVisibleTime(taskId, revising !== undefined);
  const isSettled = useSettled(taskId);
  const keys = useKeyMap();
  const said = useDetails(taskId);
  const dialog = opened === "flag" && flagged !== taskId ? undefined : opened;
  const start = useRef<HTMLDivElement>(null);
  const askAgain = () => act({ kind: "next" });
  const { leaseSeconds } = desk;
  useHeartbeat({ campaignId, held: queue.held, leaseSeconds, onLost: askAgain });
  useLeaving({ campaignId, toRelease: queue.toRelease, onReturn: askAgain });

  // Each comparison begins at its top; a focus left on a button would let Space or Enter decide it.
  useEffect(() => {
    if (taskId === undefined) return;
    window.scrollTo(0, 0);
    start.current?.focus({ preventScroll: true });
  }, [taskId]);

  // What is to be read first begins at its heading; what was right has a button that is focused.
  useEffect(() => {
    if (step === "guidelines" || step === "practice") start.current?.querySelector("h2")?.focus();
  }, [step]);

  /** The decision, by its number, that was made before the other completion had been in sight. */
  const [unseenAt, setUnseenAt] = useState<number>();
  const decide = (judged: string, decision: Decision) => {
    if (isOtherUnseen()) setUnseenAt(state.done.times + 1);
    const durationMs = readVisibleTime();
    const details = saidOf(decision, { ...said.details, spans: spansOf(said.marked) });
    const input = { campaignId, taskId: judged, decision, details, durationMs, clientKey: newClientKey() };
    act({ kind: "judge", input });
  };
  /** Saves what was chosen, once all that is required beside it was said. */
  const saveChosen = () => {
    if (taskId && said.pending && !missingOf(desk.asks, said.pending, said.details))
      decide(taskId, said.pending);
  };
  const run = (command: Command) => {
    if (command === "guidelines" || command === "keys") return setDialog(command);
    if (command === "undo") return state.canUndo ? act({ kind: "undo" }) : undefined;
    if (!taskId || !isSettled) return;
    if (command === "flag") {
      setFlagged(taskId);
      return setDialog("flag");
    }
    if (command === "skip") return act({ kind: "skip", taskId });
    if (isAsked(desk.asks, command)) return said.pending === command ? saveChosen() : said.choose(command);
    decide(taskId, command);
  };
  const revise = (judged: string | undefined) => {
    setDialog(undefined);
    setRevising(judged);
  };
  const flag = (input: Pick<FlagTaskInput, "reason" | "promptCode" | "note">) => {
    setDialog(undefined);
    if (taskId) act({ kind: "flag", input: { campaignId, taskId, ...input } });
  };
  const onKey = (event: KeyboardEvent) => {
    const command = keyCommand(event, desk.outcomes, keys);
    if (isDialogOpen() || isForTheScrolled(event)) return;
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (pressedKey(event) === "m" && isPlain && !desk.isPreview) return setDialog("mine");
    if (!command) return;
    event.preventDefault();
    run(command);
  };
  useHotkeys("*", onKey, { enabled: !shutOut && revising === undefined && step === undefined });

  const isWaiting = shown?.kind === "waiting" || state.failures > 0;
  const phase: DeskPhase = task ? (isSettled ? "task" : "settling") : isWaiting ? "waiting" : "loading";
  return {
    ...shownDesk,
    isUnseen: unseenAt === state.done.times && state.canUndo,
    announcement: shownDesk.announcementOf(step !== undefined),
    state,
    task,
    step,
    told,
    goOn,
    practice,
    startPractice: () => setRound(practice?.round),
    phase,
    start,
    dialog,
    setDialog,
    run,
    flag,
    said,
    saveChosen,
    revising,
    revise,
  };
}
