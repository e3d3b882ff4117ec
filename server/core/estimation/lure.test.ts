import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawSequence } from "../sampling/draw-sequence";
import { createRandom } from "../sampling/random";
import { lure } from "./lure";
import { effectiveSampleSize, lureWeights } from "./lure-weights";

/** The equivalent form Σ c_m a_m, with its inner sums written out. */
function lureSlowly(N: number, q: Float64Array, s: Float64Array): number {
  const M = q.length;
  if (M === N) return s.reduce((sum, score) => sum + score, 0) / N;
  let theta = 0;
  for (let m = 1; m <= M; m++) {
    const earlier = s.subarray(0, m - 1).reduce((sum, score) => sum + score, 0);
    const a = earlier / N + s[m - 1]! / (N * q[m - 1]!);
    theta += ((N * (N - M)) / (M * (N - m) * (N - m + 1))) * a;
  }
  return theta;
}

/** A seeded prefix of a random stratum. */
const prefixes = fc
  .record({
    weights: fc.array(fc.double({ min: 0.01, max: 10, noNaN: true }), { minLength: 1, maxLength: 40 }),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
    seed: fc.string(),
  })
  .map(({ weights, part, seed }) => {
    const N = weights.length;
    const M = Math.max(1, Math.round(part * N));
    const draws = drawSequence({ weights: Float64Array.from(weights), controlShare: 0.15, seed });
    const random = createRandom(`${seed}/scores`);
    const s = Float64Array.from({ length: M }, () => [-1, 0, 1, 1 / 3][random.below(4)]!);
    return { N, q: draws.q.subarray(0, M), s };
  });

describe("lureWeights", () => {
  it("gives the golden values", () => {
    const golden = (q: number[]) => Array.from(lureWeights(5, Float64Array.from(q)), (v) => v.toFixed(6));
    expect(golden([0.3, 0.25, 0.5])).toEqual(["0.833333", "1.000000", "0.666667"]);
    expect(golden([1 / 5, 1 / 4, 1 / 3])).toEqual(["1.000000", "1.000000", "1.000000"]);
  });

  it("refuses more draws than comparisons and probabilities that are none", () => {
    expect(() => lureWeights(1, Float64Array.of(0.5, 1))).toThrow(RangeError);
    for (const bad of [0, -0.1, 1.1, NaN])
      expect(() => lureWeights(3, Float64Array.of(bad))).toThrow(RangeError);
  });

  it("counts even weights fully and a lone heavy one as about one", () => {
    expect(effectiveSampleSize(Float64Array.of(2, 2, 2))).toBeCloseTo(3, 12);
    expect(effectiveSampleSize(Float64Array.of(1, 1, 2))).toBeCloseTo(16 / 6, 12);
    expect(effectiveSampleSize(new Float64Array())).toBe(0);
  });
});

