import { describe, expect, it } from "vitest";
import { scoreTexts } from "@/server/testing/score-texts";
import { lengthGap } from "./length-gap";
import { meanLength } from "./mean-length";

describe("length-gap and mean-length", () => {
  it.each([
    ["a b c", "a", 2, 2],
    ["a", "a b c", 2, 2],
    ["Hello, world!", "Hi", 3, 2.5],
    ["", "", 0, 0],
    ["", "a b", 2, 1],
    ["😀😀", "مرحبا", 1, 1.5],
  ])("of %j and %j", (first, second, gap, mean) => {
    expect(scoreTexts(lengthGap, first, second)).toBe(gap);
    expect(scoreTexts(meanLength, first, second)).toBe(mean);
  });
});
