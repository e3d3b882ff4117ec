import { describe, expect, it } from "vitest";
import { scoreTexts } from "@/server/testing/score-texts";
import { relativeLengthGap } from "./relative-length-gap";

describe("relative-length-gap", () => {
  it.each([
    ["a b c", "a", 2 / 3],
    ["x y", "a b", 0],
    ["Hello, world!", "hello", 3 / 4],
    ["", "a b", 1],
    ["", " ", 0],
  ])("of %j and %j", (first, second, expected) => {
    expect(scoreTexts(relativeLengthGap, first, second)).toBeCloseTo(expected, 12);
  });
});
