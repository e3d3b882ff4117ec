import { Aligner } from "./aligner";
import type { InternedWords } from "./word-interner";

/**
 * The length of the longest common subsequence of texts as word ids, bit-parallel.
 *
 * Hyyrö 2004, "Bit-parallel LCS-length computation revisited": the column update V ← (V + (V & M)) | (V & ~M), zeros of V
 * at the end counted. Words that only one of the two texts has are left out first.
 *
 * @example
 * const lcs = new LongestCommonSubsequence();
 * lcs.load({ texts: 2, ids: Int32Array.of(0, 1, 2, 0, 2), offsets: Int32Array.of(0, 3, 5), vocabularySize: 3 });
 * lcs.length(0, 1); // 2: of (0, 1, 2) and (0, 2)
 */
export class LongestCommonSubsequence {
  private readonly aligner = new Aligner();

  /** Takes the texts in, which holds until the next `load`. */
  load(words: InternedWords): void {
    this.aligner.load(words);
  }

  /** Of two of the texts, by number. */
  length(first: number, second: number): number {
    return this.aligner.commonLength(first, second);
  }
}
