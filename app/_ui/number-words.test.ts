import { describe, expect, test } from "vitest";
import { countOf, formatBytes, formatCount, formatDecimal, formatShare } from "./number-words";

describe("numbers in words", () => {
  test("thousands are set apart and the noun agrees", () => {
    expect(formatCount(1_234_567)).toBe("1,234,567");
    expect(countOf(1, "comparison")).toBe("1 comparison");
    expect(countOf(0, "person", "people")).toBe("0 people");
  });

  test.each([
    [0.4826, 0, "48\u202f%"],
    [0.4826, 1, "48.3\u202f%"],
    [null, 0, "–"],
    [Number.NaN, 0, "–"],
  ])("%s with %s digits is %s", (share, digits, words) => {
    expect(formatShare(share, digits)).toBe(words);
  });

  test("a negative number has a minus sign, a missing one a dash", () => {
    expect(formatDecimal(-0.125, 2)).toBe("−0.13");
    expect(formatDecimal(-0.04, 1)).toBe("0.0");
    expect(formatDecimal(undefined, 2)).toBe("–");
  });

  test.each([
    [999, "999\u202fB"],
    [12_400, "12\u202fkB"],
    [1_500_000, "1.5\u202fMB"],
  ])("%d bytes are %s", (bytes, words) => {
    expect(formatBytes(bytes)).toBe(words);
  });
});
