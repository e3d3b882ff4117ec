import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changedHistories, type History, histories, merged } from "../sampling/draw-histories";
import { drawSequence } from "../sampling/draw-sequence";
import { createRandom } from "../sampling/random";
import { judgeControlVariate, judgeScores } from "./judge-control-variate";
import { lure } from "./lure";

const scores = Float64Array.of(1, -1, 0, 1);
const weights = Float64Array.of(1, 2, 3, 4);
const inside = { members: Uint8Array.of(1, 0, 1, 0), share: 0.35 };
const judges = {
  good: [0.9, -0.7, 0.1, 0.8],
  wrong: [-1, 0.5, 0.3, -0.2],
  coarse: [3, 3, 0, 3],
  blind: [0.5, 0.5, 0.5, 0.5],
};

/** E θ̂ per M over all histories, for one judge. */
function expectations(all: readonly History[], judge: number[], estimate = estimateOf): number[] {
  const mean = [0, 0, 0, 0];
  for (const { probability, draws } of all)
    for (let M = 1; M <= 4; M++)
      mean[M - 1]! += probability * estimate(draws.item.subarray(0, M), draws.q.subarray(0, M), judge);
  return mean;
}

function estimateOf(items: Int32Array, q: Float64Array, judge: number[]): number {
  const s = Float64Array.from(items, (item) => scores[item]!);
  const f = Float64Array.from(items, (item) => judge[item]!);
  const pool = judgeScores(Float64Array.from(judge));
  return judgeControlVariate({ N: 4, q, s, f, pool, warmUp: 1 }).theta!;
}

describe("judgeControlVariate, all histories of a small pool", () => {
  const plain = merged(histories({ weights, arms: [] }, 0.3));
  const sliced = merged(histories({ weights, arms: [inside] }, 0.3));
  const after = (items: Int32Array) => (scores[items[0]!] === 1 ? 1 : 2);
  const changed = merged(
    changedHistories(
      { weights, arms: [inside] },
      (items) => {
        const sum = items.subarray(0, after(items)).reduce((total, item) => total + scores[item]!, 0);
        const next = Float64Array.from({ length: 4 }, (_, i) => (sum > 0 ? 5 - i : 1 + i * i));
        return { after: after(items), weighting: { weights: next, arms: [inside] } };
      },
      0.3,
    ),
  );
  const all = [
    ["a control arm", plain],
    ["a control arm and a slice arm", sliced],
    ["weights that change in the middle, beside both arms", changed],
  ] as const;

  for (const [name, runs] of all) {
    for (const [judge, f] of Object.entries(judges)) {
      it(`is unbiased for every M with ${name}, whatever the judge (${judge})`, () => {
        for (const mean of expectations(runs, f)) expect(Math.abs(mean - 0.25)).toBeLessThan(1e-12);
      });
    }
  }

  it("would be biased with one λ fitted on the whole sample: the enumeration sees it", () => {
    const means = expectations(plain, judges.good, (items, q, judge) => {
      const s = Float64Array.from(items, (item) => scores[item]!);
      const f = Float64Array.from(items, (item) => judge[item]!);
      const { v } = lure({ N: 4, q, s });
      const mean = (x: Float64Array) => x.reduce((sum, value) => sum + value, 0) / x.length;
      const [ms, mf] = [mean(s), mean(f)];
      const spread = mean(f.map((value) => (value - mf) ** 2));
      const lambda = spread > 1e-12 ? mean(f.map((value, m) => (value - mf) * (s[m]! - ms))) / spread : 0;
      return mean(s.map((value, m) => v[m]! * (value - lambda * f[m]!))) + lambda * 0.275;
    });
    expect(Math.max(...means.map((mean) => Math.abs(mean - 0.25)))).toBeGreaterThan(0.005);
  });

  it("uses a λ that is not 0: the golden value is no accident", () => {
    const moved = plain.some(({ draws }) => {
      const s = Float64Array.from(draws.item, (item) => scores[item]!);
      const plainly = lure({ N: 4, q: draws.q.subarray(0, 3), s: s.subarray(0, 3) }).theta!;
      return (
        Math.abs(estimateOf(draws.item.subarray(0, 3), draws.q.subarray(0, 3), judges.good) - plainly) > 0.01
      );
    });
    expect(moved).toBe(true);
  });
});

