import fc from "fast-check";
import type { InternedWords } from "@/server/core/text/word-interner";

const TEXTS = 4;

/** Lists of word ids as interned texts. */
export function asWords(texts: readonly number[][], vocabularySize: number): InternedWords {
  const offsets = new Int32Array(texts.length + 1);
  texts.forEach((ids, t) => {
    offsets[t + 1] = offsets[t]! + ids.length;
  });
  return { texts: texts.length, ids: Int32Array.from(texts.flat()), offsets, vocabularySize };
}

/** Four texts over few or many words, some of them with words that no other has, some empty, some of several blocks of 64. */
export function arbitraryTexts(): fc.Arbitrary<{ texts: number[][]; vocabularySize: number }> {
  return fc
    .record({
      alphabet: fc.constantFrom(2, 10, 200),
      lengths: fc.array(fc.oneof(fc.nat(20), fc.nat(420)), { minLength: TEXTS, maxLength: TEXTS }),
      ownShare: fc.constantFrom(0, 0.4),
      seed: fc.nat(),
    })
    .map(({ alphabet, lengths, ownShare, seed }) => {
      let state = seed | 1;
      const next = () => {
        state = (Math.imul(state, 0x915f77f5) + 1) | 0;
        return (state >>> 8) / 0x1000000;
      };
      const texts = lengths.map((length, t) =>
        Array.from({ length }, () =>
          next() < ownShare
            ? alphabet * (t + 1) + Math.floor(alphabet * next())
            : Math.floor(alphabet * next()),
        ),
      );
      return { texts, vocabularySize: alphabet * (TEXTS + 1) };
    });
}

/** Some pairs of the four texts in any order, repeated and with themselves. */
export function arbitraryPairs(): fc.Arbitrary<[number, number][]> {
  return fc.array(fc.tuple(fc.nat(TEXTS - 1), fc.nat(TEXTS - 1)), { minLength: 1, maxLength: 4 });
}
