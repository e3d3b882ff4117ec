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

  it("shows what minimums bring their slices: at least their share of the ranked draws, more than the pool has", () => {
    const N = 2000;
    const ranks = Float64Array.from({ length: N }, (_, i) => (i + 0.5) / N);
    const weights = utilityWeights(ranks, weightPresets.balanced);
    // One slice at the bottom of the order, one that nothing here is in.
    const low = { share: 0.2, members: Uint8Array.from({ length: N }, (_, i) => (i < 100 ? 1 : 0)) };
    const absent = { share: 0.1, members: new Uint8Array(N) };
    const input = { ranks, weights, controlShare: 0.15, n: 300, seed: "preview", sequences: 20 };
    const shown = orderPreview({ ...input, arms: [low, absent] })!;
    expect(shown.slices).toEqual([
      { poolShare: 0.05, plannedShare: expect.any(Number) },
      { poolShare: 0, plannedShare: 0 },
    ]);
    // .85 · .2 by the arm and about .03 of the rest.
    expect(shown.slices[0]!.plannedShare).toBeCloseTo(0.19, 1.5);
    let ofLow = 0;
    for (const [i, chance] of shown.inclusion.entries()) ofLow += chance * low.members[i]!;
    expect(ofLow / shown.n).toBeCloseTo(shown.slices[0]!.plannedShare, 9);
    const without = orderPreview(input)!;
    expect(without.slices).toEqual([]);
    expect(shown.topFifthShare).toBeLessThan(without.topFifthShare);
  });

  it("tells of every comparison how often it is among the planned draws, the favoured more often", () => {
    const { inclusion } = preview("sharp", 0.15);
    expect(inclusion.reduce((sum, chance) => sum + chance)).toBeCloseTo(400, 6);
    const mean = (part: Float64Array) => part.reduce((sum, chance) => sum + chance) / part.length;
    expect(mean(inclusion.subarray(1600))).toBeGreaterThan(3 * mean(inclusion.subarray(0, 400)));
    for (const chance of preview("sharp", 0.15, 2000).inclusion) expect(chance).toBeCloseTo(1, 9);
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
