import { describe, expect, it } from "vitest";
import { orderPreview } from "./order-preview";
import { createRandom } from "./random";
import { utilityRanks } from "./utility-ranks";
import { utilityWeights, weightPresets } from "./utility-weights";

function preview(preset: keyof typeof weightPresets, controlShare: number, n = 400) {
  const N = 2000;
  const ranks = utilityRanks(
    Float64Array.from({ length: N }, (_, i) => i),
    createRandom("s"),
  );
  const weights = utilityWeights(ranks, weightPresets[preset]);
  return orderPreview({ ranks, weights, controlShare, n, seed: "preview", sequences: 40 })!;
}

describe("orderPreview", () => {
  it("shows what the presets serve of the metric's top fifth: balanced .48, sharp .59, uniform .20", () => {
    expect(preview("balanced", 0).topFifthShare).toBeCloseTo(0.48, 1.9);
    expect(preview("sharp", 0).topFifthShare).toBeCloseTo(0.59, 1.9);
    expect(preview("uniform", 0).topFifthShare).toBeCloseTo(0.2, 1.9);
  });

  it("loses some of the order to the control arm and gains effective sample size by it", () => {
    const bare = preview("balanced", 0);
    const controlled = preview("balanced", 0.15);
    expect(controlled.topFifthShare).toBeLessThan(bare.topFifthShare);
    expect(controlled.effectiveRatio).toBeGreaterThan(bare.effectiveRatio);
    expect(controlled.largestWeight).toBeLessThan(bare.largestWeight);
  });

  it("gives every weight 1 when drawing evenly or drawing everything", () => {
    expect(preview("uniform", 0.15)).toMatchObject({
      effectiveRatio: expect.closeTo(1, 9),
      largestWeight: expect.closeTo(1, 9),
    });
    expect(preview("sharp", 0.15, 2000)).toMatchObject({
      effectiveRatio: expect.closeTo(1, 9),
      largestWeight: 1,
      n: 2000,
    });
  });

  it("has no answer for an empty pool, and refuses a plan outside the pool", () => {
    const empty = new Float64Array();
    expect(orderPreview({ ranks: empty, weights: empty, controlShare: 0, n: 1, seed: "s" })).toBeUndefined();
    const one = Float64Array.of(0.5);
    expect(() => orderPreview({ ranks: one, weights: one, controlShare: 0, n: 2, seed: "s" })).toThrow(
      RangeError,
    );
    expect(() => orderPreview({ ranks: one, weights: one, controlShare: 0, n: 0, seed: "s" })).toThrow(
      RangeError,
    );
  });
});
