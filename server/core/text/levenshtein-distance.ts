import { Aligner } from "./aligner";
import type { InternedWords } from "./word-interner";

/**
 * The Levenshtein distance of texts as word ids (insert, delete and replace cost 1 each), bit-parallel.
 *
 * Myers 1999, "A fast bit-vector algorithm for approximate string matching based on dynamic programming", with the
 * horizontal carries of Hyyrö 2003 between blocks. The distance is read off the last column's vertical differences.
 *
 * @example
 * const levenshtein = new LevenshteinDistance();
 * levenshtein.load({ texts: 2, ids: Int32Array.of(0, 1, 2, 0, 2), offsets: Int32Array.of(0, 3, 5), vocabularySize: 3 });
 * levenshtein.distance(0, 1); // 1: (0, 1, 2) to (0, 2)
 */
export class LevenshteinDistance {
  private readonly aligner = new Aligner();

  /** Takes the texts in, which holds until the next `load`. */
  load(words: InternedWords): void {
    this.aligner.load(words);
  }

  /** Of two of the texts, by number. */
  distance(first: number, second: number): number {
    return this.aligner.distance(first, second);
  }
}
