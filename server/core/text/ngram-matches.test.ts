import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NgramMatches } from "./ngram-matches";

const MAX_ORDER = 6;

function load(texts: number[][], alphabetSize: number) {
  const offsets = new Int32Array(texts.length + 1);
  for (let t = 0; t < texts.length; t++) offsets[t + 1] = offsets[t]! + texts[t]!.length;
  return { ids: Int32Array.from(texts.flat()), offsets, texts: texts.length, alphabetSize };
}

function countNgrams(text: number[], order: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i + order <= text.length; i++) {
    const ngram = text.slice(i, i + order).join(" ");
    counts.set(ngram, (counts.get(ngram) ?? 0) + 1);
  }
  return counts;
}

function matchSlowly(first: number[], second: number[], order: number): number {
  const inSecond = countNgrams(second, order);
  let matches = 0;
  for (const [ngram, count] of countNgrams(first, order))
    matches += Math.min(count, inSecond.get(ngram) ?? 0);
  return matches;
}

function expectMatches(ngrams: NgramMatches, texts: number[][], alphabetSize: number): void {
  ngrams.count(load(texts, alphabetSize));
  for (let order = 1; order <= MAX_ORDER; order++) {
    for (let a = 0; a < texts.length; a++) {
      for (let b = 0; b < texts.length; b++) {
        if (a === b) continue;
        expect(ngrams.match(order, a, b), `order ${order}, ${a}–${b}`).toBe(
          matchSlowly(texts[a]!, texts[b]!, order),
        );
      }
    }
  }
}

describe("NgramMatches", () => {
  it("clips counts: a b a against a a a shares two unigrams and no bigram", () => {
    const ngrams = new NgramMatches(2);
    ngrams.count(
      load(
        [
          [0, 1, 0],
          [0, 0, 0],
        ],
        2,
      ),
    );
    expect([ngrams.match(1, 0, 1), ngrams.match(2, 0, 1), ngrams.match(1, 1, 0)]).toEqual([2, 0, 2]);
  });

  it("agrees with counting every n-gram, also when reused", () => {
    const ngrams = new NgramMatches(MAX_ORDER);
    const texts = (alphabet: number) =>
      fc.tuple(
        fc.array(fc.array(fc.nat(Math.min(alphabet, 1000) - 1), { maxLength: 60 }), { maxLength: 9 }),
        fc.constant(alphabet),
      );
    fc.assert(
      fc.property(fc.oneof(texts(2), texts(5), texts(1000), texts(100_000)), ([sequences, alphabet]) => {
        expectMatches(ngrams, sequences, alphabet);
      }),
      { numRuns: 300 },
    );
  });

  it("never matches across the end of a sequence", () => {
    expectMatches(new NgramMatches(MAX_ORDER), [[0, 1], [2, 0, 1, 2], [0, 1, 2], []], 3);
  });
});
