import { useSyncExternalStore } from "react";
import type { DeskAction } from "./desk-action";
import { readStored, subscribeStored, writeStored } from "./stored-text";
import { addToTally, localDay, parseTally, tallyWords } from "./today-tally";

const keyOf = (memory: string) => `tiebreak-today-${memory}`;

/** Counts what an action changed about a person's number of judgments; `memory` names them in this campaign. */
export function countChange(
  memory: string,
  before: { judgments: number },
  after: { judgments: number },
  action: DeskAction,
): void {
  const judgments = Math.sign(after.judgments - before.judgments);
  if (judgments === 0) return;
  const tally = parseTally(readStored(keyOf(memory)), localDay(new Date()));
  const average = tally.judgments > 0 ? tally.spentMs / tally.judgments : 0;
  const spentMs = action.kind === "judge" ? action.input.durationMs : judgments * average;
  writeStored(keyOf(memory), JSON.stringify(addToTally(tally, { judgments, spentMs })));
}

/** Today's count and pace in words, followed as they change; undefined until the page has come alive. */
export function useTodayWords(memory: string): string | undefined {
  return useSyncExternalStore(
    subscribeStored,
    () => tallyWords(parseTally(readStored(keyOf(memory)), localDay(new Date()))),
    () => undefined,
  );
}
