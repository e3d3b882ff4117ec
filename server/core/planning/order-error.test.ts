import { describe, expect, it } from "vitest";
import { type WeightPreset, weightPresets } from "../sampling/utility-weights";
import { orderError } from "./order-error";
import { simulateOrder } from "./simulate-order";
import { tieAvoidanceBound } from "./tie-avoidance-bound";

const presets = Object.keys(weightPresets) as WeightPreset[];

describe("orderError", () => {
  it("is the textbook's error when drawing evenly, to the last comparison", () => {
    const N = 2000;
    const { errorAt } = orderError({ N, tieRate: 0.3, margin: 0.1, preset: "uniform", controlShare: 0 });
    for (const n of [1, 20, 200, 1000, 1990, 2000]) {
      const textbook = Math.sqrt((0.7 - 0.01) * (1 / n - 1 / N));
      expect(Math.abs(errorAt(n) - textbook)).toBeLessThan(0.01 * textbook + 1e-9);
    }
  });

  for (const preset of presets) {
    it(`agrees with seeded campaigns (${preset})`, () => {
      const plan = { N: 800, tieRate: 0.4, margin: 0.15, auc: 0.65, preset } as const;
      const { errorAt } = orderError(plan);
      const runs = simulateOrder({ ...plan, n: [60, 200, 500], replications: 500, seed: "agree" });
      // Three standard errors of an error from 500 campaigns are a tenth.
      for (const { n, error } of runs)
        expect(Math.abs(error / errorAt(n) - 1), `n = ${n}`).toBeLessThan(0.11);
    });
  }

  it("falls with every judgment, and answers for pools of any size", () => {
    for (const N of [1, 2, 7, 150]) {
      const { errorAt } = orderError({ N, tieRate: 0.3, margin: 0, auc: 0.7, preset: "balanced" });
      expect(errorAt(N)).toBe(0);
      for (let n = 2; n <= N; n++) expect(errorAt(n)).toBeLessThanOrEqual(errorAt(n - 1) + 1e-9);
    }
    expect(orderError({ N: 50, tieRate: 1, margin: 0, preset: "uniform" }).errorAt(10)).toBe(0);
    expect(() => orderError({ N: 50, tieRate: 0.5, margin: 0.6, preset: "uniform" })).toThrow(RangeError);
    expect(() => orderError({ N: 50, tieRate: 0.5, margin: 0, preset: "uniform" }).errorAt(51)).toThrow(
      RangeError,
    );
  });
});

describe("tieAvoidanceBound", () => {
  it("is what drawing decisive comparisons alone would need", () => {
    expect(tieAvoidanceBound(0.6, 0)).toBeCloseTo(0.6, 12);
    expect(tieAvoidanceBound(0.6, 0.1)).toBeCloseTo(0.35 / 0.59, 12);
    expect(tieAvoidanceBound(1, 0.3)).toBe(1);
    expect(tieAvoidanceBound(0.4, 0.4)).toBe(0);
    expect(tieAvoidanceBound(0, 0)).toBeUndefined();
    expect(tieAvoidanceBound(1, 1)).toBeUndefined();
    expect(() => tieAvoidanceBound(0.3, 0.4)).toThrow(RangeError);
  });
});
