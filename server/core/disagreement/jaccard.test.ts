import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryTextPair } from "@/server/testing/arbitrary-text";
import { scoreTexts } from "@/server/testing/score-texts";
import { splitWords } from "../text/split-words";
import { jaccard } from "./jaccard";

/** Share of the union that is not common, straight from the definition. */
function jaccardSlowly(first: string, second: string): number {
  const a = new Set(splitWords(first));
  const b = new Set(splitWords(second));
  const union = new Set([...a, ...b]);
  const common = [...a].filter((word) => b.has(word));
  return union.size === 0 ? 0 : 1 - common.length / union.size;
}

describe("jaccard", () => {
  it.each([
    ["a b", "b c", 2 / 3],
    ["a a b", "B a b b", 0],
    ["", "", 0],
    ["", "a", 1],
    ["a", "b", 1],
  ])("of %j and %j", (first, second, expected) => {
    expect(scoreTexts(jaccard, first, second)).toBeCloseTo(expected, 12);
  });

  it("equals the definition on any texts", () => {
    fc.assert(
      fc.property(arbitraryTextPair(), ([first, second]) => {
        expect(scoreTexts(jaccard, first, second)).toBeCloseTo(jaccardSlowly(first, second), 12);
      }),
      { numRuns: 200 },
    );
  });
});
