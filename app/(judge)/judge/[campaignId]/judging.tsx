"use client";

import { type ComponentType, lazy, Suspense, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/app/_ui/button";
import { HistoryIcon } from "@/app/_ui/icons";
import type { Desk } from "@/server/task/schemas";
import { Comparison } from "./comparison";
import { DecisionBar } from "./deciding/decision-bar";
import { DetailsPanel } from "./deciding/details-panel";
import type { EvidenceProps } from "./deciding/evidence";
import { KeyCap } from "./deciding/key-list";
import { useKeyMap } from "./deciding/key-map";
import { Revising } from "./deciding/revising";
import { UnseenNote } from "./deciding/unseen-note";
import { DeskDialogs } from "./desk-dialogs";
import { DeskHeader, type DeskPerson } from "./desk-header";
import { DeskTally } from "./desk-tally";
import { BreakNote } from "./flow/break-note";
import { ChangedGuidelines } from "./flow/changed-guidelines";
import { GoldFeedback, PracticeFeedback } from "./flow/practice-feedback";
import { PracticeIntro, PracticeProgress } from "./flow/practice-intro";
import { PreviewBanner } from "./flow/preview-banner";
import { useBreak } from "./flow/use-break";
import type { Guidelines } from "./flow/use-guidelines";
import { NothingHeld } from "./keeping/nothing-held";
import { useKeptPage } from "./keeping/use-kept-page";
import { usePrepared } from "./reading/use-prepared";
import { SaveState } from "./save-state";
import { ShutOut } from "./shut-out";
import { useJudging } from "./use-judging";
import { Waiting } from "./waiting";

/** Of the page's script for those who are asked for it alone; where it does not arrive, judging goes on without. */
const Evidence = lazy<ComponentType<EvidenceProps>>(() =>
  import("./deciding/evidence").then(
    (part) => ({ default: part.Evidence }),
    () => ({ default: () => null }),
  ),
);

interface Props {
  campaignId: string;
  desk: Desk;
  guidelines: Guidelines;
  userId: string;
  memory: string;
  person: DeskPerson;
  languages: string[] | null;
  onLanguages: (languages: string[]) => void;
}

/** One comparison after the other, by keyboard, mouse or thumb. */
export function Judging({
  campaignId,
  desk: arrived,
  guidelines,
  userId,
  memory,
  person,
  languages,
  onLanguages,
}: Props) {
  const desk = { ...arrived, guidelines: guidelines.guidelines };
  const t = useTranslations("desk");
  const decided = useTranslations("decide.mine");
  const keys = useKeyMap();
  useKeptPage(userId);
  // Here, since it goes on while something else is read or changed.
  const pause = useBreak();
  const {
    start,
    shown,
    task,
    phase,
    act,
    state,
    notice,
    announcement,
    isUnseen,
    shutOut,
    dialog,
    setDialog,
    run,
    flag,
    said,
    saveChosen,
    revising,
    revise,
    step,
    told,
    goOn,
    practice,
    startPractice,
  } = useJudging({ campaignId, desk, memory, guidelinesSeen: guidelines.seen });
  usePrepared(state.ahead);
  /** When a judgment was changed, by the number of what was done before it. */
  const [changedAfter, setChangedAfter] = useState<number>();
  const endRevising = (wasChanged: boolean) => {
    if (wasChanged) setChangedAfter(state.done.times);
    revise(undefined);
  };
  const chooseLanguages = (chosen: string[]) => {
    onLanguages(chosen);
    setDialog(undefined);
    act({ kind: "exchange" });
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
            // A preview is counted nowhere.
            state={desk.isPreview ? { ...state, judgmentsOnTheirWay: 0 } : state}
            quota={desk.quota}
          />
        }
        tools={
          <>
            {!desk.isPreview && (
              <Button
                look="quiet"
                size="small"
                aria-label={decided("title")}
                title={decided("title")}
                onClick={() => setDialog("mine")}
              >
                <HistoryIcon />
              </Button>
            )}
            <Button look="quiet" size="small" onClick={() => setDialog("guidelines")}>
              {t("guidelines.title")} <KeyCap name={keys.guidelines[0] as string} />
            </Button>
          </>
        }
      />
      {desk.isPreview && (
        <PreviewBanner campaignId={campaignId} onRestart={() => act({ kind: "exchange" })} />
      )}
      <p aria-live="polite" className="sr-only">
        {changedAfter === state.done.times ? decided("changed") : announcement}
      </p>
      {revising !== undefined ? (
        <Revising campaignId={campaignId} taskId={revising} desk={desk} onEnd={endRevising} />
      ) : (
        <>
          <main
            id="content"
            className="mx-auto flex w-full max-w-7xl flex-1 flex-col px-3 py-3 sm:px-4 sm:py-4"
          >
            <div ref={start} tabIndex={-1} className="flex flex-1 flex-col">
              {shutOut ? (
                <ShutOut code={shutOut} />
              ) : step === "feedback" && told ? (
                <PracticeFeedback key={told.feedback.taskId} told={told} onNext={goOn} />
              ) : step === "guidelines" ? (
                <ChangedGuidelines campaignId={campaignId} onRead={guidelines.read} />
              ) : step === "practice" && practice ? (
                <PracticeIntro practice={practice} onStart={startPractice} />
              ) : !task && shown?.kind === "waiting" ? (
                <Waiting shown={shown} />
              ) : phase === "waiting" ? (
                <NothingHeld />
              ) : (
                <>
                  {practice && <PracticeProgress practice={practice} />}
                  <Comparison
                    key={task?.taskId}
                    task={task}
                    offer={{
                      outcomes: desk.outcomes,
                      disabled: phase !== "task",
                      onDecide: run,
                    }}
                  />
                </>
              )}
            </div>
          </main>
          {!shutOut && !step && (
            <DecisionBar
              outcomes={desk.outcomes}
              phase={phase}
              canUndo={state.canUndo}
              chosen={said.pending}
              onCommand={run}
            >
              <SaveState state={state} notice={notice} />
              {isUnseen && <UnseenNote onUndo={() => run("undo")} />}
              <BreakNote {...pause} />
              {told && <GoldFeedback told={told} onNext={goOn} />}
              {task && desk.asks.evidenceSpans && (
                <Suspense>
                  <Evidence key={task.taskId} task={task} marked={said.marked} onMarked={said.mark} />
                </Suspense>
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
