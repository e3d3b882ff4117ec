import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "./random";
import { utilityRanks } from "./utility-ranks";
import {
  presetWeights,
  UtilitiesNotProbabilitiesError,
  utilityWeights,
  weightPresets,
} from "./utility-weights";

describe("utilityWeights", () => {
  it("computes a hand-made table", () => {
    // g = (.25, .75), Σg = 1: .25 + .5·.25 and .25 + .5·.75.
    expect(Array.from(utilityWeights(Float64Array.of(0.25, 0.75), { tau: 0.5, kappa: 1 }))).toEqual([
      0.375, 0.625,
    ]);
    const g = Float64Array.of(3, 1);
    expect(Array.from(utilityWeights(Float64Array.of(0.25, 0.75), { tau: 0.2, kappa: 9, g }))).toEqual(
      [0.7, 0.3].map((w) => expect.closeTo(w, 12)),
    );
  });

  it("sums to 1, never falls below τ/N and rises with rank, for every preset", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.constantFrom(...Object.values(weightPresets)),
        (N, preset) => {
          const utilities = Float64Array.from({ length: N }, (_, i) => i);
          const weights = utilityWeights(utilityRanks(utilities, createRandom("s")), preset);
          expect(weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 9);
          for (let i = 0; i < N; i++) {
            expect(weights[i]!).toBeGreaterThanOrEqual((preset.tau / N) * (1 - 1e-12));
            if (i > 0) expect(weights[i]!).toBeGreaterThanOrEqual(weights[i - 1]!);
          }
        },
      ),
    );
  });

  it("spreads evenly where the tilt is zero throughout, and over an empty stratum", () => {
    const g = new Float64Array(4);
    expect(Array.from(utilityWeights(new Float64Array(4).fill(0.5), { tau: 0.5, kappa: 1, g }))).toEqual([
      0.25, 0.25, 0.25, 0.25,
    ]);
    expect(utilityWeights(new Float64Array(), weightPresets.balanced)).toHaveLength(0);
  });

  it("refuses a tau of 0, which would leave comparisons undrawable, and tilts that are no tilts", () => {
    const ranks = Float64Array.of(0.25, 0.75);
    expect(() => utilityWeights(ranks, { tau: 0, kappa: 1 })).toThrow(RangeError);
    expect(() => utilityWeights(ranks, { tau: 1.1, kappa: 1 })).toThrow(RangeError);
    expect(() => utilityWeights(ranks, { tau: 0.5, kappa: 1, g: Float64Array.of(1) })).toThrow(RangeError);
    expect(() => utilityWeights(ranks, { tau: 0.5, kappa: 1, g: Float64Array.of(1, -1) })).toThrow(
      RangeError,
    );
    expect(() => utilityWeights(ranks, { tau: 0.5, kappa: 1, g: Float64Array.of(1, NaN) })).toThrow(
      RangeError,
    );
  });
});

describe("presetWeights", () => {
  const ranks = Float64Array.of(0.125, 0.375, 0.625, 0.875);

  it("follows the ranks under the presets of rank", () => {
    const utilities = Float64Array.of(7, -8, 9, NaN);
    for (const preset of ["balanced", "sharp", "uniform"] as const) {
      const weights = presetWeights(preset, { ranks, utilities });
      expect(weights).toEqual(utilityWeights(ranks, weightPresets[preset]));
    }
  });

  it("is the square root of the utilities for minimum variance, the mean's where there is none", () => {
    const utilities = Float64Array.of(0.04, 0.36, NaN, 0.08);
    const g = [0.2, 0.6, Math.sqrt(0.16), Math.sqrt(0.08)];
    const total = g.reduce((sum, value) => sum + value);
    expect([...presetWeights("minimum-variance", { ranks, utilities })]).toEqual(
      g.map((value) => expect.closeTo(0.1 / 4 + (0.9 * value) / total, 12)),
    );
    const none = new Float64Array(4).fill(NaN);
    expect([...presetWeights("minimum-variance", { ranks, utilities: none })]).toEqual([
      0.25, 0.25, 0.25, 0.25,
    ]);
    expect([...presetWeights("minimum-variance", { ranks, utilities: new Float64Array(4) })]).toEqual([
      0.25, 0.25, 0.25, 0.25,
    ]);
  });

  it.each([-0.01, 1.01, Infinity])("refuses the utility %d for minimum variance by name", (utility) => {
    const utilities = Float64Array.of(0.5, utility, 0.5, 0.5);
    expect(() => presetWeights("minimum-variance", { ranks, utilities })).toThrow(
      UtilitiesNotProbabilitiesError,
    );
  });
});
