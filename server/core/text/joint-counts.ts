import { SMALL } from "./count-kernel";
import { ensureCapacity } from "./ensure-capacity";
import type { WordCounts } from "./word-counts";
import type { InternedWords } from "./word-interner";

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

  /** Great words that only the first text has. */
  private greatOnlyFirst = 0;
  /** The texts' small counts are below this. */
  private limit = 0;
  /** Great counts as sortable numbers, see `pack`. */
  private packed = new Float64Array(64);
  private packedCount = 0;

  tally(words: InternedWords, wordCounts: WordCounts, first: number, second: number): void {
    const { distinctCounts, greatestSmall } = wordCounts;
    wordCounts.tally(first, second);
    this.packedCount = 0;
    this.limit = 1 + Math.max(greatestSmall[first]!, greatestSmall[second]!);
    this.tallyOnlySecond(wordCounts, second);
    this.packGreat(words, wordCounts, first, second);
    const { table } = wordCounts;
    let onlyFirst = this.greatOnlyFirst;
    for (let c = 1; c < this.limit; c++) onlyFirst += table[c * SMALL]!;
    this.unionSize = distinctCounts[second]! + onlyFirst;
    this.collect(table);
  }

  /** Of the second text's words with a small count, those that are not in the table yet are not in the first text, or great there. */
  private tallyOnlySecond({ table, withCount }: WordCounts, second: number): void {
    const { limit } = this;
    for (let d = 1; d < limit; d++) {
      let only = withCount[second * SMALL + d]!;
      for (let c = 1; c < limit; c++) only -= table[c * SMALL + d]!;
      table[d] = only;
    }
  }

  /** Packs the words that are great in either text, and takes those small in the second out of the words that only it has. */
  private packGreat(words: InternedWords, wordCounts: WordCounts, first: number, second: number): void {
    const { great, greatEnds, counts, table } = wordCounts;
    const firstRow = first * words.vocabularySize;
    const secondRow = second * words.vocabularySize;
    this.greatOnlyFirst = 0;
    for (let g = first === 0 ? 0 : greatEnds[first - 1]!; g < greatEnds[first]!; g++) {
      const d = counts[secondRow + great[g]!]!;
      this.pack(counts[firstRow + great[g]!]!, d);
      if (d === 0) this.greatOnlyFirst++;
      else if (d < SMALL) table[d]!--;
    }
    for (let g = second === 0 ? 0 : greatEnds[second - 1]!; g < greatEnds[second]!; g++) {
      const c = counts[firstRow + great[g]!]!;
      if (c < SMALL) this.pack(c, counts[secondRow + great[g]!]!);
    }
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

  private collect(table: Int32Array): void {
    const { limit } = this;
    this.cells = 0;
    for (let high = 1; high < limit; high++) {
      for (let low = 0; low < high; low++) {
        const forward = table[low * SMALL + high]!;
        const backward = table[high * SMALL + low]!;
        if ((forward | backward) !== 0) this.addCell(low, high, forward, backward);
      }
      const equal = table[high * SMALL + high]!;
      if (equal > 0) this.addCell(high, high, equal, 0);
    }
    if (this.packedCount > 0) this.collectPacked();
  }

  private collectPacked(): void {
    const sorted = this.sortPacked();
    let previous = -1;
    for (let k = 0; k < this.packedCount; k++) {
      const value = sorted[k]!;
      const cell = Math.floor(value / 2);
      if (cell !== previous) {
        this.addCell(cell % 0x2000000, Math.floor(cell / 0x2000000), 0, 0);
        previous = cell;
      }
      if (value % 2 === 0) this.forward[this.cells - 1]!++;
      else this.backward[this.cells - 1]!++;
    }
  }

  /** A handful is sorted by insertion: the built-in sort costs a microsecond before it begins. */
  private sortPacked(): Float64Array {
    const { packed, packedCount } = this;
    if (packedCount > 24) return packed.subarray(0, packedCount).sort();
    for (let k = 1; k < packedCount; k++) {
      const value = packed[k]!;
      let at = k;
      for (; at > 0 && packed[at - 1]! > value; at--) packed[at] = packed[at - 1]!;
      packed[at] = value;
    }
    return packed;
  }

  private addCell(low: number, high: number, forward: number, backward: number): void {
    const cell = this.cells++;
    if (this.cells > this.low.length) this.growCells();
    this.low[cell] = low;
    this.high[cell] = high;
    this.forward[cell] = forward;
    this.backward[cell] = backward;
  }

  private growCells(): void {
    this.low = ensureCapacity(this.low, this.cells);
    this.high = ensureCapacity(this.high, this.cells);
    this.forward = ensureCapacity(this.forward, this.cells);
    this.backward = ensureCapacity(this.backward, this.cells);
  }
}
