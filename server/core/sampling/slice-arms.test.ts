import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { controlSample } from "../estimation/control-sample";
import { lure } from "../estimation/lure";
import { arrangeDraws, type DrawSequence } from "./arrange-draws";
import { changedHistories, type History, histories, merged, races, type Weighting } from "./draw-histories";
import { drawSequence } from "./draw-sequence";
import { checkArms } from "./slice-arm";

const scores = Float64Array.of(1, -1, 0, 1);
const truth = 0.25;
const inside = { members: Uint8Array.of(1, 0, 1, 0), share: 0.35 };
const other = { members: Uint8Array.of(0, 0, 1, 1), share: 0.2 };

/** E θ̂ of LURE per M, and that the histories are all there are. */
function expectUnbiased(all: readonly History[]): void {
  const mean = new Float64Array(4);
  let total = 0;
  for (const { probability, draws } of all) {
    total += probability;
    const s = Float64Array.from(draws.item, (item) => scores[item]!);
    for (let M = 1; M <= 4; M++) {
      mean[M - 1]! += probability * lure({ N: 4, q: draws.q.subarray(0, M), s: s.subarray(0, M) }).theta!;
    }
  }
  expect(total).toBeCloseTo(1, 12);
  for (const value of mean) expect(Math.abs(value - truth)).toBeLessThan(1e-12);
}

/** q against the frequency of each draw among all histories with the same draws, coins and arms before it. */
function expectTrueProbabilities(all: Iterable<History>, N: number): void {
  const prefix = new Map<string, number>();
  const taken = new Map<string, { past: string; probability: number; q: number }>();
  for (const { probability, draws } of all) {
    let past = "";
    for (let t = 0; t < N; t++) {
      prefix.set(past, (prefix.get(past) ?? 0) + probability);
      const key = `${past}>${draws.item[t]}`;
      const entry = taken.get(key) ?? { past, probability: 0, q: draws.q[t]! };
      entry.probability += probability;
      taken.set(key, entry);
      past += `${draws.item[t]}.${draws.arm[t]}.${draws.coin[t]},`;
    }
  }
  expect(taken.size).toBeGreaterThan(N * 2);
  for (const [key, { past, probability, q }] of taken)
    if (probability > 0) expect(Math.abs(probability / prefix.get(past)! - q), key).toBeLessThan(1e-12);
}

describe("slice arms, all histories of a small pool", () => {
  const weights = Float64Array.of(1, 2, 3, 4);

  it("keep LURE unbiased for every M beside the control arm", () => {
    expectUnbiased(merged(histories({ weights, arms: [inside] }, 0.3)));
  });

  it("keep LURE unbiased for every M when they overlap", () => {
    expectUnbiased(merged(histories({ weights, arms: [inside, other] }, 0)));
  });

  it("record q as the true probability of each draw given the draws, coins and arms before it", () => {
    expectTrueProbabilities(histories({ weights, arms: [inside, other] }, 0), 4);
    const three = Float64Array.of(1, 2, 4);
    const arms = [inside, other].map(({ share, members }) => ({ share, members: members.subarray(0, 3) }));
    expectTrueProbabilities(histories({ weights: three, arms }, 0.3), 3);
  });

  it("would be biased if arms shared their keys: the enumeration sees it", () => {
    const mean = new Float64Array(4);
    for (const { probability, order } of races([0, 1, 2, 3], weights)) {
      for (let bits = 0; bits < 16; bits++) {
        const choice = Uint8Array.from({ length: 4 }, (_, t) => (bits >> t) & 1);
        const slice = choice.reduce((sum, chosen) => sum + chosen, 0);
        const { q, item } = arrangeDraws({
          weights,
          controlShare: 0,
          controlOrder: order,
          coin: new Uint8Array(4),
          rankedOrder: order,
          choice,
          arms: [{ ...inside, order: order.filter((index) => inside.members[index] === 1) }],
        });
        const s = Float64Array.from(item, (index) => scores[index]!);
        const chance = probability * inside.share ** slice * (1 - inside.share) ** (4 - slice);
        for (let M = 1; M <= 4; M++)
          mean[M - 1]! += chance * lure({ N: 4, q: q.subarray(0, M), s: s.subarray(0, M) }).theta!;
      }
    }
    expect(Math.max(...mean.map((value) => Math.abs(value - truth)))).toBeGreaterThan(0.001);
  });
});