/** Written out from the formula: every sum anew, λ by the textbook. */
function judgeSlowly(N: number, q: number[], s: number[], judge: number[], items: number[], warmUp: number) {
  const M = q.length;
  const limit = 1 / Math.max(...judge.map(Math.abs));
  const left = (m: number) => judge.filter((_, i) => !items.slice(0, m - 1).includes(i));
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const lambdas = q.map((_, index) => {
    if (index < warmUp) return 0;
    const x = q.slice(0, index).map((p, t) => (judge[items[t]!]! / (N * p) - sum(left(t + 1)) / N) / (N - t));
    const y = q.slice(0, index).map((p, t) => s[t]! / (N * p) / (N - t));
    const [mx, my] = [sum(x) / index, sum(y) / index];
    const spread = sum(x.map((value) => (value - mx) ** 2));
    if (spread < 1e-9) return undefined;
    const slope = sum(x.map((value, t) => (value - mx) * (y[t]! - my))) / spread;
    return Math.max(-limit, Math.min(limit, slope));
  });
  if (lambdas.includes(undefined)) return undefined;
  if (M === N) return sum(s) / N;
  return sum(
    q.map((p, index) => {
      const m = index + 1;
      const lambda = lambdas[index]!;
      const a =
        sum(s.slice(0, index)) / N +
        (s[index]! - lambda * judge[items[index]!]!) / (N * p) +
        (lambda / N) * sum(left(m));
      return ((N * (N - M)) / (M * (N - m) * (N - m + 1))) * a;
    }),
  );
}

const campaigns = fc
  .record({
    pool: fc.array(
      fc.record({
        weight: fc.double({ min: 0.1, max: 10, noNaN: true }),
        score: fc.constantFrom(-1, 0, 1, 0.5),
        judge: fc.integer({ min: -5, max: 5 }),
      }),
      { minLength: 2, maxLength: 25 },
    ),
    part: fc.double({ min: 0.01, max: 1, noNaN: true }),
    seed: fc.string(),
  })
  .filter(({ pool }) => pool.some(({ judge }) => judge !== 0))
  .map(({ pool, part, seed }) => {
    const N = pool.length;
    const M = Math.ceil(part * N);
    const draws = drawSequence({
      weights: Float64Array.from(pool, ({ weight }) => weight),
      controlShare: 0.15,
      seed,
    });
    const items = Array.from(draws.item.subarray(0, M));
    const judge = pool.map((comparison) => comparison.judge);
    return {
      N,
      q: draws.q.slice(0, M),
      s: Float64Array.from(items, (i) => pool[i]!.score),
      f: Float64Array.from(items, (i) => judge[i]!),
      judge,
      items,
    };
  });

