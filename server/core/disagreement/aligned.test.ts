import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  blockOfPair,
  type Lists,
  scoreFirstPair,
  tokenScores,
  topKSequence,
} from "@/server/testing/scored-block";
import { ceAligned } from "./ce-aligned";
import { firstDivergence } from "./first-divergence";
import { jsdAligned } from "./jsd-aligned";
import { klAligned } from "./kl-aligned";
import type { Metric } from "./metric";

const metrics = { kl: klAligned, ce: ceAligned, jsd: jsdAligned };

function score(metric: Metric, first: Lists, second: Lists): number {
  const block = blockOfPair(
    { model: 0, text: "", topK: new Map([[0, topKSequence(first)]]) },
    { model: 1, text: "", topK: new Map([[1, topKSequence(second)]]) },
  );
  return scoreFirstPair(metric, block);
}

/** The two distributions of a position over the union of tokens and the rest, floored and renormalised. */
function distributions(p: Record<number, number>, q: Record<number, number>): [number[], number[]] {
  const tokens = [...new Set([...Object.keys(p), ...Object.keys(q)])].map(Number);
  const of = (list: Record<number, number>) => {
    const rest = 1 - Object.values(list).reduce((sum, mass) => sum + mass, 0);
    const masses = [...tokens.map((token) => list[token] ?? 0), rest].map((mass) => Math.max(mass, 1e-6));
    const total = masses.reduce((sum, mass) => sum + mass, 0);
    return masses.map((mass) => mass / total);
  };
  return [of(p), of(q)];
}

const crossEntropy = (p: number[], q: number[]) =>
  p.reduce((sum, mass, i) => sum - mass * Math.log(q[i]!), 0);
const kl = (p: number[], q: number[]) => crossEntropy(p, q) - crossEntropy(p, p);
const slowly = {
  kl: (p: number[], q: number[]) => (kl(p, q) + kl(q, p)) / 2,
  ce: (p: number[], q: number[]) => (crossEntropy(p, q) + crossEntropy(q, p)) / 2,
  jsd: (p: number[], q: number[]) => {
    const m = p.map((mass, i) => (mass + q[i]!) / 2);
    return (kl(p, m) + kl(q, m)) / 2;
  },
};

/** Lists of up to four of six tokens with masses that add up to less than 1. */
const list = fc.uniqueArray(fc.nat(5), { maxLength: 4 }).chain((tokens) =>
  fc.array(fc.double({ min: 1e-8, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 }).map((weights) => {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return Object.fromEntries(tokens.map((token, i) => [token, weights[i]! / total])) as Record<
      number,
      number
    >;
  }),
);
const run = fc.array(list, { minLength: 1, maxLength: 4 });

describe("metrics of aligned own runs", () => {
  it.each([
    ["kl", (0.4 * Math.log(1.8) - 0.4 * Math.log(0.2)) / 2],
    ["ce", (Math.LN2 - 0.5 * Math.log(0.9) - 0.5 * Math.log(0.1)) / 2],
    [
      "jsd",
      (0.9 * Math.log(9 / 7) + 0.1 * Math.log(1 / 3) + 0.5 * Math.log(5 / 7) + 0.5 * Math.log(5 / 3)) / 2,
    ],
  ] as const)("%s of one position, by hand", (name, expected) => {
    expect(score(metrics[name], [{ 5: 0.9 }], [{ 5: 0.5 }])).toBeCloseTo(expected, 12);
  });

  it.each(["kl", "ce", "jsd"] as const)("%s equals the definition up to the shorter run", (name) => {
    fc.assert(
      fc.property(run, run, (first, second) => {
        const positions = Math.min(first.length, second.length);
        const values = Array.from({ length: positions }, (_, p) =>
          slowly[name](...distributions(first[p]!, second[p]!)),
        );
        const expected = values.reduce((sum, value) => sum + value, 0) / positions;
        expect(score(metrics[name], first, second)).toBeCloseTo(expected, 9);
      }),
      { numRuns: 150 },
    );
  });

  it("has no value without an own list, or against a run without positions", () => {
    for (const metric of Object.values(metrics)) {
      expect(score(metric, [], [])).toBe(0);
      expect(score(metric, [{ 1: 1 }], [])).toBeNaN();
      const crossOnly = { model: 1, text: "", topK: new Map([[0, topKSequence([{ 1: 1 }])]]) };
      const own = { model: 0, text: "", topK: new Map([[0, topKSequence([{ 1: 1 }])]]) };
      expect(scoreFirstPair(metric, blockOfPair(own, crossOnly))).toBeNaN();
    }
  });
});

describe("firstDivergence", () => {
  it.each([
    [[1, 2, 3], [1, 2, 4], 2],
    [[1, 2], [1, 2, 4], 2],
    [[], [1], 0],
    [[1, 2], [1, 2], undefined],
  ])("of %j and %j", (first, second, expected) => {
    const scores = (ids: number[]) =>
      tokenScores(
        ids.map(() => -1),
        { ids },
      );
    expect(firstDivergence(scores(first), scores(second))).toBe(expected);
  });
});
