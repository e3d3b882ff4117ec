"use client";

import { useEffect, useRef, useState } from "react";
import { useHotkeys } from "react-hotkeys-hook";
import { Button } from "@/app/_ui/button";
import { Kbd } from "@/app/_ui/kbd";
import type { Decision } from "@/server/judgment/schemas";
import type { Desk, FlagTaskInput } from "@/server/task/schemas";
import { newClientKey } from "./client-key";
import { Comparison } from "./comparison";
import { DecisionBar } from "./decision-bar";
import { DeskDialogs, type OpenDialog } from "./desk-dialogs";
import { DeskHeader, type DeskPerson } from "./desk-header";
import { DeskTally } from "./desk-tally";
import { type Command, keyCommand } from "./key-command";
import { SaveState } from "./save-state";
import { ShutOut } from "./shut-out";
import { useDesk } from "./use-desk";
import { useHeartbeat } from "./use-heartbeat";
import { useVisibleTime } from "./use-visible-time";
import { Waiting } from "./waiting";

interface Props {
  campaignId: string;
  desk: Desk;
  person: DeskPerson;
  languages: string[] | null;
  onLanguages: (languages: string[]) => void;
}

/** One comparison after the other, by keyboard, mouse or thumb. */
export function Judging({ campaignId, desk, person, languages, onLanguages }: Props) {
  const { shown, notice, announcement, act, lose, sending, failures, isShutOut } = useDesk(
    campaignId,
    desk.mine,
  );
  const [dialog, setDialog] = useState<OpenDialog>();
  const task = shown?.kind === "task" ? shown.task : undefined;
  const taskId = task?.taskId;
  const readVisibleTime = useVisibleTime(taskId);
  const start = useRef<HTMLDivElement>(null);
  useHeartbeat({ campaignId, taskId, leaseSeconds: desk.leaseSeconds, onLost: lose });

  // Each comparison begins at its top; a focus left on a button would let Space or Enter decide it.
  useEffect(() => {
    if (taskId === undefined) return;
    window.scrollTo(0, 0);
    start.current?.focus({ preventScroll: true });
  }, [taskId]);

  const decide = (judged: string, decision: Decision) => {
    const durationMs = readVisibleTime();
    act({
      kind: "judge",
      input: { campaignId, taskId: judged, decision, durationMs, clientKey: newClientKey() },
    });
  };
  const flag = (input: Pick<FlagTaskInput, "reason" | "note">) => {
    setDialog(undefined);
    if (taskId) act({ kind: "flag", input: { campaignId, taskId, ...input } });
  };
  const run = (command: Command) => {
    if (command === "guidelines" || command === "keys") return setDialog(command);
    if (command === "undo") return shown?.canUndo ? act({ kind: "undo" }) : undefined;
    if (!taskId) return;
    if (command === "flag") return setDialog("flag");
    if (command === "skip") return act({ kind: "skip", taskId });
    decide(taskId, command);
  };
  useHotkeys(
    "*",
    (event) => {
      const command = keyCommand(event, desk.outcomes);
      if (!command || isForTheScrolled(event)) return;
      event.preventDefault();
      run(command);
    },
    { enabled: dialog === undefined && !isShutOut },
  );

  return (
    <div className="flex min-h-dvh flex-col">
      <DeskHeader
        campaignName={desk.campaignName}
        {...person}
        tally={
          <DeskTally
            campaignId={campaignId}
            judged={(shown ?? desk).mine.judgments}
            isSaving={sending?.kind === "judge"}
          />
        }
        tools={
          <Button look="quiet" size="small" onClick={() => setDialog("guidelines")}>
            Guidelines <Kbd>G</Kbd>
          </Button>
        }
      />
      <p aria-live="polite" className="sr-only">
        {announcement}
      </p>
      <main id="content" className="mx-auto flex w-full max-w-7xl flex-1 flex-col px-3 py-3 sm:px-4 sm:py-4">
        <div ref={start} tabIndex={-1} className="flex flex-1 flex-col">
          {isShutOut ? (
            <ShutOut message={notice} />
          ) : shown?.kind === "waiting" ? (
            <Waiting shown={shown} />
          ) : (
            <Comparison key={taskId} task={task} />
          )}
        </div>
      </main>
      {!isShutOut && (
        <DecisionBar
          outcomes={desk.outcomes}
          phase={task ? "task" : shown ? "waiting" : "loading"}
          canUndo={shown?.canUndo ?? false}
          sending={sending}
          onCommand={run}
        >
          <SaveState sending={sending} failures={failures} notice={notice} />
        </DecisionBar>
      )}
      <DeskDialogs
        open={dialog}
        onClose={() => setDialog(undefined)}
        desk={desk}
        campaignId={campaignId}
        languages={languages}
        onLanguages={(chosen) => {
          onLanguages(chosen);
          setDialog(undefined);
          act({ kind: "next" });
        }}
        onFlag={flag}
        onOpen={setDialog}
      />
    </div>
  );
}

/** The left and right arrows in a code block or table that scrolls sideways are for scrolling. */
function isForTheScrolled(event: KeyboardEvent): boolean {
  if (!event.key.startsWith("Arrow") || !(event.target instanceof HTMLElement)) return false;
  const frame = event.target.closest<HTMLElement>("[data-scrolls]");
  return frame !== null && frame.scrollWidth > frame.clientWidth;
}