describe("judgeControlVariate", () => {
  it("agrees with the formula written out", () => {
    fc.assert(
      fc.property(campaigns, ({ N, q, s, f, judge, items }) => {
        const slow = judgeSlowly(N, [...q], [...s], judge, items, 3);
        fc.pre(slow !== undefined);
        const pool = judgeScores(Float64Array.from(judge));
        expect(judgeControlVariate({ N, q, s, f, pool, warmUp: 3 }).theta).toBeCloseTo(slow!, 8);
      }),
    );
  });

  it("is LURE, error included, while λ is 0, and flips with the labels", () => {
    fc.assert(
      fc.property(campaigns, ({ N, q, s, f, judge }) => {
        const pool = judgeScores(Float64Array.from(judge));
        const plain = lure({ N, q, s });
        const waiting = judgeControlVariate({ N, q, s, f, pool, warmUp: Infinity });
        const nothing = judgeControlVariate({ N, q, s, f: f.map(() => 0), pool: { sum: 0, largest: 0 } });
        for (const estimate of [waiting, nothing]) {
          expect(estimate.theta).toBe(plain.theta);
          expect(estimate.se).toBe(plain.se);
        }
        const forth = judgeControlVariate({ N, q, s, f, pool, warmUp: 2 });
        const flipped = s.map((score) => -score);
        const back = judgeControlVariate({ N, q, s: flipped, f, pool, warmUp: 2 });
        expect(back.theta).toBeCloseTo(-forth.theta!, 9);
      }),
    );
  });

  it("takes the error down with a good judge, keeps it with a useless one, and covers at the nominal rate", () => {
    const N = 1000;
    const M = 200;
    const random = createRandom("pool");
    const pool = Float64Array.from({ length: N }, () =>
      random.next() < 0.35 ? 0 : random.next() < 0.6 ? 1 : -1,
    );
    const good = pool.map((s) => 0.6 * s + 0.5 * (random.next() - 0.5));
    const useless = pool.map(() => random.next() - 0.5);
    const tilt = Float64Array.from(pool, (s) => (s === 0 ? 1 : 2) * (0.5 + random.next()));
    const truth = pool.reduce((sum, s) => sum + s, 0) / N;
    const runs = 600;
    const tally = { plain: 0, good: 0, useless: 0, covered: 0, sum: 0 };
    for (let run = 0; run < runs; run++) {
      const { item, q } = drawSequence({ weights: tilt, controlShare: 0.15, seed: `run-${run}` });
      const items = item.subarray(0, M);
      const of = (values: Float64Array) => Float64Array.from(items, (i) => values[i]!);
      const estimate = (f: Float64Array) =>
        judgeControlVariate({ N, q: q.subarray(0, M), s: of(pool), f: of(f), pool: judgeScores(f) });
      const best = estimate(good);
      tally.good += (best.theta! - truth) ** 2;
      tally.useless += (estimate(useless).theta! - truth) ** 2;
      tally.plain += (best.lure.theta! - truth) ** 2;
      tally.sum += best.theta! - truth;
      if (Math.abs(best.theta! - truth) <= 1.959964 * best.se!) tally.covered++;
    }
    expect(tally.good / tally.plain).toBeLessThan(0.35);
    expect(tally.useless / tally.plain).toBeLessThan(1.06);
    expect(Math.abs(tally.sum / runs)).toBeLessThan((3.5 * Math.sqrt(tally.good / runs)) / Math.sqrt(runs));
    expect(tally.covered / runs).toBeGreaterThan(0.925);
    expect(tally.covered / runs).toBeLessThan(0.97);
  });

  it("estimates the judgeable part, and is its mean once the whole pool is closed", () => {
    const { q } = drawSequence({ weights, controlShare: 0, seed: "s" });
    const s = Float64Array.of(1, NaN, 0, 1);
    const judgeable = Uint8Array.of(1, 0, 1, 1);
    const f = Float64Array.of(1, -1, 0.5, 0);
    const pool = judgeScores(f);
    const whole = judgeControlVariate({ N: 4, q, s, f, pool, judgeable, warmUp: 1 });
    expect(whole.theta).toBeCloseTo(2 / 3, 12);
    expect(whole.se).toBe(0);
    const part = { q: q.subarray(0, 3), s: s.subarray(0, 3), f: f.subarray(0, 3) };
    const waiting = judgeControlVariate({ N: 4, ...part, pool, judgeable: judgeable.subarray(0, 3) });
    const plain = lure({ N: 4, q: part.q, s: part.s, judgeable: judgeable.subarray(0, 3) });
    expect(waiting.theta).toBeCloseTo(plain.theta!, 12);
    expect(waiting.se).toBeCloseTo(plain.se!, 12);
  });

  it("says undefined, never NaN, where there is no answer, and refuses what is no judge's score", () => {
    const none = new Float64Array();
    const pool = { sum: 0, largest: 1 };
    expect(judgeControlVariate({ N: 5, q: none, s: none, f: none, pool })).toMatchObject({
      theta: undefined,
      se: undefined,
      correlation: undefined,
      nextLambda: 0,
    });
    const one = { N: 5, q: Float64Array.of(0.2), s: Float64Array.of(1) };
    expect(judgeControlVariate({ ...one, f: Float64Array.of(0.3), pool })).toMatchObject({
      theta: 1,
      se: undefined,
    });
    expect(() => judgeControlVariate({ ...one, f: Float64Array.of(2), pool })).toThrow(RangeError);
    expect(() => judgeControlVariate({ ...one, f: none, pool })).toThrow(RangeError);
    expect(() => judgeScores(Float64Array.of(NaN))).toThrow(RangeError);
  });
});
