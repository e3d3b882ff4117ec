import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changedHistories, type History, histories, merged } from "../sampling/draw-histories";
import { continueSequence, controlPlan, drawSequence } from "../sampling/draw-sequence";
import { nextDrawChance } from "../sampling/next-draw-chance";
import { sliceEstimate } from "./slice-estimate";
import { sliceProbabilities } from "./slice-probabilities";

const none = new Int32Array();
const weights = Float64Array.of(1, 2, 3, 4);
const arm = { members: Uint8Array.of(1, 0, 1, 0), share: 0.35 };
const scores = Float64Array.of(1, -1, 0, 1);
/** The slice to report on: neither the arm's nor the whole, its margin (−1 + 0 + 1)/3 = 0. */
const members = Uint8Array.of(0, 1, 1, 1);

/** E of the slice's estimate at its k-th draw, over all histories, for k = 1 … 3. */
function expectations(
  all: readonly History[],
  insideOf: (draws: History["draws"]) => Float64Array,
): number[] {
  const mean = [0, 0, 0];
  for (const { probability, draws } of all) {
    const isInside = Uint8Array.from(draws.item, (i) => members[i]!);
    const s = Float64Array.from(draws.item, (i) => scores[i]!);
    const given = { N: 3, isInside, q: draws.q, s, inside: insideOf(draws) };
    for (let k = 1, t = 0; k <= 3; k++) {
      for (let seen = 0; seen < k; t++) seen = isInside.subarray(0, t + 1).reduce((a, b) => a + b, 0);
      const { theta } = sliceEstimate({ ...given, isInside: isInside.subarray(0, t) });
      mean[k - 1]! += probability * theta!;
    }
  }
  return mean;
}

describe("sliceEstimate, all histories of a small pool", () => {
  it("is unbiased at each of its draws beside a control arm and another slice's minimum", () => {
    const all = merged(histories({ weights, arms: [arm] }, 0.3));
    const means = expectations(all, ({ item, controlUsed }) =>
      sliceProbabilities(
        { weights, controlShare: 0.3, arms: [arm], drawn: none, item, controlUsed },
        members,
      ),
    );
    for (const mean of means) expect(Math.abs(mean)).toBeLessThan(1e-12);
  });

  it("is unbiased when the weights change on what was seen", () => {
    const next = (first: number) => ({
      weights: weights.map((w) => (scores[first] === 1 ? 1 / w : w * w)),
      arms: [arm],
    });
    const changed = changedHistories(
      { weights, arms: [arm] },
      (items) => ({ after: 1, weighting: next(items[0]!) }),
      0.3,
    );
    const means = expectations(merged(changed), ({ item, controlUsed }) => {
      const stretch = (from: number, to: number) => ({
        controlShare: 0.3,
        arms: [arm],
        drawn: item.subarray(0, from),
        item: item.subarray(from, to),
        controlUsed: controlUsed.subarray(from, to),
      });
      const first = sliceProbabilities({ weights, ...stretch(0, 1) }, members);
      const rest = sliceProbabilities({ ...next(item[0]!), ...stretch(1, 4) }, members);
      return Float64Array.of(...first, ...rest);
    });
    for (const mean of means) expect(Math.abs(mean)).toBeLessThan(1e-12);
  });

  it("would be biased with the stratum's own q: the enumeration sees it", () => {
    const all = merged(histories({ weights, arms: [arm] }, 0.3));
    const means = expectations(all, ({ q }) => q.map(() => 1));
    expect(Math.max(...means.map(Math.abs))).toBeGreaterThan(0.004);
  });
});

describe("sliceProbabilities", () => {
  it("is Σ q over what remains of the slice, for any stretch of a sequence", () => {
    const pool = fc.array(fc.tuple(fc.double({ min: 0.01, max: 10, noNaN: true }), fc.nat(7)), {
      minLength: 1,
      maxLength: 14,
    });
    fc.assert(
      fc.property(
        pool,
        fc.constantFrom(0, 0.15, 1),
        fc.nat(14),
        fc.nat(14),
        fc.string(),
        (rows, c, x, y, seed) => {
          const N = rows.length;
          const bit = (b: number) => Uint8Array.from(rows, ([, bits]) => (bits >> b) & 1);
          const arms = [
            { share: 0.3, members: bit(0) },
            { share: 0.2, members: bit(1) },
          ];
          const w = Float64Array.from(rows, ([weight]) => weight);
          const before = Math.min(x, N);
          const first = drawSequence({ weights: w, controlShare: c, arms, seed });
          const plan = controlPlan({ N, controlShare: c, seed });
          const drawn = first.item.slice(0, before);
          const reweighted = w.map((weight) => 1 / weight);
          const draws = continueSequence({
            weights: reweighted,
            controlShare: c,
            arms,
            ...plan,
            drawn,
            seed: `${seed}2`,
          });
          const end = Math.min(y, N - before);
          const item = draws.item.subarray(0, end);
          const stretch = { weights: reweighted, controlShare: c, arms, drawn, item };
          const inside = sliceProbabilities(
            { ...stretch, controlUsed: draws.controlUsed.subarray(0, end) },
            bit(2),
          );
          const isDrawn = new Uint8Array(N);
          for (const i of drawn) isDrawn[i] = 1;
          for (const [t, index] of item.entries()) {
            const given = {
              weights: reweighted,
              controlShare: c,
              arms,
              isDrawn,
              controlUsed: draws.controlUsed[t]!,
            };
            const slowly = rows.reduce(
              (sum, [, bits], i) =>
                sum + (bits & 4 && !isDrawn[i] ? nextDrawChance({ ...given, item: i }) : 0),
              0,
            );
            expect(inside[t]).toBeCloseTo(slowly, 9);
            isDrawn[index] = 1;
          }
        },
      ),
    );
  });

  it("refuses what is no stretch of the pool's draws", () => {
    const stretch = {
      weights,
      controlShare: 0.3,
      arms: [arm],
      drawn: Int32Array.of(1),
      controlUsed: new Int32Array(1),
    };
    expect(() => sliceProbabilities({ ...stretch, item: Int32Array.of(1) }, members)).toThrow("twice");
    expect(() => sliceProbabilities({ ...stretch, item: Int32Array.of(9) }, members)).toThrow(RangeError);
    expect(() => sliceProbabilities({ ...stretch, item: Int32Array.of(0) }, new Uint8Array(3))).toThrow(
      RangeError,
    );
  });
});

describe("sliceEstimate", () => {
  it("is the stratum's own estimate for the slice of everything, and has no answer for an empty one", () => {
    const { item, q } = drawSequence({ weights, controlShare: 0.15, seed: "s" });
    const s = Float64Array.from(item, (i) => scores[i]!);
    const ones = new Float64Array(4).fill(1);
    const whole = sliceEstimate({ N: 4, isInside: new Uint8Array(4).fill(1), q, s, inside: ones });
    expect(whole.theta).toBeCloseTo(0.25, 12);
    const empty = sliceEstimate({ N: 0, isInside: new Uint8Array(4), q, s, inside: ones });
    expect(empty).toMatchObject({ M: 0, theta: undefined, se: undefined });
  });
});
