import { ensureCapacity } from "./ensure-capacity";
import type { WordCounts } from "./word-counts";
import type { InternedWords } from "./word-interner";

/** Counts below this are tallied in a square table, the few greater ones in a sorted list. */
const SMALL = 12;

/**
 * For two texts: how many words of their union vocabulary occur c times in the first and d times in the second.
 *
 * Unigram divergences depend on the words only through these tallies, so they need one logarithm per cell instead
 * of one per word. Cells are unordered in (c, d): cell k has `low[k] ≤ high[k]`, `forward[k]` words with
 * (c, d) = (low, high) and `backward[k]` words with (c, d) = (high, low), 0 where low = high. Their order depends only
 * on the counts, so a sum over them is the same to the last bit whichever text comes first and however words are numbered.
 */
export class JointCounts {
  cells = 0;
  low = new Float64Array(128);
  high = new Float64Array(128);
  forward = new Float64Array(128);
  backward = new Float64Array(128);
  /** Size of the union vocabulary. */
  unionSize = 0;

  private readonly table = new Int32Array(SMALL * SMALL);
  /** Great counts as sortable numbers, see `pack`. */
  private packed = new Float64Array(64);
  private packedCount = 0;

  tally(words: InternedWords, wordCounts: WordCounts, first: number, second: number): void {
    const { counts, distinct, distinctCounts } = wordCounts;
    const { offsets, vocabularySize } = words;
    const firstRow = first * vocabularySize;
    const secondRow = second * vocabularySize;
    const table = this.table.fill(0);
    this.packedCount = 0;
    let shared = 0;
    for (let i = offsets[first]!, end = i + distinctCounts[first]!; i < end; i++) {
      const c = counts[firstRow + distinct[i]!]!;
      const d = counts[secondRow + distinct[i]!]!;
      if (d > 0) shared++;
      if (c < SMALL && d < SMALL) table[c * SMALL + d]!++;
      else this.pack(c, d);
    }
    for (let i = offsets[second]!, end = i + distinctCounts[second]!; i < end; i++) {
      if (counts[firstRow + distinct[i]!]! > 0) continue;
      const d = counts[secondRow + distinct[i]!]!;
      if (d < SMALL) table[d]!++;
      else this.pack(0, d);
    }
    this.unionSize = distinctCounts[first]! + distinctCounts[second]! - shared;
    this.collect();
  }

  /** Adds one more word, which no text has so far, with the given counts (c ≠ d). */
  addWord(c: number, d: number): void {
    this.unionSize++;
    this.addCell(Math.min(c, d), Math.max(c, d), c < d ? 1 : 0, c < d ? 0 : 1);
  }

  /** Remembers a pair of counts as one exact number that sorts by (high, low, orientation). */
  private pack(c: number, d: number): void {
    this.packed = ensureCapacity(this.packed, this.packedCount + 1);
    const high = c > d ? c : d;
    const low = c > d ? d : c;
    this.packed[this.packedCount++] = (high * 0x2000000 + low) * 2 + (c > d ? 1 : 0);
  }

  private collect(): void {
    const table = this.table;
    this.cells = 0;
    for (let high = 1; high < SMALL; high++) {
      for (let low = 0; low < high; low++) {
        const forward = table[low * SMALL + high]!;
        const backward = table[high * SMALL + low]!;
        if (forward + backward > 0) this.addCell(low, high, forward, backward);
      }
      const equal = table[high * SMALL + high]!;
      if (equal > 0) this.addCell(high, high, equal, 0);
    }
    if (this.packedCount > 0) this.collectPacked();
  }

  private collectPacked(): void {
    const sorted = this.packed.subarray(0, this.packedCount).sort();
    let previous = -1;
    for (const value of sorted) {
      const cell = Math.floor(value / 2);
      if (cell !== previous) {
        this.addCell(cell % 0x2000000, Math.floor(cell / 0x2000000), 0, 0);
        previous = cell;
      }
      if (value % 2 === 0) this.forward[this.cells - 1]!++;
      else this.backward[this.cells - 1]!++;
    }
  }

  private addCell(low: number, high: number, forward: number, backward: number): void {
    const cell = this.cells++;
    this.low = ensureCapacity(this.low, this.cells);
    this.high = ensureCapacity(this.high, this.cells);
    this.forward = ensureCapacity(this.forward, this.cells);
    this.backward = ensureCapacity(this.backward, this.cells);
    this.low[cell] = low;
    this.high[cell] = high;
    this.forward[cell] = forward;
    this.backward[cell] = backward;
  }
}
