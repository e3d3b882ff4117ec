import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawSequence } from "./draw-sequence";
import { createRandom } from "./random";
import { utilityRanks } from "./utility-ranks";
import { utilityWeights, weightPresets } from "./utility-weights";

describe("drawSequence", () => {
  it("draws the first comparison as often as q says", () => {
    const weights = Float64Array.of(1, 2, 3, 4, 10);
    const random = createRandom("first");
    const runs = 40_000;
    const counts = new Int32Array(5);
    for (let run = 0; run < runs; run++)
      counts[drawSequence({ weights, controlShare: 0.15, random }).item[0]!]!++;
    // k = 0: q = .15/5 + .85·w/20.
    weights.forEach((weight, i) => {
      const q = 0.03 + 0.85 * (weight / 20);
      expect(Math.abs(counts[i]! / runs - q)).toBeLessThan(4 * Math.sqrt((q * (1 - q)) / runs));
    });
  });

  it("has E[1/q] equal to what remains, at every draw", () => {
    const weights = Float64Array.of(1, 2, 3, 4, 5, 6);
    const runs = 20_000;
    const sums = new Float64Array(6);
    const squares = new Float64Array(6);
    const random = createRandom("inverse");
    for (let run = 0; run < runs; run++) {
      drawSequence({ weights, controlShare: 0.3, random }).q.forEach((q, t) => {
        sums[t]! += 1 / q;
        squares[t]! += 1 / (q * q);
      });
    }
    for (let t = 0; t < 6; t++) {
      const mean = sums[t]! / runs;
      const se = Math.sqrt((squares[t]! / runs - mean * mean) / runs);
      expect(Math.abs(mean - (6 - t))).toBeLessThan(4 * se + 1e-9);
    }
  });

  it("is a permutation with q in (0, 1] and a ≥ 1/(N q), the same for the same seed", () => {
    const stratum = fc.record({
      weights: fc.array(fc.double({ min: 1e-6, max: 1e3, noNaN: true }), { maxLength: 60 }),
      controlShare: fc.double({ min: 0, max: 1, noNaN: true }),
      seed: fc.string(),
    });
    fc.assert(
      fc.property(stratum, ({ weights, controlShare, seed }) => {
        const input = { weights: Float64Array.from(weights), controlShare, seed };
        const draws = drawSequence(input);
        const N = weights.length;
        expect(draws.item.slice().sort()).toEqual(Int32Array.from({ length: N }, (_, i) => i));
        let coins = 0;
        for (let t = 0; t < N; t++) {
          expect(draws.controlUsed[t]).toBe(coins);
          coins += draws.coin[t]!;
          expect(draws.q[t]!).toBeGreaterThan(0);
          expect(draws.q[t]!).toBeLessThanOrEqual(1 + 1e-9);
          expect(draws.a[t]! * N * draws.q[t]!).toBeGreaterThanOrEqual(1 - 1e-9);
          if (draws.arm[t]) expect(draws.coin[t]).toBe(1);
        }
        expect(drawSequence(input)).toEqual(draws);
        expect(drawSequence({ weights: input.weights, controlShare, random: createRandom(seed) })).toEqual(
          draws,
        );
      }),
    );
  });

  it("reduces to a plain random order with control share 1 or even weights", () => {
    const even = drawSequence({ weights: new Float64Array(50).fill(0.02), controlShare: 0.15, seed: "s" });
    even.q.forEach((q, t) => expect(q).toBeCloseTo(1 / (50 - t), 12));
    const control = drawSequence({
      weights: Float64Array.from({ length: 50 }, (_, i) => i + 1),
      controlShare: 1,
      seed: "s",
    });
    expect(control.item).toEqual(control.controlOrder);
    control.q.forEach((q, t) => expect(q).toBeCloseTo(1 / (50 - t), 12));
  });

  it("draws 200,000 comparisons in linear time, with sums that hold to the last draw", () => {
    const N = 200_000;
    const random = createRandom("large");
    const ranks = utilityRanks(
      Float64Array.from({ length: N }, () => random.next()),
      random,
    );
    const draws = drawSequence({
      weights: utilityWeights(ranks, weightPresets.sharp),
      controlShare: 0.15,
      seed: "s",
    });
    expect(draws.q[N - 1]).toBeCloseTo(1, 9);
    const control = draws.arm.reduce((sum, arm) => sum + arm, 0);
    expect(control / N).toBeGreaterThan(0.06);
    expect(control / N).toBeLessThan(0.16);
  }, 5000);

  it("refuses weights that could never be drawn and shares that are none", () => {
    const seed = "s";
    for (const bad of [0, -1, NaN, Infinity]) {
      expect(() => drawSequence({ weights: Float64Array.of(1, bad), controlShare: 0.1, seed })).toThrow(
        RangeError,
      );
    }
    for (const controlShare of [-0.1, 1.1, NaN]) {
      expect(() => drawSequence({ weights: Float64Array.of(1), controlShare, seed })).toThrow(RangeError);
    }
  });
});