describe("lure", () => {
  it("agrees with its other form, and flips its sign with the labels", () => {
    fc.assert(
      fc.property(prefixes, ({ N, q, s }) => {
        const estimate = lure({ N, q, s });
        expect(estimate.theta).toBeCloseTo(lureSlowly(N, q, s), 9);
        const flipped = lure({ N, q, s: s.map((score) => -score) });
        expect(flipped.theta).toBeCloseTo(-estimate.theta!, 12);
        if (estimate.se === undefined) expect(flipped.se).toBeUndefined();
        else expect(flipped.se).toBeCloseTo(estimate.se, 12);
        for (const v of estimate.v) expect(v).toBeGreaterThan(0);
        expect(estimate.ess).toBeLessThanOrEqual(q.length + 1e-9);
      }),
    );
  });

  it("is the plain mean with its usual error when drawing evenly", () => {
    const q = Float64Array.of(1 / 100, 1 / 99, 1 / 98, 1 / 97);
    const estimate = lure({ N: 100, q, s: Float64Array.of(1, 0, -1, 1) });
    expect(estimate.theta).toBeCloseTo(0.25, 12);
    // Sample variance of (1, 0, −1, 1) is 11/12.
    expect(estimate.se).toBeCloseTo(Math.sqrt(11 / 12 / 4) * Math.sqrt(0.96), 12);
    expect(estimate).toMatchObject({ method: "lure", N: 100, M: 4, unjudgeable: 0, unjudgeableShare: 0 });
  });

  it("is the pool's mean without error when everything is judged", () => {
    const draws = drawSequence({ weights: Float64Array.of(1, 2, 3, 4, 5), controlShare: 0.15, seed: "s" });
    const all = lure({ N: 5, q: draws.q, s: Float64Array.of(1, 1, 0, -1, 1) });
    expect(all).toMatchObject({ se: 0, ess: 5, largestWeight: 1 });
    expect(all.theta).toBeCloseTo(0.4, 12);
    expect(lure({ N: 1, q: Float64Array.of(1), s: Float64Array.of(-1) })).toMatchObject({ theta: -1, se: 0 });
  });

  it("says undefined, never NaN, where there is no answer", () => {
    const none = lure({ N: 5, q: new Float64Array(), s: new Float64Array() });
    expect(none).toMatchObject({ M: 0, theta: undefined, se: undefined, ess: 0, largestWeight: undefined });
    expect(none.unjudgeableShare).toBeUndefined();
    const one = lure({ N: 5, q: Float64Array.of(0.2), s: Float64Array.of(1) });
    expect(one.theta).toBe(1);
    expect(one.se).toBeUndefined();
    const given = {
      N: 5,
      q: Float64Array.of(0.2, 0.25),
      s: Float64Array.of(NaN, NaN),
      judgeable: Uint8Array.of(0, 0),
    };
    expect(lure(given)).toMatchObject({
      theta: undefined,
      se: undefined,
      unjudgeable: 2,
      unjudgeableShare: 1,
    });
  });

  it("takes the ratio over the judgeable draws, with a linearised error", () => {
    const q = Float64Array.of(0.3, 0.25, 0.5);
    const estimate = lure({ N: 5, q, s: Float64Array.of(1, NaN, -1), judgeable: Uint8Array.of(1, 0, 1) });
    // v = (5/6, 1, 2/3): θ = (5/6 − 2/3)/(3/2) = 1/9.
    expect(estimate.theta).toBeCloseTo(1 / 9, 12);
    // Residuals v(s − θ)·3/1.5 = (40/27, 0, −40/27): sd = 40/27.
    expect(estimate.se).toBeCloseTo((40 / 27 / Math.sqrt(3)) * Math.sqrt(0.4), 12);
    expect(estimate.unjudgeableShare).toBeCloseTo(1 / 3, 12);
  });

  it("gives the judgeable mean when the whole pool is closed", () => {
    const draws = drawSequence({ weights: Float64Array.of(1, 2, 3, 4), controlShare: 0, seed: "s" });
    const judgeable = Uint8Array.of(1, 1, 0, 1);
    expect(lure({ N: 4, q: draws.q, s: Float64Array.of(1, 0, NaN, 1), judgeable })).toMatchObject({
      theta: expect.closeTo(2 / 3, 12),
      se: 0,
    });
  });

  it("refuses scores outside [−1, 1] and arrays that do not match", () => {
    const q = Float64Array.of(0.2);
    expect(() => lure({ N: 5, q, s: Float64Array.of(1.5) })).toThrow(RangeError);
    expect(() => lure({ N: 5, q, s: Float64Array.of(NaN) })).toThrow(RangeError);
    expect(() => lure({ N: 5, q, s: Float64Array.of(1, 1) })).toThrow(RangeError);
    expect(() => lure({ N: 5, q, s: Float64Array.of(1), judgeable: Uint8Array.of(1, 1) })).toThrow(
      RangeError,
    );
  });

  it("takes weights that are known already as its own, and only one for each draw", () => {
    const q = Float64Array.of(0.3, 0.25, 0.5);
    const s = Float64Array.of(1, 0, -1);
    const first = lure({ N: 5, q, s });
    const others = Float64Array.of(0, 1, 0);
    expect(lure({ N: 5, q, s: others, v: first.v })).toEqual(lure({ N: 5, q, s: others }));
    expect(() => lure({ N: 5, q, s, v: first.v.subarray(1) })).toThrow("2 weights for 3 draws");
  });
});
