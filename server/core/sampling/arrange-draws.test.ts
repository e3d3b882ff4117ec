import { describe, expect, it } from "vitest";
import { controlSample } from "../estimation/control-sample";
import { lure } from "../estimation/lure";
import { arrangeDraws } from "./arrange-draws";
import { createRandom } from "./random";
import { permutation } from "./shuffle";

function permutationsOf(items: number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) =>
    permutationsOf(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}

/** Probability that an exponential race ends in this order. */
function raceProbability(order: number[], weights: Float64Array): number {
  let left = order.reduce((sum, item) => sum + weights[item]!, 0);
  let probability = 1;
  for (const item of order) {
    probability *= weights[item]! / left;
    left -= weights[item]!;
  }
  return probability;
}

/** Every history of a small stratum with its probability: all u, all coins, all races. */
function* histories(weights: Float64Array, controlShare: number) {
  const orders = permutationsOf(Array.from(weights.keys()));
  const N = weights.length;
  for (const u of orders) {
    for (let bits = 0; bits < (controlShare > 0 ? 2 ** N : 1); bits++) {
      const coin = Uint8Array.from({ length: N }, (_, t) => (bits >> t) & 1);
      const coins = coin.reduce((sum, flipped) => sum + flipped, 0);
      const chance = controlShare ** coins * (1 - controlShare) ** (N - coins);
      for (const race of orders) {
        const probability = (chance / orders.length) * raceProbability(race, weights);
        const controlOrder = Int32Array.from(u);
        const rankedOrder = Int32Array.from(race);
        yield {
          probability,
          draws: arrangeDraws({ weights, controlShare, controlOrder, coin, rankedOrder }),
        };
      }
    }
  }
}

const weights = Float64Array.of(1, 2, 3, 4);
const scores = Float64Array.of(1, -1, 0, 1);

describe("arrangeDraws, all histories of N = 4", () => {
  for (const controlShare of [0, 0.3, 1]) {
    it(`makes LURE unbiased for every M with control share ${controlShare}: E θ̂ = .25`, () => {
      const mean = new Float64Array(4);
      let total = 0;
      for (const { probability, draws } of histories(weights, controlShare)) {
        total += probability;
        const s = Float64Array.from(draws.item, (item) => scores[item]!);
        for (let M = 1; M <= 4; M++) {
          mean[M - 1]! += probability * lure({ N: 4, q: draws.q.subarray(0, M), s: s.subarray(0, M) }).theta!;
        }
      }
      expect(total).toBeCloseTo(1, 12);
      for (const value of mean) expect(value).toBeCloseTo(0.25, 12);
    });
  }

  it("records q as the true probability of each draw given the history before it", () => {
    // What is known before a draw: the draws and coins so far. The frequencies over all histories must agree with q.
    const prefix = new Map<string, number>();
    const taken = new Map<string, { probability: number; q: number }>();
    for (const { probability, draws } of histories(weights, 0.3)) {
      for (let t = 0; t < 4; t++) {
        const past = `${draws.item.subarray(0, t).join()}|${draws.coin.subarray(0, t).join()}|${draws.arm.subarray(0, t).join()}`;
        prefix.set(past, (prefix.get(past) ?? 0) + probability);
        const key = `${past}>${draws.item[t]}`;
        const entry = taken.get(key) ?? { probability: 0, q: draws.q[t]! };
        expect(entry.q).toBeCloseTo(draws.q[t]!, 12);
        entry.probability += probability;
        taken.set(key, entry);
      }
    }
    for (const [key, { probability, q }] of taken) {
      const past = key.slice(0, key.indexOf(">"));
      expect(probability / prefix.get(past)!, key).toBeCloseTo(q, 12);
    }
  });

  it("leaves the control sample an exact simple random sample: its mean is .25 at every M and for every size", () => {
    const bySize = new Map<string, { probability: number; sum: number }>();
    for (const { probability, draws } of histories(weights, 0.3)) {
      const s = Float64Array.from(draws.item, (item) => scores[item]!);
      for (let M = 1; M <= 4; M++) {
        const { control } = controlSample({
          sequence: draws,
          closed: M,
          tieShare: s.map((x) => (x === 0 ? 1 : 0)),
          s,
        });
        if (control.margin === undefined) continue;
        const key = `M ${M}, k ${control.comparisons}`;
        const entry = bySize.get(key) ?? { probability: 0, sum: 0 };
        entry.probability += probability;
        entry.sum += probability * control.margin;
        bySize.set(key, entry);
      }
    }
    expect(bySize.size).toBe(10);
    for (const [key, { probability, sum }] of bySize) expect(sum / probability, key).toBeCloseTo(0.25, 12);
  });
});

