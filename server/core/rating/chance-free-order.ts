import type { PairCounts } from "./count-pairs";

/**
 * Whether the models can be set on a line so that every win was over a model at least one step below and every tie with one
 * at most one step away. Then chance explains nothing of what was judged: a model with ties as an outcome of its own gets
 * ever more likely as the step grows, and has no maximum. By Bellman and Ford's relaxation of difference constraints.
 *
 * @example hasChanceFreeOrder(countPairs(fiveWinsAndThreeTiesOfTheSamePair)) // true: one step apart
 */
export function hasChanceFreeOrder({ models, wins, ties }: PairCounts): boolean {
  const place = new Float64Array(models);
  for (let round = 0; round <= models; round++) {
    let moved = false;
    for (let i = 0; i < models; i++) {
      for (let j = 0; j < models; j++) {
        const cell = i * models + j;
        const highest = wins[cell]! > 0 ? place[i]! - 1 : ties[cell]! > 0 ? place[i]! + 1 : Infinity;
        if (place[j]! <= highest) continue;
        place[j] = highest;
        moved = true;
      }
    }
    if (!moved) return true;
  }
  return false;
}
