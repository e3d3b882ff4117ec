import { drawPlaces } from "./draw-places";
import type { ReportInput } from "./report-input";

/**
 * Rows of the judgments that estimates read: those that stand, the first r of each drawn comparison, in the order of ids.
 *
 * @example countedJudgments(input, 1).length // comparisons with at least one judgment
 */
export function countedJudgments(
  { strata, judgments }: Pick<ReportInput, "strata" | "judgments">,
  judgmentsPerComparison: number,
): Int32Array {
  const { stratum, draw, isWithdrawn } = judgments;
  const { starts, draws } = drawPlaces(strata);
  const counted = new Uint8Array(draws);
  const rows = new Int32Array(stratum.length);
  let length = 0;
  for (let row = 0; row < stratum.length; row++) {
    if (isWithdrawn[row] === 1) continue;
    const place = starts[stratum[row]!]! + draw[row]!;
    if (counted[place] === judgmentsPerComparison) continue;
    counted[place]!++;
    rows[length++] = row;
  }
  return rows.slice(0, length);
}
