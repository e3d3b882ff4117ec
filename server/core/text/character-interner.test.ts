import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryText } from "@/server/testing/arbitrary-text";
import { CharacterInterner } from "./character-interner";

function intern(interner: CharacterInterner, texts: string[]) {
  interner.intern(texts.map((text) => ({ text })));
  return {
    ids: texts.map((_, t) => [...interner.ids.subarray(interner.offsets[t], interner.offsets[t + 1])]),
    alphabetSize: interner.alphabetSize,
  };
}

function internSlowly(texts: string[]) {
  const known = new Map<string, number>();
  const ids = texts.map((text) =>
    [...text]
      .filter((character) => !/\s/u.test(character))
      .map((character) => {
        const id = known.get(character) ?? known.size;
        known.set(character, id);
        return id;
      }),
  );
  return { ids, alphabetSize: known.size };
}

describe("CharacterInterner", () => {
  it("numbers code points, keeps case and leaves white space out", () => {
    expect(intern(new CharacterInterner(), ["a b", "B😀"])).toEqual({
      ids: [
        [0, 1],
        [2, 3],
      ],
      alphabetSize: 4,
    });
  });

  it("agrees with iteration by code point, also when reused", () => {
    const interner = new CharacterInterner();
    fc.assert(
      fc.property(fc.array(arbitraryText(), { maxLength: 5 }), (texts) => {
        expect(intern(interner, texts)).toEqual(internSlowly(texts));
      }),
      { numRuns: 500 },
    );
  });
});
