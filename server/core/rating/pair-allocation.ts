import type { PairCounts } from "./count-pairs";

/** What the next judgment may be spent on, and with what probability. */
export interface PairAllocation {
  method: "largest-gain";
  /** Share that is spread evenly over all pairs, whatever was judged. */
  floor: number;
  /** One per pair in the order given, each at least floor/pairs, Σ = 1. Record it with the draw. */
  probabilities: Float64Array;
}

/**
 * Which pair of models the next judgment should be spent on: in proportion to how much it narrows that pair's score,
 * sqrt(Σ̂/n) − sqrt(Σ̂/(n + 1)), with Σ̂ the variance of a judgment's score and n how many there are.
 *
 * Of this, `floor` is taken off and spread evenly, so that every pair keeps a known positive probability: without it a pair
 * that looks certain would never be judged again, and what was drawn could not be weighted. Pairs never judged share the
 * rest evenly until each has a judgment, as the formula does in its limit. Σ̂ is taken with an imagined win and loss beside
 * the judgments, or few equal ones would look certain.
 *
 * Source: Chiang et al. 2024, arXiv 2403.04132, equation 9.
 *
 * @param pairs those that can still be drawn; leave out what has no comparisons left. @param floor in (0, 1].
 * @throws RangeError for another floor, no pairs, or a pair that is none.
 * @example pairAllocation(counts, [[0, 1], [0, 2], [1, 2]]).probabilities // [0.3, 0.3, 0.4]
 */
export function pairAllocation(
  counts: PairCounts,
  pairs: readonly (readonly [number, number])[],
  floor = 0.1,
): PairAllocation {
  if (!(floor > 0 && floor <= 1)) throw new RangeError(`the floor share must lie in (0, 1], got ${floor}`);
  if (pairs.length === 0) throw new RangeError("there is no pair to spend a judgment on");
  const judged = pairs.map(([i, j]) => pairSpread(counts, i, j));
  const shares = allocationShares(
    Float64Array.from(judged, ({ variance }) => variance),
    Float64Array.from(judged, ({ judgments }) => judgments),
  );
  const even = floor / pairs.length;
  return { method: "largest-gain", floor, probabilities: shares.map((share) => even + (1 - floor) * share) };
}

/**
 * Equation 9 alone: shares that sum to 1.
 *
 * @param variance Σ̂ of each pair. @param judgments n of each pair; those with 0 take all, evenly.
 * @returns even shares where no judgment would narrow anything.
 * @example allocationShares(Float64Array.of(1, 1), Float64Array.of(1, 3)) // [0.791, 0.209]
 */
export function allocationShares(variance: Float64Array, judgments: Float64Array): Float64Array {
  const isUnjudged = judgments.some((n) => n === 0);
  const gains = judgments.map((n, pair) => {
    if (isUnjudged) return n === 0 ? 1 : 0;
    return Math.sqrt(variance[pair]! / n) - Math.sqrt(variance[pair]! / (n + 1));
  });
  const sum = gains.reduce((total, gain) => total + gain, 0);
  return gains.map((gain) => (sum > 0 ? gain / sum : 1 / gains.length));
}

function pairSpread({ models, wins, ties, squares }: PairCounts, i: number, j: number) {
  if (i === j || i >>> 0 >= models || j >>> 0 >= models)
    throw new RangeError(`models ${i} and ${j} are no pair of ${models}`);
  const won = wins[i * models + j]!;
  const lost = wins[j * models + i]!;
  const weight = won + lost + ties[i * models + j]!;
  const mean = (won - lost) / (weight + 2);
  const variance = (won + lost + 2) / (weight + 2) - mean * mean;
  // Weighted rows count for as many as would be as certain (Kish).
  const judgments = squares && weight > 0 ? weight ** 2 / squares[i * models + j]! : weight;
  return { variance, judgments };
}
