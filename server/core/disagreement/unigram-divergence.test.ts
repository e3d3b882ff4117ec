import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryTextPair } from "@/server/testing/arbitrary-text";
import { scoreTexts } from "@/server/testing/score-texts";
import { splitWords } from "../text/split-words";
import { unigramJsd } from "./unigram-jsd";
import { unigramKl } from "./unigram-kl";

/** Smoothed word frequencies of both texts over their union vocabulary. */
function frequencies(first: string[], second: string[]): [number[], number[]] {
  const vocabulary = [...new Set([...first, ...second])];
  const of = (words: string[]) =>
    vocabulary.map(
      (word) => (words.filter((w) => w === word).length + 0.1) / (words.length + 0.1 * vocabulary.length),
    );
  return [of(first), of(second)];
}

function kl(p: number[], q: number[]): number {
  return p.reduce((sum, mass, i) => sum + mass * Math.log(mass / q[i]!), 0);
}

function unigramKlSlowly(first: string, second: string): number {
  let a = splitWords(first);
  let b = splitWords(second);
  if (a.length + b.length === 0) return 0;
  if (a.length === 0) a = ["a word that no text has"];
  if (b.length === 0) b = ["a word that no text has"];
  const [p, q] = frequencies(a, b);
  return (kl(p, q) + kl(q, p)) / 2;
}

function unigramJsdSlowly(first: string, second: string): number {
  const a = splitWords(first);
  const b = splitWords(second);
  if (a.length === 0 || b.length === 0) return a.length === b.length ? 0 : Math.LN2;
  const [p, q] = frequencies(a, b);
  const mixture = p.map((mass, i) => (mass + q[i]!) / 2);
  return (kl(p, mixture) + kl(q, mixture)) / 2;
}

/** Texts in which single words occur up to 60 times. */
const repetitive = fc
  .tuple(fc.array(fc.nat(60), { maxLength: 6 }), fc.array(fc.nat(60), { maxLength: 6 }))
  .map((counts) => counts.map((list) => list.map((n, word) => `w${word} `.repeat(n)).join("")));

describe("unigram-kl", () => {
  it.each([
    ["a b", "B a", 0],
    ["a", "b", Math.log(11) / 1.2],
    // P = (2.1, .1)/2.2, Q = (1.1, 1.1)/2.2: ½(ln(2.1/1.1)·1/2.2 − ln(.1/1.1)·1/2.2)
    ["a a", "a b", (Math.log(21 / 11) + Math.log(11)) / 4.4],
    ["", "", 0],
    ["", "a", Math.log(11) / 1.2],
  ])("of %j and %j", (first, second, expected) => {
    expect(scoreTexts(unigramKl, first, second)).toBeCloseTo(expected, 12);
  });

  it("equals the definition on any texts", () => {
    fc.assert(
      fc.property(fc.oneof(arbitraryTextPair(), repetitive), ([first = "", second = ""]) => {
        expect(scoreTexts(unigramKl, first, second)).toBeCloseTo(unigramKlSlowly(first, second), 11);
      }),
      { numRuns: 300 },
    );
  });
});

describe("unigram-jsd", () => {
  it.each([
    ["a b", "B a", 0],
    ["a", "b", (11 / 12) * Math.log(11 / 6) + (1 / 12) * Math.log(1 / 6)],
    ["", "", 0],
    ["", "a", Math.LN2],
  ])("of %j and %j", (first, second, expected) => {
    expect(scoreTexts(unigramJsd, first, second)).toBeCloseTo(expected, 12);
  });

  it("equals the definition on any texts", () => {
    fc.assert(
      fc.property(fc.oneof(arbitraryTextPair(), repetitive), ([first = "", second = ""]) => {
        expect(scoreTexts(unigramJsd, first, second)).toBeCloseTo(unigramJsdSlowly(first, second), 11);
      }),
      { numRuns: 300 },
    );
  });
});
