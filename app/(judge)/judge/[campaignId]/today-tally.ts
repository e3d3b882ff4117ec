/** What one person decided on one day in one campaign, as this browser saw it. */
export interface TodayTally {
  /** Local date, YYYY-MM-DD. */
  day: string;
  judgments: number;
  /** Time spent on them, in milliseconds. */
  spentMs: number;
}

export function localDay(now: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The tally in a stored text; an empty one when there is none, or it is of another day. */
export function parseTally(stored: string | null | undefined, day: string): TodayTally {
  const empty = { day, judgments: 0, spentMs: 0 };
  try {
    const tally = JSON.parse(stored ?? "null") as TodayTally | null;
    const isUsable = tally?.day === day && tally.judgments >= 0 && tally.spentMs >= 0;
    return isUsable ? tally : empty;
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
  };
}

/** What one decision took on average: in seconds, or from 100 of them in minutes. Undefined while there is none. */
export function tallyPace({
  judgments,
  spentMs,
}: TodayTally): { value: number; unit: "second" | "minute" } | undefined {
  if (judgments === 0) return undefined;
  const seconds = Math.round(spentMs / judgments / 1000);
  return seconds < 100
    ? { value: seconds, unit: "second" }
    : { value: Math.round(seconds / 60), unit: "minute" };
}
