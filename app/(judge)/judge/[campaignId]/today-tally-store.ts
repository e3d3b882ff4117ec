import { useMemo, useSyncExternalStore } from "react";
import type { DeskAction } from "./desk-action";
import { readStored, subscribeStored, writeStored } from "./stored-text";
import { addToTally, localDay, parseTally, type TodayTally } from "./today-tally";

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

/** Today's tally, followed as it changes; undefined until the page has come alive. */
export function useTodayTally(memory: string): TodayTally | undefined {
  const text = useSyncExternalStore(
    subscribeStored,
    () => JSON.stringify(parseTally(readStored(keyOf(memory)), localDay(new Date()))),
    () => undefined,
  );
  return useMemo(() => (text === undefined ? undefined : (JSON.parse(text) as TodayTally)), [text]);
}
