import { type InternedWords, WordInterner } from "../text/word-interner";
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
  const words = new WordInterner();
  let texts = 0;
  return {
    add({ completions }) {
      texts += completions.length;
      words.intern(completions);
      const textsWith = countTexts(words);
      for (const [id, word] of words.vocabulary().entries())
        frequencies.set(word, (frequencies.get(word) ?? 0) + textsWith[id]!);
    },
    finish() {
      const repeated = [...frequencies].filter(([, count]) => count > 1);
      return { documentFrequencies: { texts, frequencies: new Map(repeated) } };
    },
  };
}

/** In how many of these texts each word occurs, by id. */
function countTexts({ ids, offsets, texts, vocabularySize }: InternedWords): Int32Array {
  const textsWith = new Int32Array(vocabularySize);
  const lastText = new Int32Array(vocabularySize).fill(-1);
  for (let t = 0; t < texts; t++) {
    for (let i = offsets[t]!; i < offsets[t + 1]!; i++) {
      const id = ids[i]!;
      if (lastText[id] === t) continue;
      lastText[id] = t;
      textsWith[id]!++;
    }
  }
  return textsWith;
}
