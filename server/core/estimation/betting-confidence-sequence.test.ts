import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../sampling/random";
import { permutation } from "../sampling/shuffle";
import { bettingConfidenceSequence, createBettingSequence } from "./betting-confidence-sequence";

const golden = Float64Array.of(1, 0, 1, 1, 0.5, 1, 0, 1, 1, 1);
const digits = (values: Float64Array) => Array.from(values, (value) => Number(value.toFixed(3)));

describe("bettingConfidenceSequence, golden values", () => {
  it("with replacement", () => {
    const { lower, upper } = bettingConfidenceSequence({ N: Infinity, x: golden });
    expect(digits(lower)).toEqual([0, 0, 0, 0.095, 0.148, 0.23, 0.23, 0.24, 0.284, 0.331]);
    expect(upper[9]).toBe(1);
  });

  it("without replacement, N = 20", () => {
    const { lower, upper, ...about } = bettingConfidenceSequence({ N: 20, x: golden });
    expect(digits(lower)).toEqual([0.05, 0.05, 0.1, 0.15, 0.181, 0.28, 0.28, 0.323, 0.367, 0.407]);
    expect(digits(upper)).toEqual([1, 0.95, 0.95, 0.95, 0.925, 0.925, 0.875, 0.875, 0.875, 0.875]);
    expect(about).toEqual({ method: "betting-confidence-sequence", N: 20, alpha: 0.05, gridSize: 1000 });
  });

  it("martingale at m = .5, N = 20", () => {
    const sequence = createBettingSequence({ N: 20, gridSize: 2 });
    const capital = Array.from(golden, (x) => {
      sequence.extend(x);
      return Math.max(Math.exp(sequence.state.logUp[1]!), Math.exp(sequence.state.logDown[1]!)) / 2;
    });
    expect(capital.map((value) => Number(value.toFixed(6)))).toEqual([
      0.75, 0.375, 0.5625, 0.878906, 0.941685, 1.557403, 0.778701, 1.309634, 2.400996, 4.750046,
    ]);
  });
});

/** One candidate's fate, written out from the formulas with every sum taken anew. */
function rejectedSlowly(N: number, xs: number[], m: number, alpha: number): boolean {
  let [up, down] = [1, 1];
  for (let t = 1; t <= xs.length; t++) {
    const past = xs.slice(0, t - 1);
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
    const mu = (N * m - sum(past)) / (N - t + 1);
    if (mu < 0 || mu > 1) return true;
    const squares = past.map((x, i) => (x - (0.5 + sum(past.slice(0, i + 1))) / (i + 2)) ** 2);
    const variance = (0.25 + sum(squares)) / t;
    const lambda = Math.sqrt((2 * Math.log(2 / alpha)) / (t * Math.log(1 + t) * variance));
    up *= 1 + Math.min(lambda, 0.5 / mu) * (xs[t - 1]! - mu);
    down *= 1 - Math.min(lambda, 0.5 / (1 - mu)) * (xs[t - 1]! - mu);
    if (Math.max(up, down) / 2 >= 1 / alpha) return true;
  }
  return false;
}

const pools = fc.array(fc.constantFrom<number>(0, 0.5, 1), { minLength: 1, maxLength: 25 });

describe("createBettingSequence", () => {
  it("rejects exactly the candidates that the formulas, written out, reject", () => {
    fc.assert(
      fc.property(pools, fc.nat(24), (pool, cut) => {
        const xs = pool.slice(0, cut + 1);
        // An odd number of steps and N + ⅓ keep candidates off the exact ends of what is possible.
        const N = pool.length + 1 / 3;
        const sequence = createBettingSequence({ N, alpha: 0.2, gridSize: 37 });
        for (const x of xs) sequence.extend(x);
        const { grid, rejected, first, last } = sequence.state;
        if (rejected.every((gone) => gone)) return;
        for (let j = first; j <= last; j++) {
          expect(rejected[j], `m = ${grid[j]}`).toBe(rejectedSlowly(N, xs, grid[j]!, 0.2) ? 1 : 0);
        }
      }),
    );
  });

  it("mirrors when the labels are exchanged, only narrows, and ends at the pool's mean", () => {
    fc.assert(
      fc.property(pools, (pool) => {
        const N = pool.length;
        const forth = bettingConfidenceSequence({
          N,
          x: Float64Array.from(pool),
          gridSize: 100,
          alpha: 1e-9,
        });
        const back = bettingConfidenceSequence({
          N,
          x: Float64Array.from(pool, (x) => 1 - x),
          gridSize: 100,
          alpha: 1e-9,
        });
        for (let t = 0; t < N; t++) {
          expect(back.lower[t]).toBeCloseTo(1 - forth.upper[t]!, 9);
          if (t > 0) {
            expect(forth.lower[t]!).toBeGreaterThanOrEqual(forth.lower[t - 1]!);
            expect(forth.upper[t]!).toBeLessThanOrEqual(forth.upper[t - 1]!);
          }
        }
        const mean = pool.reduce((sum, x) => sum + x, 0) / N;
        expect(forth.lower[N - 1]).toBeCloseTo(mean, 9);
        expect(forth.upper[N - 1]).toBeCloseTo(mean, 9);
      }),
    );
  });

  it("goes on from a stored state as if it had never stopped", () => {
    const whole = bettingConfidenceSequence({ N: 20, x: golden });
    const before = createBettingSequence({ N: 20 });
    for (const x of golden.subarray(0, 4)) before.extend(x);
    const after = createBettingSequence({ N: 20, state: structuredClone(before.state) });
    const bounds = Array.from(golden.subarray(4), (x) => after.extend(x));
    expect(bounds.map(({ lower }) => lower)).toEqual(Array.from(whole.lower.subarray(4)));
  });

  it("misses the mean of an evenly drawn pool at some point in at most α of campaigns, unjudgeable draws included", () => {
    const runs = 400;
    for (const unjudgeableShare of [0, 0.2]) {
      let missed = 0;
      for (let run = 0; run < runs; run++) {
        const random = createRandom(`betting-${unjudgeableShare}-${run}`);
        const N = 60;
        const pool = Float64Array.from({ length: N }, () => [0, 0.5, 1, 1][random.below(4)]!);
        const can = Uint8Array.from(pool, () => (random.next() < unjudgeableShare ? 0 : 1));
        const order = permutation(N, random);
        const x = Float64Array.from(order, (i) => pool[i]!);
        const judgeable = Uint8Array.from(order, (i) => can[i]!);
        const truth =
          pool.reduce((sum, value, i) => sum + value * can[i]!, 0) / can.reduce((sum, c) => sum + c, 0);
        const { lower, upper } = bettingConfidenceSequence({ N, x, judgeable, gridSize: 200 });
        if (lower.some((bound, t) => bound > truth + 1e-9 || upper[t]! < truth - 1e-9)) missed++;
      }
      expect(missed / runs).toBeLessThan(0.05 + 2 * Math.sqrt((0.05 * 0.95) / runs));
    }
  });

  it("refuses what is no draw of the pool", () => {
    const sequence = createBettingSequence({ N: 1 });
    expect(() => sequence.extend(1.5)).toThrow(RangeError);
    expect(() => sequence.extend(NaN)).toThrow(RangeError);
    sequence.extend(1);
    expect(() => sequence.extend(1)).toThrow(RangeError);
    expect(() => createBettingSequence({ N: 5, alpha: 0 })).toThrow(RangeError);
    expect(() => createBettingSequence({ N: 5, gridSize: 0 })).toThrow(RangeError);
    expect(bettingConfidenceSequence({ N: 5, x: new Float64Array() }).lower).toHaveLength(0);
  });
});
