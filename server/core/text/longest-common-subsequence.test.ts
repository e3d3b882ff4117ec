import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryPairs, arbitraryTexts, asWords } from "@/server/testing/arbitrary-ids";
import { LongestCommonSubsequence } from "./longest-common-subsequence";

function lengthSlowly(a: number[], b: number[]): number {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      table[i]![j] =
        a[i - 1] === b[j - 1] ? table[i - 1]![j - 1]! + 1 : Math.max(table[i - 1]![j]!, table[i]![j - 1]!);
    }
  }
  return table[a.length]![b.length]!;
}

function lengthOf(lcs: LongestCommonSubsequence, a: number[], b: number[], vocabularySize: number): number {
  lcs.load(asWords([a, b], vocabularySize));
  return lcs.length(0, 1);
}

describe("LongestCommonSubsequence", () => {
  it.each([
    [[0, 1, 2], [0, 2], 2],
    [[], [], 0],
    [[0], [], 0],
    [[0, 1, 2, 1, 3, 0, 1], [1, 3, 2, 0, 1, 0], 4],
  ])("of %j and %j", (a, b, expected) => {
    expect(lengthOf(new LongestCommonSubsequence(), a, b, 4)).toBe(expected);
  });

  it("agrees with dynamic programming across block borders, also when reused", () => {
    const lcs = new LongestCommonSubsequence();
    const pair = (alphabet: number) =>
      fc.tuple(
        fc.array(fc.nat(alphabet - 1), { maxLength: 420, size: "max" }),
        fc.array(fc.nat(alphabet - 1), { maxLength: 420, size: "max" }),
      );
    fc.assert(
      fc.property(fc.oneof(pair(2), pair(10), pair(200)), ([a, b]) => {
        expect(lengthOf(lcs, a, b, 200)).toBe(lengthSlowly(a, b));
      }),
      { numRuns: 200 },
    );
  });

  it("agrees between any two of several texts, whatever pair comes before", () => {
    const lcs = new LongestCommonSubsequence();
    fc.assert(
      fc.property(arbitraryTexts(), arbitraryPairs(), ({ texts, vocabularySize }, pairs) => {
        lcs.load(asWords(texts, vocabularySize));
        for (const [first, second] of pairs) {
          expect(lcs.length(first, second)).toBe(lengthSlowly(texts[first]!, texts[second]!));
        }
      }),
      { numRuns: 100 },
    );
  });

  it.each([31, 64, 65, 127, 128, 129, 256, 257, 384, 385, 800])(
    "of two equal sequences of %i is all of it",
    (length) => {
      const same = Array.from({ length }, (_, i) => i % 7);
      expect(lengthOf(new LongestCommonSubsequence(), same, same, 7)).toBe(length);
    },
  );
});
