import type { PairCounts } from "./count-pairs";

/**
 * Pair counts with `perPair` ties added between every two models, so that every model is linked to every other one.
 *
 * @param perPair ≥ 0 and finite; .1 is little beside ten judgments of a pair.
 * @throws RangeError for another number.
 * @example addGhostTies(counts, 0.1).ties[1] // counts.ties[1] + 0.1
 */
export function addGhostTies(counts: PairCounts, perPair: number): PairCounts {
  if (!(perPair >= 0 && perPair < Infinity)) throw new RangeError(`${perPair} ghost ties per pair`);
  const { models } = counts;
  const ties = counts.ties.map((value, cell) => (cell % (models + 1) === 0 ? value : value + perPair));
  return { ...counts, ties, weight: counts.weight + (perPair * models * (models - 1)) / 2 };
}
