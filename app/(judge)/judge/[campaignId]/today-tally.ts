/** What one person decided on one day in one campaign, as this browser saw it. */
export interface TodayTally {
  /** Local date, YYYY-MM-DD. */
  day: string;
  judgments: number;
  /** Active time spent on them, in milliseconds. */
  spentMs: number;
  /** The same of each of the last ones. */
  lastMs: number[];
}

const mostLast = 101;

export function localDay(now: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The tally in a stored text; an empty one when there is none, or it is of another day. */
export function parseTally(stored: string | null | undefined, day: string): TodayTally {
  const empty = { day, judgments: 0, spentMs: 0, lastMs: [] };
  try {
    const tally = JSON.parse(stored ?? "null") as TodayTally | null;
    const isUsable = tally?.day === day && tally.judgments >= 0 && tally.spentMs >= 0;
    return isUsable ? { ...tally, lastMs: Array.isArray(tally.lastMs) ? tally.lastMs : [] } : empty;
  } catch {
    return empty;
  }
}

/** One more decision, or with `judgments: -1` one taken back. */
export function addToTally(tally: TodayTally, change: { judgments: number; spentMs: number }): TodayTally {
  return {
    day: tally.day,
    judgments: Math.max(0, tally.judgments + change.judgments),
    spentMs: Math.max(0, tally.spentMs + change.spentMs),
    lastMs:
      change.judgments > 0 ? [...tally.lastMs, change.spentMs].slice(-mostLast) : tally.lastMs.slice(0, -1),
  };
}

/**
 * What half of the last decisions took less than: in seconds, or from 100 of them in minutes. Undefined while there is
 * none. The median, since one long look says little of the others.
 */
export function tallyPace({
  judgments,
  lastMs,
}: TodayTally): { value: number; unit: "second" | "minute" } | undefined {
  if (judgments === 0 || lastMs.length === 0) return undefined;
  const sorted = lastMs.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median =
    sorted.length % 2 === 1
      ? (sorted[middle] as number)
      : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
  const seconds = Math.round(median / 1000);
  return seconds < 100
    ? { value: seconds, unit: "second" }
    : { value: Math.round(seconds / 60), unit: "minute" };
}
