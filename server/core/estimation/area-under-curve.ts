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

/**
 * The area under the curve with a confounder held (nearly) still: only cases of the same stratum are set against each
 * other, so what the score knows of the strata themselves counts for nothing.
 *
 * @param stratum dense stratum number per case. @param strata how many there are.
 * @returns in [0, 1]; undefined when no stratum holds both a positive and a negative.
 * @example areaWithinStrata(Float64Array.of(1, 2, 9, 8), [0, 1, 0, 1], [1, 0, 1, 0], Int32Array.of(0, 0, 1, 1), 2) // 0.5
 */
export function areaWithinStrata(
  score: Float64Array,
  positive: ArrayLike<number>,
  negative: ArrayLike<number>,
  stratum: Int32Array,
  strata: number,
): number | undefined {
  let wins = 0;
  let pairs = 0;
  for (let wanted = 0; wanted < strata; wanted++) {
    const members = Array.from(stratum.keys()).filter((i) => stratum[i] === wanted);
    const up = members.map((i) => positive[i]!);
    const down = members.map((i) => negative[i]!);
    const area = areaUnderCurve(
      Float64Array.from(members, (i) => score[i]!),
      up,
      down,
    );
    if (area === undefined) continue;
    const weight = sum(up) * sum(down);
    wins += area * weight;
    pairs += weight;
  }
  return pairs > 0 ? wins / pairs : undefined;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
