import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryPairs, arbitraryTexts, asWords } from "@/server/testing/arbitrary-ids";
import { LevenshteinDistance } from "./levenshtein-distance";

function distanceSlowly(a: number[], b: number[]): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replace, previous[j]! + 1, row[j - 1]! + 1));
    }
    previous = row;
  }
  return previous[b.length]!;
}

function distanceOf(
  levenshtein: LevenshteinDistance,
  a: number[],
  b: number[],
  vocabularySize: number,
): number {
  levenshtein.load(asWords([a, b], vocabularySize));
  return levenshtein.distance(0, 1);
}

describe("LevenshteinDistance", () => {
  it.each([
    [[0, 1, 2], [0, 2], 1],
    [[], [], 0],
    [[0], [], 1],
    [[], [1, 1], 2],
    [[10, 8, 19, 19, 4, 13], [18, 8, 19, 19, 8, 13, 6], 3],
  ])("from %j to %j", (a, b, expected) => {
    expect(distanceOf(new LevenshteinDistance(), a, b, 20)).toBe(expected);
  });

  it("agrees with dynamic programming across block borders, also when reused", () => {
    const levenshtein = new LevenshteinDistance();
    const pair = (alphabet: number) =>
      fc.tuple(
        fc.array(fc.nat(alphabet - 1), { maxLength: 420, size: "max" }),
        fc.array(fc.nat(alphabet - 1), { maxLength: 420, size: "max" }),
      );
    fc.assert(
      fc.property(fc.oneof(pair(2), pair(10), pair(200)), ([a, b]) => {
        expect(distanceOf(levenshtein, a, b, 200)).toBe(distanceSlowly(a, b));
      }),
      { numRuns: 200 },
    );
  });

  it("agrees between any two of several texts, whatever pair comes before", () => {
    const levenshtein = new LevenshteinDistance();
    fc.assert(
      fc.property(arbitraryTexts(), arbitraryPairs(), ({ texts, vocabularySize }, pairs) => {
        levenshtein.load(asWords(texts, vocabularySize));
        for (const [first, second] of pairs) {
          expect(levenshtein.distance(first, second)).toBe(distanceSlowly(texts[first]!, texts[second]!));
        }
      }),
      { numRuns: 100 },
    );
  });

  it.each([31, 64, 65, 127, 128, 129, 256, 257, 384, 385, 800])(
    "between two sequences of %i without a common id is the length",
    (length) => {
      const first = Array.from({ length }, (_, i) => i % 5);
      const second = first.map((id) => id + 5);
      expect(distanceOf(new LevenshteinDistance(), first, second, 10)).toBe(length);
    },
  );
});
