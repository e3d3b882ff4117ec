import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryTextPair } from "@/server/testing/arbitrary-text";
import { scoreTexts } from "@/server/testing/score-texts";
import { splitWords } from "../text/split-words";
import { unigramCe } from "./unigram-ce";
import { unigramKl } from "./unigram-kl";

const orOneWord = (words: string[]) => (words.length === 0 ? ["a word that no text has"] : words);

/** Smoothed word frequencies of both texts over their union vocabulary. */
function frequencies(first: string, second: string): [number[], number[]] {
  const a = orOneWord(splitWords(first));
  const b = orOneWord(splitWords(second));
  const vocabulary = [...new Set([...a, ...b])];
  const of = (words: string[]) =>
    vocabulary.map(
      (word) => (words.filter((w) => w === word).length + 0.1) / (words.length + 0.1 * vocabulary.length),
    );
  return [of(a), of(b)];
}

const crossEntropy = (p: number[], q: number[]) =>
  p.reduce((sum, mass, i) => sum - mass * Math.log(q[i]!), 0);

describe("unigram-ce", () => {
  it.each([
    // P = (1.1, .1)/1.2, Q = (.1, 1.1)/1.2.
    ["a", "b", -(1.1 * Math.log(0.1 / 1.2) + 0.1 * Math.log(1.1 / 1.2)) / 1.2],
    ["a", "a", 0],
    // Both uniform over two words: the entropy of one text.
    ["a b", "b A", Math.LN2],
    ["", " ", 0],
    ["", "a", -(1.1 * Math.log(0.1 / 1.2) + 0.1 * Math.log(1.1 / 1.2)) / 1.2],
  ])("of %j and %j", (first, second, expected) => {
    expect(scoreTexts(unigramCe, first, second)).toBeCloseTo(expected, 12);
  });

  it("is the mean entropy of both texts plus unigram-kl, on any texts", () => {
    fc.assert(
      fc.property(arbitraryTextPair(), ([first, second]) => {
        const value = scoreTexts(unigramCe, first, second);
        if (splitWords(first).length + splitWords(second).length === 0) {
          expect(value).toBe(0);
          return;
        }
        const [p, q] = frequencies(first, second);
        expect(value).toBeCloseTo((crossEntropy(p, q) + crossEntropy(q, p)) / 2, 11);
        const entropy = (crossEntropy(p, p) + crossEntropy(q, q)) / 2;
        expect(value).toBeCloseTo(entropy + scoreTexts(unigramKl, first, second), 11);
      }),
      { numRuns: 200 },
    );
  });
});
