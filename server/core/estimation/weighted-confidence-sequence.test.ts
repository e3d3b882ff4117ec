import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawSequence } from "../sampling/draw-sequence";
import { createRandom } from "../sampling/random";
import { createWeightedSequence, weightedConfidenceSequence } from "./weighted-confidence-sequence";

/** The golden draws: N = 10, weights 1 … 10, items of weight 10, 5, 8, 1, 9. */
const golden = {
  q: [10 / 55, 5 / 45, 8 / 40, 1 / 32, 9 / 31],
  a: [5.5, 4.5, 4, 3.2, 1.55],
  s: [1, 0, -1, 1, 1],
};

describe("weighted confidence sequence, golden values", () => {
  it("W at m = 0, .5 and −.5", () => {
    const sequence = createWeightedSequence({ N: 10, gridSize: 4 });
    const W = golden.q.map((q, t) => {
      sequence.extend(q, golden.s[t]!, golden.a[t]!);
      return [2, 3, 1].map((j) => Number(Math.exp(sequence.state.logW[j]!).toFixed(6)));
    });
    expect(W.map(([atZero]) => atZero)).toEqual([1, 1.010252, 0.958444, 1.21129, 1.375463]);
    expect(W.map(([, atHalf]) => atHalf)).toEqual([1, 0.996051, 1.071428, 0.535714, 0.530845]);
    expect(W.map(([, , atMinusHalf]) => atMinusHalf)).toEqual([1, 1.076923, 1.09276, 1.841503, 2.44282]);
  });
});

type Draws = { N: number; q: Float64Array; a: Float64Array; s: Float64Array };

/** One candidate's fate, written out from the formulas with every sum taken anew. */
function rejectedSlowly({ N, q, a, s }: Draws, m: number, alpha: number): boolean {
  let W = 1;
  const mu = (t: number) => m - s.subarray(0, t).reduce((sum, score) => sum + score, 0) / N;
  for (let t = 0; t < s.length; t++) {
    if (Math.abs(mu(t)) > (N - t) / N) return true;
    let [B1, B2] = [0, 0];
    for (let i = 0; i < t; i++) {
      B1 += s[i]! / (N * q[i]!) - mu(i);
      B2 += (s[i]! / (N * q[i]!) - mu(i)) ** 2;
    }
    const bet = B1 / (B2 + a[t]! ** 2 / 4);
    const lambda = Math.max(-0.5 / (a[t]! - mu(t)), Math.min(0.5 / (a[t]! + mu(t)), bet));
    W *= 1 + lambda * (s[t]! / (N * q[t]!) - mu(t));
    if (W >= 1 / alpha) return true;
  }
  return false;
}

const campaigns: fc.Arbitrary<Draws> = fc
  .record({
    pool: fc.array(
      fc.record({
        weight: fc.double({ min: 0.1, max: 10, noNaN: true }),
        score: fc.constantFrom(-1, 0, 0.5, 1),
      }),
      {
        minLength: 1,
        maxLength: 20,
      },
    ),
    seed: fc.string(),
  })
  .map(({ pool, seed }) => {
    const weights = Float64Array.from(pool, ({ weight }) => weight);
    const { item, q, a } = drawSequence({ weights, controlShare: 0.15, seed });
    return { N: pool.length, q, a, s: Float64Array.from(item, (i) => pool[i]!.score) };
  });

