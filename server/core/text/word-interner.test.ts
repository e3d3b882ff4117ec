import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryText } from "@/server/testing/arbitrary-text";
import { splitWords } from "./split-words";
import { WordInterner } from "./word-interner";

function intern(interner: WordInterner, texts: string[]) {
  interner.intern(texts.map((text) => ({ text })));
  return {
    ids: texts.map((_, t) => [...interner.ids.subarray(interner.offsets[t], interner.offsets[t + 1])]),
    vocabularySize: interner.vocabularySize,
    vocabulary: interner.vocabulary(),
  };
}

/** Ids straight from the definition: words numbered in order of first appearance. */
function internSlowly(texts: string[]) {
  const known = new Map<string, number>();
  const ids = texts.map((text) =>
    splitWords(text).map((word) => {
      const id = known.get(word) ?? known.size;
      known.set(word, id);
      return id;
    }),
  );
  return { ids, vocabularySize: known.size, vocabulary: [...known.keys()] };
}

describe("WordInterner", () => {
  it("numbers words in order of first appearance", () => {
    expect(intern(new WordInterner(), ["a b", "B c"])).toEqual({
      ids: [
        [0, 1],
        [1, 2],
      ],
      vocabularySize: 3,
      vocabulary: ["a", "b", "c"],
    });
  });

  it("agrees with the readable word rule, also when reused", () => {
    const interner = new WordInterner();
    fc.assert(
      fc.property(fc.array(arbitraryText(), { maxLength: 5 }), (texts) => {
        expect(intern(interner, texts)).toEqual(internSlowly(texts));
      }),
      { numRuns: 500 },
    );
  });

  it("agrees with the readable word rule on every code point of the basic plane", () => {
    const texts: string[] = [];
    for (let start = 0; start < 0x10000; start += 0x400) {
      texts.push(Array.from({ length: 0x400 }, (_, i) => `Ax${String.fromCharCode(start + i)}B`).join(" "));
    }
    expect(intern(new WordInterner(), texts)).toEqual(internSlowly(texts));
  });

  it("gives back long words, words of other scripts and texts without spaces", () => {
    const texts = ["Donaudampfschifffahrt ab", "éa ÇB", "𝒳 Σς", "Aβ".repeat(9_000)];
    expect(intern(new WordInterner(), texts)).toEqual(internSlowly(texts));
    expect(intern(new WordInterner(), texts.slice(0, 1))).toEqual(internSlowly(texts.slice(0, 1)));
  });

  it("tells long words apart that begin or end alike", () => {
    const texts = Array.from({ length: 6 }, (_, t) =>
      Array.from(
        { length: 40 },
        (_, length) => `${"x".repeat(length)}${t % 3} ${t % 2}${"y".repeat(length)}`,
      ).join(" "),
    );
    expect(intern(new WordInterner(), texts)).toEqual(internSlowly(texts));
  });

  it("splits texts of nothing but signs or one-letter words, of any length", () => {
    const lengths = Array.from({ length: 140 }, (_, length) => length);
    const texts = [
      ...lengths.map((length) => "!".repeat(length)),
      ...lengths.map((length) => "a ".repeat(length)),
      ...lengths.map((length) => "b.".repeat(length)),
    ];
    expect(intern(new WordInterner(), texts)).toEqual(internSlowly(texts));
  });

  it("grows with its texts and forgets them", () => {
    const interner = new WordInterner();
    const many = Array.from({ length: 30_000 }, (_, i) => `w${i}`).join(" ");
    expect(intern(interner, [many, many])).toEqual(internSlowly([many, many]));
    expect(intern(interner, ["w7 x"])).toEqual({
      ids: [[0, 1]],
      vocabularySize: 2,
      vocabulary: ["w7", "x"],
    });
    expect(intern(interner, [])).toEqual({ ids: [], vocabularySize: 0, vocabulary: [] });
  });
});
