import { Aligner } from "./aligner";

/**
 * The Levenshtein distance of two id sequences (insert, delete and replace cost 1 each), bit-parallel.
 *
 * Myers 1999, "A fast bit-vector algorithm for approximate string matching based on dynamic programming", with the
 * horizontal carries of Hyyrö 2003 between blocks. The distance is read off the last column's vertical differences.
 *
 * @example
 * const levenshtein = new LevenshteinDistance();
 * levenshtein.distance(Int32Array.of(0, 1, 2, 0, 2), 0, 3, 3, 5, 3); // 1: (0, 1, 2) to (0, 2)
 */
export class LevenshteinDistance {
  private readonly aligner = new Aligner();

  /** Sequences are `ids[firstStart..firstEnd)` and `ids[secondStart..secondEnd)`; ids lie in [0, vocabularySize). */
  distance(
    ids: Int32Array,
    firstStart: number,
    firstEnd: number,
    secondStart: number,
    secondEnd: number,
    vocabularySize: number,
  ): number {
    return this.aligner.distance(ids, firstStart, firstEnd, secondStart, secondEnd, vocabularySize);
  }
}
