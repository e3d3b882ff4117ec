import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryTextPair } from "@/server/testing/arbitrary-text";
import { blockOfTexts, scoreTexts } from "@/server/testing/score-texts";
import { deflatedSize } from "../../ranking/deflated-size";
import { MissingScorerOptionError } from "./metric";
import { ncd } from "./ncd";

/** With a compressor whose sizes can be counted by hand. */
function scoreWith(compress: (text: string) => number, first: string, second: string): number {
  const out = new Float64Array(1);
  ncd.createScorer({ seed: "1", compress }).score(blockOfTexts(first, second), out, 0);
  return out[0]!;
}

/** Ten bytes of header, then one per distinct character. */
const distinctCharacters = (text: string) => 10 + new Set(text).size;

function ncdSlowly(first: string, second: string): number {
  const [x, y] = [first.trim(), second.trim()].sort() as [string, string];
  const size = (text: string) => deflatedSize(text) - deflatedSize("");
  if (x === y) return 0;
  const [less, more] = [size(x), size(y)].sort((a, b) => a - b) as [number, number];
  return Math.min(1, Math.max(0, (size(x + y) - less) / more));
}

describe("ncd", () => {
  it.each([
    ["abc", "cab ", (3 - 3) / 3],
    ["abc", "bcd", (4 - 3) / 3],
    ["ab", "cde", (5 - 2) / 3],
    ["ab", "abcd", (4 - 2) / 4],
    ["", "ab", 1],
    ["", " ", 0],
  ])("of %j and %j, sizes counted by hand", (first, second, expected) => {
    expect(scoreWith(distinctCharacters, first, second)).toBeCloseTo(expected, 12);
  });

  it("equals the definition under deflate, on any texts", () => {
    fc.assert(
      fc.property(arbitraryTextPair(), ([first, second]) => {
        expect(scoreTexts(ncd, first, second)).toBe(ncdSlowly(first, second));
      }),
      { numRuns: 100 },
    );
  });

  it("puts a text nearer to its edited copy than to another text", () => {
    const text = "The committee met on Tuesday to discuss how the harbour should be rebuilt after the storm.";
    const edited = text.replace("Tuesday", "Wednesday");
    const other = "Prime numbers above three leave a remainder of one or five when they are divided by six.";
    expect(scoreTexts(ncd, text, edited)).toBeLessThan(0.4);
    expect(scoreTexts(ncd, text, other)).toBeGreaterThan(0.7);
  });

  it("says what it lacks without a compressor", () => {
    expect(() => ncd.createScorer({ seed: "1" })).toThrow(MissingScorerOptionError);
  });
});