/** New weights and when they come, both from the outcomes seen so far: nothing else may decide them. */
function changeOf(items: Int32Array): { after: number; weighting: Weighting } {
  const first = scores[items[0]!]!;
  const after = first === 1 ? 1 : 2;
  const seen = Array.from(items.subarray(0, after), (item) => scores[item]!);
  const sum = seen.reduce((total, s) => total + s, 0);
  const weights = Float64Array.from({ length: 4 }, (_, i) => (sum > 0 ? 5 - i : 1 + i * i));
  // A minimum's share may be moved by the past as well.
  return { after, weighting: { weights, arms: [{ ...inside, share: sum === 0 ? 0.1 : 0.5 }, other] } };
}

describe("a change of weights in the middle, all histories of N = 4", () => {
  const before: Weighting = { weights: Float64Array.of(1, 2, 3, 4), arms: [inside] };

  const all = merged(changedHistories(before, changeOf, 0.3));

  it("keeps LURE unbiased for every M, with slice arms and control arm, though the past decides weights and moment", () => {
    expectUnbiased(all);
  });

  it("leaves the control sample an exact simple random sample", () => {
    const bySize = new Map<string, { probability: number; sum: number }>();
    for (const { probability, draws } of all) {
      const s = Float64Array.from(draws.item, (item) => scores[item]!);
      for (let M = 1; M <= 4; M++) {
        const tieShare = s.map((score) => (score === 0 ? 1 : 0));
        const { control } = controlSample({ sequence: draws, closed: M, tieShare, s });
        if (control.margin === undefined) continue;
        const key = `M ${M}, k ${control.comparisons}`;
        const entry = bySize.get(key) ?? { probability: 0, sum: 0 };
        entry.probability += probability;
        entry.sum += probability * control.margin;
        bySize.set(key, entry);
      }
    }
    expect(bySize.size).toBe(10);
    for (const [key, { probability, sum }] of bySize) expect(sum / probability, key).toBeCloseTo(truth, 12);
  });
});

const stratum = fc
  .record({ N: fc.integer({ min: 1, max: 400 }), arms: fc.integer({ min: 0, max: 6 }) })
  .chain(({ N, arms }) =>
    fc.record({
      weights: fc.array(fc.double({ min: 1e-5, max: 1e2, noNaN: true }), { minLength: N, maxLength: N }),
      arms: fc.array(
        fc.record({
          share: fc.double({ min: 0.01, max: 0.15, noNaN: true }),
          members: fc.array(fc.integer({ min: 0, max: 1 }), { minLength: N, maxLength: N }),
        }),
        { minLength: arms, maxLength: arms },
      ),
      controlShare: fc.double({ min: 0, max: 1, noNaN: true }),
      seed: fc.string(),
    }),
  )
  .map(({ weights, arms, ...rest }) => ({
    ...rest,
    weights: Float64Array.from(weights),
    arms: arms.map(({ share, members }) => ({ share, members: Uint8Array.from(members) })),
  }));

