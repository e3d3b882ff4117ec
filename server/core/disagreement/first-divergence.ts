import type { TokenScores } from "./metric";

/**
 * The position (from 0) of the first token in which two own runs differ; where one text is a beginning of the other,
 * the shorter's length; undefined for equal runs.
 *
 * Position-by-position metrics (`kl-aligned`, `ce-aligned`, `jsd-aligned`) compare equal pasts up to here and different
 * ones from the next position on.
 *
 * @example tokens "The cat sat" and "The cat ran": 2.
 */
export function firstDivergence(first: TokenScores, second: TokenScores): number | undefined {
  const shorter = Math.min(first.tokenIds.length, second.tokenIds.length);
  for (let i = 0; i < shorter; i++) if (first.tokenIds[i] !== second.tokenIds[i]) return i;
  return first.tokenIds.length === second.tokenIds.length ? undefined : shorter;
}
