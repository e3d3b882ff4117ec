import type { SliceArm } from "./slice-arm";

/**
 * The probability that the next draw of a stratum takes one given undrawn comparison, given all draws so far: what
 * `drawProbabilities` records for the one that is then drawn, for any of those that could be.
 *
 * c/(N − k) + (1 − c·R/(N − k))·ρ, with R comparisons undrawn and ρ the sum over the arms of π·w/Σ_{undrawn in the arm} w;
 * the main weights take over the share of an arm that ran empty.
 *
 * @param input weights: w_i > 0 per pool index. controlShare: c, in [0, 1]. controlUsed: k, control coins used so far.
 * isDrawn: 1 per pool index drawn already. item: the pool index asked for, undrawn.
 * @returns in (0, 1].
 * @throws RangeError when the comparison is drawn already.
 * @example nextDrawChance({ weights: Float64Array.of(1, 3), controlShare: 0, controlUsed: 0, arms: [],
 *   isDrawn: new Uint8Array(2), item: 1 }) // 0.75
 */
export function nextDrawChance(input: {
  weights: Float64Array;
  controlShare: number;
  controlUsed: number;
  arms: readonly SliceArm[];
  isDrawn: Uint8Array;
  item: number;
}): number {
  const { weights, controlShare, controlUsed, arms, isDrawn, item } = input;
  if (isDrawn[item]) throw new RangeError("the comparison is drawn already");
  const weight = weights[item]!;
  let undrawn = 0;
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    if (isDrawn[i]) continue;
    undrawn++;
    sum += weights[i]!;
  }
  let mainShare = 1;
  let ranked = 0;
  for (const { share, members } of arms) {
    let armSum = 0;
    for (let i = 0; i < weights.length; i++) if (members[i] && !isDrawn[i]) armSum += weights[i]!;
    if (armSum === 0) continue;
    mainShare -= share;
    if (members[item]) ranked += share * (weight / armSum);
  }
  ranked += mainShare * (weight / sum);
  const even = controlShare / (weights.length - controlUsed);
  return even + (1 - even * undrawn) * ranked;
}