/** q of every undrawn comparison at each draw, with sums over what remains. */
function* probabilitiesSlowly(
  { weights: w, arms, controlShare: c }: Weighting & { controlShare: number },
  draws: DrawSequence,
) {
  const N = w.length;
  const remaining = new Set(w.keys());
  for (const [t, item] of draws.item.entries()) {
    const sumOf = (members?: Uint8Array) =>
      [...remaining].reduce((sum, i) => sum + (!members || members[i] ? w[i]! : 0), 0);
    const sums = arms.map(({ members }) => sumOf(members));
    const main = 1 - arms.reduce((sum, { share }, j) => (sums[j]! > 0 ? sum + share : sum), 0);
    const total = sumOf();
    const beyond = N - draws.controlUsed[t]!;
    const q = new Map(
      [...remaining].map((i) => {
        const rho = arms.reduce(
          (sum, { share, members }, j) => (members[i] ? sum + (share * w[i]!) / sums[j]! : sum),
          (main * w[i]!) / total,
        );
        return [i, c / beyond + (1 - (c * remaining.size) / beyond) * rho] as const;
      }),
    );
    yield q;
    remaining.delete(item);
  }
}

describe("drawSequence with slice arms", () => {
  it("records q and a as sums over what remains give them, and probabilities add up to 1 at each draw", () => {
    fc.assert(
      fc.property(stratum, (input) => {
        const draws = drawSequence(input);
        const N = input.weights.length;
        let t = 0;
        for (const q of probabilitiesSlowly(input, draws)) {
          const all = [...q.values()];
          expect(draws.q[t]! / q.get(draws.item[t]!)!).toBeCloseTo(1, 9);
          expect(draws.a[t]! * N * Math.min(...all)).toBeCloseTo(1, 9);
          expect(all.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
          t++;
        }
      }),
      { numRuns: 40 },
    );
  });

  it("is a permutation whose arms drew their own members, the same for the same seed", () => {
    fc.assert(
      fc.property(stratum, (input) => {
        const draws = drawSequence(input);
        expect(draws.item.slice().sort()).toEqual(Int32Array.from(input.weights.keys()));
        for (const [t, arm] of draws.arm.entries())
          if (arm >= 2) expect(input.arms[arm - 2]!.members[draws.item[t]!]).toBe(1);
        expect(drawSequence(input)).toEqual(draws);
      }),
    );
  });

  it("is untouched by a minimum whose slice is empty here", () => {
    fc.assert(
      fc.property(stratum, (given) => {
        const input = { ...given, arms: [] };
        const empty = { share: 0.3, members: new Uint8Array(input.weights.length) };
        expect(drawSequence({ ...input, arms: [empty] })).toEqual(drawSequence(input));
      }),
    );
  });

  it("gives a rare slice its share of the draws until it runs out", () => {
    const N = 4000;
    const members = Uint8Array.from({ length: N }, (_, i) => (i % 50 === 0 ? 1 : 0));
    const weights = new Float64Array(N).fill(1);
    const { item } = drawSequence({
      weights,
      arms: [{ share: 0.2, members }],
      controlShare: 0,
      seed: "rare",
    });
    const served = (from: number, to: number) =>
      item.subarray(from, to).reduce((sum, i) => sum + members[i]!, 0);
    // 80 of 4,000 are in the slice: .2 + .8 · .02 of the first draws.
    expect(Math.abs(served(0, 250) - 54)).toBeLessThan(22);
    expect(served(0, 2000)).toBe(80);
  });

  it("refuses shares and memberships that are none", () => {
    const members = Uint8Array.of(1, 0);
    for (const share of [0, 1, -0.1, Number.NaN])
      expect(() => checkArms([{ share, members }], 2)).toThrow(RangeError);
    expect(() => checkArms([{ share: 0.5, members }], 3)).toThrow("2 memberships for 3");
    const half = { share: 0.5, members };
    expect(() => checkArms([half, half], 2)).toThrow("below 1 together");
    const thin = { share: 0.01, members };
    expect(() =>
      checkArms(
        Array.from({ length: 31 }, () => thin),
        2,
      ),
    ).toThrow("at most 30");
    expect(() =>
      drawSequence({ weights: Float64Array.of(1, 1, 1), controlShare: 0, arms: [half], seed: "s" }),
    ).toThrow(RangeError);
  });
});
