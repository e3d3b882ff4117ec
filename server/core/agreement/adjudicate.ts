/** What a comparison's judgments say together; undefined where no outcome leads. */
export type AdjudicatedLabel = "win" | "loss" | "tie" | undefined;

export interface Adjudication {
  label: AdjudicatedLabel;
  /** Whether one judgment more could change the label, be it that none leads then. */
  isClose: boolean;
}

/**
 * The label that a comparison's judgments give it: the outcome that more gave than any other. Ties of every kind are one.
 *
 * A label is settled once it leads by two, for then one judgment more changes nothing. Asking on until then is a stopping
 * rule that looks at outcomes: such judgments may decide a label, and may not enter an estimate.
 *
 * @param win judgments that preferred model a. @param loss those that preferred model b. @param tie the others.
 * @throws RangeError for counts that are no whole numbers of 0 or more.
 * @example adjudicate(1, 1, 0) // { label: undefined, isClose: true }
 * @example adjudicate(2, 0, 0) // { label: "win", isClose: false }
 */
export function adjudicate(win: number, loss: number, tie: number): Adjudication {
  for (const count of [win, loss, tie])
    if (!(Number.isInteger(count) && count >= 0)) throw new RangeError(`${count} judgments`);
  const most = Math.max(win, loss, tie);
  const least = Math.min(win, loss, tie);
  const second = win + loss + tie - most - least;
  const leads = most > second;
  const leader = most === win ? "win" : most === loss ? "loss" : "tie";
  return { label: leads ? leader : undefined, isClose: most - second < 2 };
}
