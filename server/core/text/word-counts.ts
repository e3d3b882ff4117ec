import { Kernel } from "../webassembly/kernel-memory";
import { type CountFunctions, countKernel, SMALL } from "./count-kernel";
import { ensureCapacity } from "./ensure-capacity";
import type { InternedWords } from "./word-interner";

/**
 * Each text's distinct words and how often it has them.
 *
 * After `count(words)`: text t has `words.offsets[t + 1] − words.offsets[t]` words in all, of which the distinct ones
 * are `distinct[words.offsets[t]]` onward, `distinctCounts[t]` of them; `counts[t · vocabularySize + id]` is the
 * number of times that t has word `id`; `withCount[t · SMALL + c]` is how many words t has exactly c times, 0 < c < `SMALL`, and
 * `great[greatEnds[t − 1]]` up to `great[greatEnds[t]]` are the words that it has `SMALL` times or more. Scratch of this
 * instance, valid until the next `count`.
 */
export class WordCounts {
  counts = new Int32Array(0);
  distinct = new Int32Array(0);
  distinctCounts = new Int32Array(8);
  withCount = new Int32Array(8 * SMALL);
  /** The greatest small count of each text, 0 if it has none. */
  greatestSmall = new Int32Array(8);
  great = new Int32Array(64);
  greatEnds = new Int32Array(8);
  /** After `tally(first, second)`: how many words the first has c times and the second d times, at c · SMALL + d, both small, c > 0. */
  table: Int32Array;

  private readonly kernel = new Kernel<CountFunctions>(countKernel);
  private words: InternedWords = { texts: 0, ids: this.distinct, offsets: this.distinct, vocabularySize: 0 };
  private countsStart = 0;
  private distinctStart = 0;

  constructor() {
    this.table = this.kernel.int32.subarray(0, SMALL * SMALL);
  }

  count(words: InternedWords): void {
    const { offsets, texts, vocabularySize } = words;
    this.words = words;
    this.load(words);
    this.distinctCounts = ensureCapacity(this.distinctCounts, texts);
    this.withCount = ensureCapacity(this.withCount, texts * SMALL);
    this.withCount.fill(0, 0, texts * SMALL);
    this.great = ensureCapacity(this.great, Math.floor(offsets[texts]! / SMALL));
    this.greatEnds = ensureCapacity(this.greatEnds, texts);
    this.greatestSmall = ensureCapacity(this.greatestSmall, texts);
    let greatEnd = 0;
    for (let t = 0; t < texts; t++) greatEnd = this.sortOut(offsets[t]!, t, t * vocabularySize, greatEnd);
  }

  /** Memory: the table, then ids, distinct words and counts; the kernel fills in the latter two. */
  private load({ ids, offsets, texts, vocabularySize }: InternedWords): void {
    const { kernel } = this;
    const total = offsets[texts]!;
    const idsStart = 4 * SMALL * SMALL;
    const distinctStart = idsStart + 4 * total;
    // One more than the words: the kernel writes before it knows whether a word is new.
    const countsStart = distinctStart + 4 * (total + 1);
    kernel.reserve(countsStart + 4 * texts * vocabularySize);
    this.countsStart = countsStart;
    this.distinctStart = distinctStart;
    const { int32 } = kernel;
    this.table = int32.subarray(0, SMALL * SMALL);
    this.distinct = int32.subarray(distinctStart >> 2, countsStart >> 2);
    this.counts = int32.subarray(countsStart >> 2, (countsStart >> 2) + texts * vocabularySize);
    this.counts.fill(0);
    int32.set(ids.subarray(0, total), idsStart >> 2);
    this.distinctCounts = ensureCapacity(this.distinctCounts, texts);
    for (let t = 0; t < texts; t++) {
      const start = 4 * offsets[t]!;
      this.distinctCounts[t] = kernel.run.count(
        idsStart + start,
        idsStart + 4 * offsets[t + 1]!,
        distinctStart + start,
        countsStart + 4 * t * vocabularySize,
      );
    }
  }

  /** Tells a text's words with small counts from those with great ones. */
  private sortOut(start: number, text: number, row: number, greatEnd: number): number {
    const { counts, distinct, withCount, great } = this;
    let greatestSmall = 0;
    for (let i = start, end = start + this.distinctCounts[text]!; i < end; i++) {
      const count = counts[row + distinct[i]!]!;
      if (count < SMALL) {
        withCount[text * SMALL + count]!++;
        greatestSmall = Math.max(greatestSmall, count);
      } else great[greatEnd++] = distinct[i]!;
    }
    this.greatestSmall[text] = greatestSmall;
    this.greatEnds[text] = greatEnd;
    return greatEnd;
  }

  /** Fills `table`. */
  tally(first: number, second: number): void {
    const { kernel, countsStart, distinctStart } = this;
    const { offsets, vocabularySize } = this.words;
    const start = distinctStart + 4 * offsets[first]!;
    kernel.run.tally(
      start,
      start + 4 * this.distinctCounts[first]!,
      countsStart + 4 * first * vocabularySize,
      countsStart + 4 * second * vocabularySize,
    );
  }

  /** How many distinct words two texts have in common. */
  shared(words: InternedWords, first: number, second: number): number {
    const { kernel, distinctStart } = this;
    const start = distinctStart + 4 * words.offsets[first]!;
    const row = this.countsStart + 4 * second * words.vocabularySize;
    return kernel.run.shared(start, start + 4 * this.distinctCounts[first]!, row);
  }
}
