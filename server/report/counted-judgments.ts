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
  const counted = strata.map(({ drawn }) => new Uint8Array(drawn));
  const rows = new Int32Array(stratum.length);
  let length = 0;
  for (let row = 0; row < stratum.length; row++) {
    if (isWithdrawn[row] === 1) continue;
    const own = counted[stratum[row] as number] as Uint8Array;
    const t = draw[row] as number;
    if ((own[t] as number) === judgmentsPerComparison) continue;
    (own[t] as number)++;
    rows[length++] = row;
  }
  return rows.slice(0, length);
}
