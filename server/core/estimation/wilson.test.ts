import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawStandardError } from "./draw-standard-error";
import { normalQuantile } from "./normal-quantile";
import { proportionDifference } from "./proportion-difference";
import { quantile } from "./quantile";
import { sampleDeviation } from "./sample-deviation";
import { wilson } from "./wilson";

describe("normalQuantile", () => {
  it("gives tabulated values in the centre and in both tails", () => {
    expect(normalQuantile(0.5)).toBe(0);
    expect(normalQuantile(0.75)).toBeCloseTo(0.674489750196082, 14);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
    expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167813, 13);
    expect(normalQuantile(1e-10)).toBeCloseTo(-6.361340902404056, 12);
    expect(normalQuantile(1e-20)).toBeCloseTo(-9.262340089798408, 12);
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
    for (const bad of [-0.1, 1.1, NaN]) expect(() => normalQuantile(bad)).toThrow(RangeError);
  });

  it("is odd around one half and rises", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), (k) => {
        const p = k / 10_000;
        expect(normalQuantile(1 - p)).toBeCloseTo(-normalQuantile(p), 9);
        expect(normalQuantile(p)).toBeGreaterThan(normalQuantile(p - 1e-5));
      }),
    );
  });
});

describe("wilson", () => {
  it("gives the published intervals", () => {
    // Newcombe 1998, Statistics in Medicine 17:857, table I, method 3.
    const bounds = (successes: number, trials: number) => {
      const { lower, upper } = wilson(successes, trials)!;
      return [lower.toFixed(4), upper.toFixed(4)];
    };
    expect(bounds(81, 263)).toEqual(["0.2553", "0.3662"]);
    expect(bounds(15, 148)).toEqual(["0.0624", "0.1605"]);
    expect(bounds(0, 20)).toEqual(["0.0000", "0.1611"]);
    expect(bounds(1, 29)).toEqual(["0.0061", "0.1718"]);
  });

  it("holds the estimate, stays in [0, 1], mirrors and has no answer for no trials", () => {
    expect(wilson(0, 0)).toBeUndefined();
    expect(() => wilson(3, 2)).toThrow(RangeError);
    const counts = fc.tuple(fc.nat(200), fc.nat(200)).filter(([yes, no]) => yes + no > 0);
    fc.assert(
      fc.property(counts, ([yes, no]) => {
        const forth = wilson(yes, yes + no)!;
        const back = wilson(no, yes + no)!;
        expect(forth.lower).toBeLessThanOrEqual(forth.estimate);
        expect(forth.upper).toBeGreaterThanOrEqual(forth.estimate);
        expect(forth.lower).toBeGreaterThanOrEqual(0);
        expect(forth.upper).toBeLessThanOrEqual(1);
        expect(back.lower).toBeCloseTo(1 - forth.upper, 12);
      }),
    );
  });
});

describe("proportionDifference", () => {
  it("gives the published interval of 56/70 − 48/80", () => {
    const difference = proportionDifference(wilson(56, 70), wilson(48, 80))!;
    expect(difference.estimate).toBeCloseTo(0.2, 12);
    expect(difference.lower.toFixed(4)).toBe("0.0524");
    expect(difference.upper.toFixed(4)).toBe("0.3339");
    expect(proportionDifference(undefined, wilson(1, 2))).toBeUndefined();
  });
});

describe("small samples", () => {
  it("interpolates quantiles as NumPy does", () => {
    const values = Float64Array.of(4, 1, 3, 2);
    expect([0, 0.25, 0.5, 0.9, 1].map((p) => quantile(values, p))).toEqual([
      1,
      1.75,
      2.5,
      expect.closeTo(3.7, 12),
      4,
    ]);
    expect(quantile(new Float64Array(), 0.5)).toBeUndefined();
    expect(Array.from(values)).toEqual([4, 1, 3, 2]);
  });

  it("has a deviation from two values on, and no error for a whole pool", () => {
    expect(sampleDeviation(Float64Array.of(1))).toBeUndefined();
    expect(sampleDeviation(Float64Array.of(1, 3))).toBeCloseTo(Math.SQRT2, 12);
    expect(drawStandardError(100, Float64Array.of(1, -1))).toBeCloseTo(Math.sqrt(0.98), 12);
    expect(drawStandardError(2, Float64Array.of(1, -1))).toBe(0);
    expect(drawStandardError(0, new Float64Array())).toBeUndefined();
  });
});
