import { ensureCapacity } from "./ensure-capacity";
import type { InternedWords } from "./word-interner";

/**
 * Each text's distinct words and how often it has them.
 *
 * After `count(words)`: text t has `words.offsets[t + 1] − words.offsets[t]` words in all, of which the distinct ones
 * are `distinct[words.offsets[t]]` onward, `distinctCounts[t]` of them; `counts[t · vocabularySize + id]` is the
 * number of times that t has word `id`. Scratch of this instance, valid until the next `count`.
 */
export class WordCounts {
  counts = new Int32Array(4096);
  distinct = new Int32Array(2048);
  distinctCounts = new Int32Array(8);

  count(words: InternedWords): void {
    const { ids, offsets, texts, vocabularySize } = words;
    this.counts = ensureCapacity(this.counts, texts * vocabularySize);
    this.counts.fill(0, 0, texts * vocabularySize);
    this.distinct = ensureCapacity(this.distinct, offsets[texts]!);
    this.distinctCounts = ensureCapacity(this.distinctCounts, texts);
    const { counts, distinct } = this;
    for (let t = 0; t < texts; t++) {
      const row = t * vocabularySize;
      let next = offsets[t]!;
      for (let i = offsets[t]!, end = offsets[t + 1]!; i < end; i++) {
        const id = ids[i]!;
        if (counts[row + id]!++ === 0) distinct[next++] = id;
      }
      this.distinctCounts[t] = next - offsets[t]!;
    }
  }

  /** How many distinct words two texts have in common. */
  shared(words: InternedWords, first: number, second: number): number {
    const { counts, distinct } = this;
    const row = second * words.vocabularySize;
    let shared = 0;
    for (let i = words.offsets[first]!, end = i + this.distinctCounts[first]!; i < end; i++) {
      if (counts[row + distinct[i]!]! > 0) shared++;
    }
    return shared;
  }
}
