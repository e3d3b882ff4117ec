"use client";

import { useTranslations } from "use-intl/react";
import { Button } from "@/app/_ui/button";
import { HistoryIcon } from "@/app/_ui/icons";
import type { Desk } from "@/server/task/schemas";
import { Comparison } from "./comparison";
import { DecisionBar } from "./deciding/decision-bar";
import { DetailsPanel } from "./deciding/details-panel";
import { Evidence } from "./deciding/evidence";
import { KeyCap } from "./deciding/key-list";
import { useKeyMap } from "./deciding/key-map";
import { Revising } from "./deciding/revising";
import { DeskDialogs } from "./desk-dialogs";
import { DeskHeader, type DeskPerson } from "./desk-header";
import { DeskTally } from "./desk-tally";
import { SaveState } from "./save-state";
import { ShutOut } from "./shut-out";
import { useJudging } from "./use-judging";
import { Waiting } from "./waiting";

interface Props {
  campaignId: string;
  desk: Desk;
  memory: string;
  person: DeskPerson;
  languages: string[] | null;
  onLanguages: (languages: string[]) => void;
}

/** One comparison after the other, by keyboard, mouse or thumb. */
export function Judging({ campaignId, desk, memory, person, languages, onLanguages }: Props) {
  const t = useTranslations("desk");
  const decided = useTranslations("decide.mine");
  const keys = useKeyMap();
  const {
    start,
    shown,
    task,
    phase,
    act,
    sending,
    failures,
    notice,
    announcement,
    shutOut,
    dialog,
    setDialog,
    run,
    flag,
    said,
    saveChosen,
    revising,
    revise,
  } = useJudging({ campaignId, desk, memory });
  const chooseLanguages = (chosen: string[]) => {
    onLanguages(chosen);
    setDialog(undefined);
    act(task ? { kind: "exchange", taskId: task.taskId } : { kind: "next" });
  };
  return (
    <div className="flex min-h-dvh flex-col">
      <DeskHeader
        campaignName={desk.campaignName}
        {...person}
        tally={
          <DeskTally
            memory={memory}
            judged={(shown ?? desk).mine.judgments}
            isSaving={sending?.kind === "judge"}
          />
        }
        tools={
          <>
            <Button
              look="quiet"
              size="small"
              aria-label={decided("title")}
              title={decided("title")}
              onClick={() => setDialog("mine")}
            >
              <HistoryIcon />
            </Button>
            <Button look="quiet" size="small" onClick={() => setDialog("guidelines")}>
              {t("guidelines.title")} <KeyCap name={keys.guidelines[0] as string} />
            </Button>
          </>
        }
      />
      <p aria-live="polite" className="sr-only">
        {announcement}
      </p>
      {revising !== undefined ? (
        <Revising campaignId={campaignId} taskId={revising} desk={desk} onEnd={() => revise(undefined)} />
      ) : (
        <>
          <main
            id="content"
            className="mx-auto flex w-full max-w-7xl flex-1 flex-col px-3 py-3 sm:px-4 sm:py-4"
          >
            <div ref={start} tabIndex={-1} className="flex flex-1 flex-col">
              {shutOut ? (
                <ShutOut code={shutOut} />
              ) : shown?.kind === "waiting" ? (
                <Waiting shown={shown} />
              ) : (
                <Comparison
                  key={task?.taskId}
                  task={task}
                  offer={{
                    outcomes: desk.outcomes,
                    disabled: phase !== "task" || sending !== undefined,
                    onDecide: run,
                  }}
                />
              )}
            </div>
          </main>
          {!shutOut && (
            <DecisionBar
              outcomes={desk.outcomes}
              phase={phase}
              canUndo={shown?.canUndo ?? false}
              sending={sending}
              chosen={said.pending}
              onCommand={run}
            >
              <SaveState sending={sending} failures={failures} notice={notice} />
              {task && desk.asks.evidenceSpans && (
                <Evidence key={task.taskId} task={task} onSpans={(spans) => said.say({ spans })} />
              )}
              {said.pending && (
                <DetailsPanel
                  asks={desk.asks}
                  decision={said.pending}
                  details={said.details}
                  onSay={said.say}
                  onSave={saveChosen}
                  onCancel={() => said.choose(undefined)}
                />
              )}
            </DecisionBar>
          )}
        </>
      )}
      <DeskDialogs
        open={dialog}
        onOpen={setDialog}
        onClose={() => setDialog(undefined)}
        desk={desk}
        campaignId={campaignId}
        languages={languages}
        onLanguages={chooseLanguages}
        onFlag={flag}
        onRevise={revise}
      />
    </div>
  );
}