describe("createWeightedSequence", () => {
  it("rejects exactly the candidates that the formulas, written out, reject", () => {
    fc.assert(
      fc.property(campaigns, fc.nat(19), (draws, cut) => {
        const M = Math.min(draws.N, cut + 1);
        const { N } = draws;
        const [q, a, s] = [draws.q.subarray(0, M), draws.a.subarray(0, M), draws.s.subarray(0, M)];
        // 37 steps keep candidates off the exact ends of what is possible, where rounding decides.
        const sequence = createWeightedSequence({ N, alpha: 0.2, gridSize: 37 });
        for (let t = 0; t < M; t++) sequence.extend(q[t]!, s[t]!, a[t]!);
        const { grid, rejected, first, last } = sequence.state;
        if (rejected.every((gone) => gone)) return;
        for (let j = Math.max(1, first); j <= Math.min(36, last); j++) {
          expect(rejected[j], `m = ${grid[j]}`).toBe(rejectedSlowly({ N, q, a, s }, grid[j]!, 0.2) ? 1 : 0);
        }
      }),
    );
  });

  it("mirrors when the labels are exchanged, only narrows, and ends at the pool's margin", () => {
    fc.assert(
      fc.property(campaigns, ({ N, q, a, s }) => {
        const options = { N, q, a, gridSize: 100, alpha: 1e-9 };
        const forth = weightedConfidenceSequence({ ...options, s });
        const back = weightedConfidenceSequence({ ...options, s: s.map((score) => -score) });
        for (let t = 0; t < N; t++) {
          expect(back.lower[t]).toBeCloseTo(-forth.upper[t]!, 9);
          expect(forth.lower[t]!).toBeLessThanOrEqual(forth.upper[t]! + 1e-12);
          if (t > 0) {
            expect(forth.lower[t]!).toBeGreaterThanOrEqual(forth.lower[t - 1]!);
            expect(forth.upper[t]!).toBeLessThanOrEqual(forth.upper[t - 1]!);
          }
        }
        const margin = s.reduce((sum, score) => sum + score, 0) / N;
        expect(forth.lower[N - 1]).toBeCloseTo(margin, 9);
        expect(forth.upper[N - 1]).toBeCloseTo(margin, 9);
      }),
    );
  });

  it("goes on from a stored state as if it had never stopped", () => {
    const [q, a, s] = [golden.q, golden.a, golden.s].map((values) => Float64Array.from(values));
    const whole = weightedConfidenceSequence({ N: 10, q: q!, a: a!, s: s! });
    const before = createWeightedSequence({ N: 10 });
    for (let t = 0; t < 3; t++) before.extend(q![t]!, s![t]!, a![t]!);
    const after = createWeightedSequence({ N: 10, state: structuredClone(before.state) });
    expect(after.extend(q![3]!, s![3]!, a![3]!).lower).toBe(whole.lower[3]);
    expect(after.extend(q![4]!, s![4]!, a![4]!)).toEqual({ lower: whole.lower[4], upper: whole.upper[4] });
  });

  it("lets unjudgeable draws narrow towards the mean of the judgeable", () => {
    const { q, a } = drawSequence({ weights: Float64Array.of(1, 2, 3, 4), controlShare: 0.15, seed: "s" });
    const s = Float64Array.of(1, NaN, 0, 1);
    const judgeable = Uint8Array.of(1, 0, 1, 1);
    const { lower, upper } = weightedConfidenceSequence({ N: 4, q, a, s, judgeable });
    expect([lower[3], upper[3]]).toEqual([expect.closeTo(2 / 3, 12), expect.closeTo(2 / 3, 12)]);
    const none = weightedConfidenceSequence({ N: 4, q, a, s, judgeable: new Uint8Array(4) });
    expect([none.lower[3], none.upper[3]]).toEqual([-1, 1]);
  });

  it("refuses what is no draw of the pool", () => {
    const sequence = createWeightedSequence({ N: 2 });
    expect(() => sequence.extend(0.5, 2, 1)).toThrow(RangeError);
    expect(() => sequence.extend(0.5, NaN, 1)).toThrow(RangeError);
    expect(() => sequence.extend(0, 1, 1)).toThrow(RangeError);
    expect(() => sequence.extend(0.1, 1, 1)).toThrow(/below this draw's own/);
    sequence.extend(0.5, 1, 1);
    sequence.extend(1, 1, 0.5);
    expect(() => sequence.extend(1, 1, 0.5)).toThrow(/more draws/);
    expect(() => createWeightedSequence({ N: 5, alpha: 1 })).toThrow(RangeError);
  });
});

describe("weighted confidence sequence over seeded campaigns", () => {
  // Decisive comparisons are likelier drawn; a fixed-n interval looked at as often would miss in a third of the runs.
  for (const { name, tilt, unjudgeableShare } of [
    { name: "a mild tilt", tilt: 2, unjudgeableShare: 0 },
    { name: "a strong tilt", tilt: 10, unjudgeableShare: 0 },
    { name: "a mild tilt, a fifth of the pool unjudgeable", tilt: 2, unjudgeableShare: 0.2 },
  ]) {
    it(`ever misses the margin in at most α of them, under ${name}`, () => {
      const runs = 300;
      const N = 80;
      let missed = 0;
      let width = 0;
      for (let run = 0; run < runs; run++) {
        const random = createRandom(`${name}-${run}`);
        const weights = Float64Array.from({ length: N }, () => (random.next() < 0.3 ? tilt : 1));
        const pool = weights.map((w) =>
          random.next() < (w > 1 ? 0.8 : 0.3) ? (random.next() < 0.65 ? 1 : -1) : 0,
        );
        const can = Uint8Array.from(pool, () => (random.next() < unjudgeableShare ? 0 : 1));
        const { item, q, a } = drawSequence({ weights, controlShare: 0.15, random });
        const s = Float64Array.from(item, (i) => pool[i]!);
        const judgeable = Uint8Array.from(item, (i) => can[i]!);
        const truth =
          pool.reduce((sum, score, i) => sum + score * can[i]!, 0) / can.reduce((sum, c) => sum + c, 0);
        const { lower, upper } = weightedConfidenceSequence({ N, q, a, s, judgeable, gridSize: 400 });
        if (lower.some((bound, t) => bound > truth + 1e-9 || upper[t]! < truth - 1e-9)) missed++;
        width += (upper[N / 2]! - lower[N / 2]!) / runs;
      }
      expect(missed / runs).toBeLessThan(0.05 + 2 * Math.sqrt((0.05 * 0.95) / runs));
      // It must also say something: half the pool judged leaves far less than the logical width of 1.
      expect(width).toBeLessThan(0.75);
    });
  }
});
