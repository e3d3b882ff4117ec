import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryTextPair } from "@/server/testing/arbitrary-text";
import { scoreTexts } from "@/server/testing/score-texts";
import { splitWords } from "../text/split-words";
import { editDistance } from "./edit-distance";

/** Word edit distance over the longer length, straight from the definition. */
function editDistanceSlowly(first: string, second: string): number {
  const a = splitWords(first);
  const b = splitWords(second);
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    rows.push([i]);
    for (let j = 1; j <= b.length; j++) {
      const replace = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      rows[i]!.push(Math.min(replace, rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1));
    }
  }
  const longer = Math.max(a.length, b.length);
  return longer === 0 ? 0 : rows[a.length]![b.length]! / longer;
}

describe("edit-distance", () => {
  it.each([
    ["same words", "Same words", 0],
    ["a b c", "a c", 1 / 3],
    ["a b c d", "b c d e", 2 / 4],
    ["", "", 0],
    ["", "a b", 1],
    ["a", "b", 1],
  ])("of %j and %j", (first, second, expected) => {
    expect(scoreTexts(editDistance, first, second)).toBeCloseTo(expected, 12);
  });

  it("equals the definition on any texts", () => {
    fc.assert(
      fc.property(arbitraryTextPair(), ([first, second]) => {
        expect(scoreTexts(editDistance, first, second)).toBeCloseTo(editDistanceSlowly(first, second), 12);
      }),
      { numRuns: 200 },
    );
  });
});
