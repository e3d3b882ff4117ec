import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTexts } from "./read-texts";
import { END_OF_TEXT, trainTokenizer } from "./tokenizer";

const decode = (tokens: string[], ids: number[]) => ids.map((id) => tokens[id]).join("");

describe("trainTokenizer", () => {
  it("merges the most frequent pair first, ties to the older ids", () => {
    const { tokens, encode } = trainTokenizer(["abab abab"], 2);
    expect(tokens).toEqual([END_OF_TEXT, " ", "a", "b", "ab", "abab"]);
    expect(encode("abab aab")).toEqual([5, 1, 2, 4]);
  });

  it("stops when no pair occurs twice", () => {
    expect(trainTokenizer(["abc"], 100).tokens).toEqual([END_OF_TEXT, "a", "b", "c"]);
  });

  it("keeps characters outside the basic plane whole", () => {
    const { tokens, encode } = trainTokenizer(["😸 👩‍💻 مُرّ"], 0);
    expect(encode("😸").map((id) => tokens[id])).toEqual(["😸"]);
    expect(tokens.some((token) => /\p{Surrogate}/u.test(token))).toBe(false);
  });

  it("refuses a character it has never seen", () => {
    expect(() => trainTokenizer(["abc"], 5).encode("abd")).toThrow('"d"');
  });

  it("gives back every text over its alphabet", () => {
    const { tokens, encode } = trainTokenizer(["the then  other\n\n  hot 10, 100!? 😸😸 مدّ المدّ"], 40);
    const alphabet = tokens.filter((token) => [...token].length === 1);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...alphabet)), (characters) => {
        const text = characters.join("");
        expect(decode(tokens, encode(text))).toBe(text);
      }),
    );
  });

  it("gives back every demo text, and makes English shorter", () => {
    const texts = readTexts().flatMap((p) => [p.prompt, ...Object.values(p.completions)]);
    const { tokens, encode } = trainTokenizer(texts, 1500);
    for (const text of texts) expect(decode(tokens, encode(text))).toBe(text);
    const english = "The strength of the light is less than what you see at night.";
    expect(encode(english).length).toBeLessThan(english.length / 2);
    expect(new Set(tokens).size).toBe(tokens.length);
  });
});
