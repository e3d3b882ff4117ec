import { describe, expect, it } from "vitest";
import { normalProbability } from "./normal-probability";
import { normalQuantile } from "./normal-quantile";

describe("normalProbability", () => {
  it("inverts the quantile, and reaches far into both tails", () => {
    for (let k = 1; k < 200; k++) expect(normalProbability(normalQuantile(k / 200))).toBeCloseTo(k / 200, 14);
    for (const p of [1e-4, 1e-9, 1e-20, 1e-100])
      expect(normalProbability(normalQuantile(p)) / p).toBeCloseTo(1, 10);
    expect(normalProbability(0)).toBe(0.5);
    expect([normalProbability(-Infinity), normalProbability(Infinity)]).toEqual([0, 1]);
    expect(() => normalProbability(NaN)).toThrow(RangeError);
  });
});
