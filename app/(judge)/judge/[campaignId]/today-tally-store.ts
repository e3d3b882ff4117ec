import { useMemo, useSyncExternalStore } from "react";
import { readStored, subscribeStored, writeStored } from "./stored-text";
import { addToTally, localDay, parseTally, type TodayTally } from "./today-tally";

const keyOf = (memory: string) => `tiebreak-today-${memory}`;

/** Counts a judgment and the time spent on it; `memory` names a person in a campaign. */
export function countJudged(memory: string, spentMs: number): void {
  add(memory, () => ({ judgments: 1, spentMs }));
}

/** Counts one judgment less, with the time that one took on average. */
export function countTakenBack(memory: string): void {
  add(memory, ({ judgments, spentMs }) => ({
    judgments: -1,
    spentMs: judgments > 0 ? -spentMs / judgments : 0,
  }));
}

function add(memory: string, change: (tally: TodayTally) => { judgments: number; spentMs: number }): void {
  const tally = parseTally(readStored(keyOf(memory)), localDay(new Date()));
  writeStored(keyOf(memory), JSON.stringify(addToTally(tally, change(tally))));
}

/** Today's tally, followed as it changes; undefined until the page has come alive. */
export function useTodayTally(memory: string): TodayTally | undefined {
  const text = useSyncExternalStore(
    subscribeStored,
    () => JSON.stringify(parseTally(readStored(keyOf(memory)), localDay(new Date()))),
    () => undefined,
  );
  return useMemo(() => (text === undefined ? undefined : (JSON.parse(text) as TodayTally)), [text]);
}
