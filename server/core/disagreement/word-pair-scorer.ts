import { type InternedWords, WordInterner } from "../text/word-interner";
import type { Scorer } from "./metric";

/** A metric on word ids: optional work once per prompt, then a number per pair of texts. */
export interface WordPairFunction {
  prepare?(words: InternedWords): void;
  scorePair(words: InternedWords, first: number, second: number): number;
}

/**
 * A scorer for a metric on words: each completion is split and interned once, then every pair is scored.
 *
 * @example `createScorer: () => createWordPairScorer({ scorePair: (words, a, b) => … })`
 */
export function createWordPairScorer(metric: WordPairFunction): Scorer {
  const words = new WordInterner();
  return {
    score(block, out, outOffset) {
      words.intern(block.completions);
      metric.prepare?.(words);
      for (let p = 0; p < block.keys.length; p++) {
        out[outOffset + p] = metric.scorePair(words, block.pairs[2 * p]!, block.pairs[2 * p + 1]!);
      }
    },
  };
}

/** How many words a text has. */
export function wordCount(words: InternedWords, text: number): number {
  return words.offsets[text + 1]! - words.offsets[text]!;
}
