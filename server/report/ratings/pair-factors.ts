import type { ScoredStratum } from "../scored-stratum";

/**
 * By how much a pair's judgments count for more or less in a fit over all pairs, one factor per stratum: its share of the set
 * over its share of what is read. So a fit speaks of the set, whichever pairs were judged more for what was said of them.
 *
 * Chiang et al. 2024 (§4) weigh by the inverse probability of each draw's pair; the shares are the same in the mean and
 * scatter less.
 *
 * @returns all 1 where every pair is read to the same part; 1 for a pair of which nothing is read.
 * @example pairFactors(strata) // pools of 100 and 100, of which 60 and 20 are read: [0.667, 2]
 */
export function pairFactors(
  strata: readonly Pick<ScoredStratum, "modelA" | "modelB" | "size" | "closedPrefix">[],
): Float64Array {
  const pairs = new Map<string, { size: number; read: number }>();
  const keyOf = ({ modelA, modelB }: { modelA: string; modelB: string }) => JSON.stringify([modelA, modelB]);
  for (const stratum of strata) {
    const pair = pairs.get(keyOf(stratum)) ?? { size: 0, read: 0 };
    pairs.set(keyOf(stratum), pair);
    pair.size += stratum.size;
    pair.read += stratum.closedPrefix;
  }
  const judged = [...pairs.values()].filter(({ read }) => read > 0);
  const size = judged.reduce((sum, pair) => sum + pair.size, 0);
  const read = judged.reduce((sum, pair) => sum + pair.read, 0);
  return Float64Array.from(strata, (stratum) => {
    const pair = pairs.get(keyOf(stratum));
    return pair && pair.read > 0 ? pair.size / size / (pair.read / read) : 1;
  });
}
