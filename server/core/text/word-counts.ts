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
  withCount = new Int32Array(0);
  /** The greatest small count of each text, 0 if it has none. */
  greatestSmall = new Int32Array(8);
  great = new Int32Array(0);
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
    const { run } = this.kernel;
    this.words = words;
    const [idsStart, withCountStart, greatStart] = this.arrange(words);
    let greatEnd = greatStart;
    for (let t = 0; t < texts; t++) {
      const ids = idsStart + 4 * offsets[t]!;
      const distinct = this.distinctStart + 4 * offsets[t]!;
      const row = this.countsStart + 4 * t * vocabularySize;
      const distinctCount = run.count(ids, idsStart + 4 * offsets[t + 1]!, distinct, row);
      const withCount = withCountStart + 4 * t * SMALL;
      greatEnd = run.sort(distinct, distinct + 4 * distinctCount, row, withCount, greatEnd);
      this.distinctCounts[t] = distinctCount;
      this.greatEnds[t] = (greatEnd - greatStart) >> 2;
      let greatest = SMALL - 1;
      while (greatest > 0 && this.withCount[t * SMALL + greatest] === 0) greatest--;
      this.greatestSmall[t] = greatest;
    }
  }

  /**
   * Memory: the table, how many words have each count, words with great counts, ids, distinct words and counts. Gives the
   * addresses of the ids (filled in), of the second and of the third.
   */
  private arrange({ ids, offsets, texts, vocabularySize }: InternedWords): [number, number, number] {
    const { kernel } = this;
    const total = offsets[texts]!;
    const withCountStart = 4 * SMALL * SMALL;
    const greatStart = withCountStart + 4 * texts * SMALL;
    // One more than the words, as with the distinct ones: the kernel writes before it knows whether a word belongs there.
    const idsStart = greatStart + 4 * (Math.floor(total / SMALL) + 1);
    const distinctStart = idsStart + 4 * total;
    const countsStart = distinctStart + 4 * (total + 1);
    kernel.reserve(countsStart + 4 * texts * vocabularySize);
    this.countsStart = countsStart;
    this.distinctStart = distinctStart;
    const { int32 } = kernel;
    this.table = int32.subarray(0, SMALL * SMALL);
    this.withCount = int32.subarray(withCountStart >> 2, greatStart >> 2);
    this.great = int32.subarray(greatStart >> 2, idsStart >> 2);
    this.distinct = int32.subarray(distinctStart >> 2, countsStart >> 2);
    this.counts = int32.subarray(countsStart >> 2, (countsStart >> 2) + texts * vocabularySize);
    this.withCount.fill(0);
    this.counts.fill(0);
    int32.set(ids.subarray(0, total), idsStart >> 2);
    this.distinctCounts = ensureCapacity(this.distinctCounts, texts);
    this.greatestSmall = ensureCapacity(this.greatestSmall, texts);
    this.greatEnds = ensureCapacity(this.greatEnds, texts);
    return [idsStart, withCountStart, greatStart];
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
