import { ascendingOrder } from "../sampling/ascending-order";

/**
 * The probability that a positive case scores above a negative one, equal scores counting half (Mann and Whitney's U,
 * the area under the ROC curve), with weighted cases.
 *
 * @param score one per case, not NaN. @param positive,negative how much of each case is positive and negative, ≥ 0.
 * @returns in [0, 1]; undefined when there is no positive or no negative weight.
 * @example areaUnderCurve(Float64Array.of(1, 2, 3), [0, 1, 1], [1, 0, 0]) // 1
 */
export function areaUnderCurve(
  score: Float64Array,
  positive: ArrayLike<number>,
  negative: ArrayLike<number>,
): number | undefined {
  const order = ascendingOrder(score);
  let positives = 0;
  let negatives = 0;
  let wins = 0;
  for (let p = 0; p < order.length; ) {
    let up = 0;
    let down = 0;
    const value = score[order[p]!]!;
    for (; p < order.length && score[order[p]!] === value; p++) {
      up += positive[order[p]!]!;
      down += negative[order[p]!]!;
    }
    wins += up * (negatives + down / 2);
    positives += up;
    negatives += down;
  }
  return positives > 0 && negatives > 0 ? wins / (positives * negatives) : undefined;
}