/** The rules of a draw, written out with sums over what remains instead of suffix sums. */
function drawSlowly(input: Parameters<typeof arrangeDraws>[0]) {
  const { weights: w, controlShare: c, controlOrder, coin, rankedOrder } = input;
  const N = w.length;
  const remaining = new Set(w.keys());
  const draws: { item: number; arm: number; k: number; q: number; a: number }[] = [];
  let k = 0;
  for (let t = 0; t < N; t++) {
    const total = [...remaining].reduce((sum, i) => sum + w[i]!, 0);
    const R = remaining.size;
    const before = k;
    const q = (i: number) => c / (N - before) + (1 - (c * R) / (N - before)) * (w[i]! / total);
    const candidate = coin[t] ? controlOrder[k++]! : -1;
    const arm = remaining.has(candidate) ? 1 : 0;
    const item = arm ? candidate : rankedOrder.find((i) => remaining.has(i))!;
    const a = Math.max(...[...remaining].map((i) => 1 / (N * q(i))));
    draws.push({ item, arm, k: before, q: q(item), a });
    remaining.delete(item);
  }
  return draws;
}

describe("arrangeDraws against its slow form", () => {
  it("agrees on 60 random strata", () => {
    const random = createRandom("strata");
    for (let run = 0; run < 60; run++) {
      const N = 1 + random.below(40);
      const w = Float64Array.from({ length: N }, () => random.next() ** 6 + 1e-6);
      const controlShare = run % 5 === 0 ? 1 : random.next();
      const coin = Uint8Array.from({ length: N }, () => (random.next() < controlShare ? 1 : 0));
      const input = {
        weights: w,
        controlShare,
        coin,
        controlOrder: permutation(N, random),
        rankedOrder: permutation(N, random),
      };
      const fast = arrangeDraws(input);
      drawSlowly(input).forEach((draw, t) => {
        expect([fast.item[t], fast.arm[t], fast.controlUsed[t]]).toEqual([draw.item, draw.arm, draw.k]);
        expect(fast.q[t]! / draw.q).toBeCloseTo(1, 9);
        expect(fast.a[t]! / draw.a).toBeCloseTo(1, 9);
      });
    }
  });

  it("gives the probabilities of the golden sequence: weights 1 … 10, items 10, 5, 8, 1, 9 drawn first", () => {
    const order = Int32Array.of(9, 4, 7, 0, 8, 1, 2, 3, 5, 6);
    const { q, a } = arrangeDraws({
      weights: Float64Array.from({ length: 10 }, (_, i) => i + 1),
      controlShare: 0,
      controlOrder: order,
      coin: new Uint8Array(10),
      rankedOrder: order,
    });
    expect(Array.from(q.subarray(0, 5), (x) => x.toFixed(6))).toEqual([
      "0.181818",
      "0.111111",
      "0.200000",
      "0.031250",
      "0.290323",
    ]);
    expect(Array.from(a.subarray(0, 5), (x) => +x.toFixed(9))).toEqual([5.5, 4.5, 4, 3.2, 1.55]);
    expect(q[9]).toBeCloseTo(1, 12);
  });
});
