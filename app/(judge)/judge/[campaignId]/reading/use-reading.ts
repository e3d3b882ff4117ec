import { useMemo } from "react";
import { useStored, writeStored } from "../stored-text";
import { parseReading, type ReadingSettings } from "./reading-settings";

const storedUnder = "tiebreak-reading";

/** How this person reads, and how to change it; the same in every tab of the browser. */
export function useReading(): [ReadingSettings, (change: Partial<ReadingSettings>) => void] {
  const stored = useStored(storedUnder);
  const reading = useMemo(() => parseReading(stored), [stored]);
  const change = (part: Partial<ReadingSettings>) =>
    writeStored(storedUnder, JSON.stringify({ ...reading, ...part }));
  return [reading, change];
}
