import { splitWords } from "../text/split-words";
import type { InternedWords } from "../text/word-interner";

/** Texts as word ids, with the words themselves: word `id` is `vocabulary[id]`. */
export interface PlainWords extends InternedWords {
  readonly vocabulary: readonly string[];
}

/**
 * Turns texts into word ids as `WordInterner` does, for metrics that need to look the words themselves up.
 *
 * @example `internPlainWords([{ text: "a b" }, { text: "B c" }]).vocabulary` is `["a", "b", "c"]`
 */
export function internPlainWords(texts: readonly { readonly text: string }[]): PlainWords {
  const idOf = new Map<string, number>();
  const ids: number[] = [];
  const offsets = new Int32Array(texts.length + 1);
  for (const [t, { text }] of texts.entries()) {
    for (const word of splitWords(text)) {
      let id = idOf.get(word);
      if (id === undefined) {
        id = idOf.size;
        idOf.set(word, id);
      }
      ids.push(id);
    }
    offsets[t + 1] = ids.length;
  }
  const vocabulary = [...idOf.keys()];
  return {
    texts: texts.length,
    ids: Int32Array.from(ids),
    offsets,
    vocabularySize: vocabulary.length,
    vocabulary,
  };
}
