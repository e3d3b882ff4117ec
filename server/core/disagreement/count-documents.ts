import { splitWords } from "../text/split-words";
import type { PoolPreparation } from "./metric";

/**
 * Counts in how many of the pool's completions each word (by `splitWords`) occurs.
 *
 * Words of a single text are left out of the answer: they are half of a vocabulary, and every word that is scored
 * later stands in one text at least.
 *
 * @example after blocks with the texts "a b" and "a c": 2 texts, frequencies { a → 2 }.
 */
export function countDocuments(): PoolPreparation {
  const frequencies = new Map<string, number>();
  let texts = 0;
  return {
    add({ completions }) {
      texts += completions.length;
      for (const { text } of completions) {
        for (const word of new Set(splitWords(text))) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
      }
    },
    finish() {
      const repeated = [...frequencies].filter(([, count]) => count > 1);
      return { documentFrequencies: { texts, frequencies: new Map(repeated) } };
    },
  };
}
