import { plural } from "./methods-paragraph";
import type { PreferenceCounts } from "./preference-pairs";

/**
 * What a file of preferences holds and what it is without, in one ASCII line, so that it fits a header too.
 *
 * @example preferenceNote({ exported: 2, even: 1, … }) // "2 preferences. Left out: 1 even comparison."
 */
export function preferenceNote({ exported, even, ...counts }: PreferenceCounts): string {
  const { belowMargin, belowJudgments, open, unjudgeable } = counts;
  const left = [
    even > 0 ? plural(even, "even comparison") : null,
    belowMargin > 0 ? `${belowMargin} below the least margin` : null,
    belowJudgments > 0 ? `${belowJudgments} with too few judgments` : null,
    open > 0 ? `${open} not judged to the end` : null,
    unjudgeable > 0 ? `${unjudgeable} unjudgeable` : null,
  ].filter((part) => part !== null);
  const start = `${plural(exported, "preference")}.`;
  return left.length > 0 ? `${start} Left out: ${left.join(", ")}.` : start;
}
