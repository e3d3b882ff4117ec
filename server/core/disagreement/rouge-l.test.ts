import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryTextPair } from "@/server/testing/arbitrary-text";
import { scoreTexts } from "@/server/testing/score-texts";
import { splitWords } from "../text/split-words";
import { rougeL } from "./rouge-l";

/** ROUGE-L F1 straight from the definition. */
function rougeLSlowly(first: string, second: string): number {
  const a = splitWords(first);
  const b = splitWords(second);
  if (a.length + b.length === 0) return 1;
  const longest = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const equal = a[i - 1] === b[j - 1];
      longest[i]![j] = equal
        ? longest[i - 1]![j - 1]! + 1
        : Math.max(longest[i - 1]![j]!, longest[i]![j - 1]!);
    }
  }
  return (2 * longest[a.length]![b.length]!) / (a.length + b.length);
}

describe("rouge-l", () => {
  it.each([
    ["same words", "Same words", 0],
    ["a b c", "a c", 0.2],
    ["police killed the gunman", "the gunman police killed", 0.5],
    ["", "", 0],
    ["", "a", 1],
    ["a", "b", 1],
  ])("of %j and %j", (first, second, expected) => {
    expect(scoreTexts(rougeL, first, second)).toBeCloseTo(expected, 12);
  });

  it("equals the definition on any texts", () => {
    fc.assert(
      fc.property(arbitraryTextPair(), ([first, second]) => {
        expect(scoreTexts(rougeL, first, second)).toBeCloseTo(1 - rougeLSlowly(first, second), 12);
      }),
      { numRuns: 200 },
    );
  });
});
