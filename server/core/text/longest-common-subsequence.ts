import { Aligner } from "./aligner";

/**
 * The length of the longest common subsequence of two id sequences, bit-parallel.
 *
 * Hyyrö 2004, "Bit-parallel LCS-length computation revisited": the column update V ← (V + (V & M)) | (V & ~M), zeros of V
 * at the end counted.
 *
 * @example
 * const lcs = new LongestCommonSubsequence();
 * lcs.length(Int32Array.of(0, 1, 2, 0, 2), 0, 3, 3, 5, 3); // 2: of (0, 1, 2) and (0, 2)
 */
export class LongestCommonSubsequence {
  private readonly aligner = new Aligner();

  /** Sequences are `ids[firstStart..firstEnd)` and `ids[secondStart..secondEnd)`; ids lie in [0, vocabularySize). */
  length(
    ids: Int32Array,
    firstStart: number,
    firstEnd: number,
    secondStart: number,
    secondEnd: number,
    vocabularySize: number,
  ): number {
    return this.aligner.commonLength(ids, firstStart, firstEnd, secondStart, secondEnd, vocabularySize);
  }
}
