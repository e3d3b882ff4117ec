import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  arbitraryJudgments,
  fitted,
  goldenJudgments,
  judgmentsOf,
  repeatRows,
} from "@/server/testing/arbitrary-judgments";
import { fitBradleyTerry } from "./bradley-terry";
import { comparisonGroups, isOneGroup } from "./comparison-groups";
import { countPairs, type PairCounts } from "./count-pairs";
import { eloPointsPerLogit, ratingIntervals } from "./elo-points";
import { fitWithinGroups } from "./fit-within-groups";
import type { PromptJudgments } from "./pair-judgments";

/** Hunter's MM: π_i ← points of i / Σ_j n_ij/(π_i + π_j), round after round. Strengths with Σr = 0. */
function strengthsByMm({ models, wins, ties }: PairCounts): number[] {
  const at = (table: Float64Array, i: number, j: number) => table[i * models + j]!;
  const all = Array.from({ length: models }, (_, i) => i);
  let power = all.map(() => 1);
  for (let round = 0; round < 100_000; round++) {
    const next = all.map((i) => {
      const points = all.reduce((sum, j) => sum + at(wins, i, j) + at(ties, i, j) / 2, 0);
      const share = all.reduce((sum, j) => {
        const n = at(wins, i, j) + at(wins, j, i) + at(ties, i, j);
        return n > 0 ? sum + n / (power[i]! + power[j]!) : sum;
      }, 0);
      return points / share;
    });
    const product = next.reduce((logs, value) => logs + Math.log(value), 0);
    const scaled = next.map((value) => value / Math.exp(product / models));
    const moved = Math.max(...scaled.map((value, i) => Math.abs(Math.log(value / power[i]!))));
    power = scaled;
    if (moved < 1e-13) break;
  }
  return power.map(Math.log);
}

/** Who can be reached from whom by "took at least half a point from", path after path. */
function reachable({ models, wins, ties }: PairCounts): boolean[][] {
  const reach = Array.from({ length: models }, (_, i) =>
    Array.from(
      { length: models },
      (_cell, j) => i === j || wins[i * models + j]! + ties[i * models + j]! > 0,
    ),
  );
  for (let k = 0; k < models; k++)
    for (let i = 0; i < models; i++)
      for (let j = 0; j < models; j++) reach[i]![j] ||= reach[i]![k]! && reach[k]![j]!;
  return reach;
}

const relabelled = (judgments: PromptJudgments, names: readonly number[]): PromptJudgments => ({
  ...judgments,
  a: judgments.a.map((i) => names[i]!),
  b: judgments.b.map((i) => names[i]!),
});
const turned = (judgments: PromptJudgments): PromptJudgments => ({
  ...judgments,
  a: judgments.b,
  b: judgments.a,
  score: judgments.score.map((s) => -s),
});

describe("countPairs", () => {
  it("sums wins and ties up, splitting scores between the whole ones", () => {
    const counts = countPairs({
      models: 2,
      a: Int32Array.of(0, 1, 0, 1),
      b: Int32Array.of(1, 0, 1, 0),
      score: Float64Array.of(1, 1, 0, -0.25),
    });
    expect(Array.from(counts.wins)).toEqual([0, 1.25, 1, 0]);
    expect(Array.from(counts.ties)).toEqual([0, 1.75, 1.75, 0]);
    expect(counts.weight).toBe(4);
  });

  it("counts weights as repetition, and keeps their squares", () => {
    fc.assert(
      fc.property(arbitraryJudgments({ weighted: true }), (judgments) => {
        const { squares, ...weighted } = countPairs(judgments);
        expect(weighted).toEqual(countPairs(repeatRows(judgments)));
        const total = judgments.weight!.reduce((sum, w) => sum + w * w, 0);
        expect(squares!.reduce((sum, value) => sum + value, 0)).toBe(2 * total);
      }),
    );
  });

  it("is the same from either side", () => {
    fc.assert(
      fc.property(arbitraryJudgments({ weighted: true }), (judgments) => {
        expect(countPairs(turned(judgments))).toEqual(countPairs(judgments));
      }),
    );
  });

  it.each([
    ["a model against itself", { b: Int32Array.of(0) }, /model 0 with model 0/],
    ["a model out of range", { b: Int32Array.of(2) }, /model 0 with model 2/],
    ["a negative model", { a: Int32Array.of(-1) }, /model -1/],
    ["a score out of range", { score: Float64Array.of(1.5) }, /score 1.5/],
    ["no score", { score: Float64Array.of(Number.NaN) }, /score NaN/],
    ["a negative weight", { weight: Float64Array.of(-1) }, /weight -1/],
    ["columns of two lengths", { score: Float64Array.of(1, 1) }, /columns of 1 and 2/],
    ["no models", { models: 0 }, /0 models/],
  ])("refuses %s", (_, change, message) => {
    const one = { models: 2, a: Int32Array.of(0), b: Int32Array.of(1), score: Float64Array.of(1) };
    expect(() => countPairs({ ...one, ...change })).toThrow(message);
  });
});

describe("fitBradleyTerry", () => {
  it("gives the golden strengths and Elo points", () => {
    const fit = fitted(goldenJudgments());
    expect(Array.from(fit.r, (x) => x.toFixed(6))).toEqual(["0.412863", "-0.247687", "-0.165176"]);
    expect(Array.from(fit.r, (x) => (eloPointsPerLogit * x).toFixed(2))).toEqual([
      "71.72",
      "-43.03",
      "-28.69",
    ]);
  });

  it("agrees with Hunter's MM, and tells separated models as a search for paths does", () => {
    let fits = 0;
    fc.assert(
      fc.property(arbitraryJudgments({ weighted: true }), (judgments) => {
        const counts = countPairs(judgments);
        const fit = fitBradleyTerry(counts);
        const reach = reachable(counts);
        const isLinked = reach.every((row) => row.every(Boolean));
        expect(isOneGroup(counts)).toBe(isLinked);
        expect(fit.kind).toBe(isLinked ? "fitted" : "separated");
        if (fit.kind === "separated") {
          // Two models are in one group if each is reached from the other; an earlier group is never reached from a later.
          const groupOf = new Map(fit.groups.flatMap((group, g) => Array.from(group, (model) => [model, g])));
          for (const [i, row] of reach.entries())
            for (const [j, isReached] of row.entries()) {
              expect(groupOf.get(i) === groupOf.get(j)).toBe(isReached && reach[j]![i]!);
              if (groupOf.get(i)! > groupOf.get(j)!) expect(isReached).toBe(false);
            }
          return;
        }
        fits++;
        const slow = strengthsByMm(counts);
        for (const [i, value] of slow.entries()) expect(fit.r[i]).toBeCloseTo(value, 6);
        expect(fit.r.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12);
      }),
      { numRuns: 200 },
    );
    expect(fits).toBeGreaterThan(20);
  });

  it("is the likelihood's maximum", () => {
    const fit = fitted(goldenJudgments());
    const lossAt = (r: number[]) => {
      const p = (i: number, j: number) => -Math.log(1 / (1 + Math.exp(r[j]! - r[i]!)));
      const pair = (i: number, j: number, won: number, lost: number, tied: number) =>
        (won + tied / 2) * p(i, j) + (lost + tied / 2) * p(j, i);
      return pair(0, 1, 30, 10, 10) + pair(0, 2, 25, 15, 10) + pair(1, 2, 20, 18, 12);
    };
    expect(fit.negativeLogLikelihood).toBeCloseTo(lossAt([...fit.r]), 9);
    for (const i of [0, 1, 2])
      for (const move of [-0.01, 0.01])
        expect(lossAt([...fit.r].map((x, k) => (k === i ? x + move : x)))).toBeGreaterThan(
          fit.negativeLogLikelihood,
        );
  });

  it("follows the models' names, and not the side, order or grouping of rows", () => {
    fc.assert(
      fc.property(
        arbitraryJudgments(),
        fc.array(fc.nat(), { minLength: 5, maxLength: 5 }),
        (judgments, keys) => {
          const names = Array.from({ length: judgments.models }, (_, i) => i).sort(
            (i, j) => keys[i]! - keys[j]! || i - j,
          );
          const one = fitBradleyTerry(countPairs(judgments), 0.1);
          const other = fitBradleyTerry(countPairs(turned(relabelled(judgments, names))), 0.1);
          if (one.kind === "separated" || other.kind === "separated") throw new Error("ghost ties link all");
          for (let i = 0; i < judgments.models; i++) expect(other.r[names[i]!]).toBeCloseTo(one.r[i]!, 9);
          const mirrored = fitBradleyTerry(
            countPairs({ ...judgments, score: judgments.score.map((s) => -s) }),
            0.1,
          );
          if (mirrored.kind === "separated") throw new Error("ghost ties link all");
          for (let i = 0; i < judgments.models; i++) expect(mirrored.r[i]).toBeCloseTo(-one.r[i]!, 9);
        },
      ),
    );
  });

  it("finds strengths that are far apart", () => {
    const counts = countPairs(
      judgmentsOf(4, [
        [0, 1, 4000, 1, 0],
        [1, 2, 4000, 1, 0],
        [2, 3, 4000, 1, 0],
      ]),
    );
    const fit = fitBradleyTerry(counts);
    if (fit.kind === "separated") throw new Error("linked by one loss each");
    expect(fit.r[0]! - fit.r[3]!).toBeCloseTo(3 * Math.log(4000), 6);
  });
});

describe("degenerate judgments", () => {
  const separated = (table: Parameters<typeof judgmentsOf>[1], models: number) => {
    const fit = fitBradleyTerry(countPairs(judgmentsOf(models, table)));
    if (fit.kind === "fitted") throw new Error("no strengths exist");
    return {
      reason: fit.reason,
      groups: fit.groups.map((g) => [...g]),
      unjudged: [...fit.unjudged],
      parts: fit.parts,
    };
  };

  it("explain why there is no common scale", () => {
    expect(separated([], 2)).toEqual({
      reason: "no-judgments",
      groups: [[1], [0]],
      unjudged: [0, 1],
      parts: 2,
    });
    expect(separated([[1, 0, 1, 0, 0]], 2)).toEqual({
      reason: "one-sided",
      groups: [[1], [0]],
      unjudged: [],
      parts: 1,
    });
    const winner = separated(
      [
        [2, 0, 5, 0, 0],
        [2, 1, 3, 0, 0],
        [0, 1, 2, 2, 0],
      ],
      3,
    );
    expect(winner).toEqual({ reason: "one-sided", groups: [[2], [0, 1]], unjudged: [], parts: 1 });
    const apart = separated(
      [
        [0, 1, 2, 2, 0],
        [2, 3, 2, 1, 1],
      ],
      5,
    );
    expect(apart.reason).toBe("disconnected");
    expect(apart.parts).toBe(3);
    expect(apart.unjudged).toEqual([4]);
    expect(apart.groups.map((group) => group.join()).sort()).toEqual(["0,1", "2,3", "4"]);
  });

  it("give what can still be told: strengths within groups, or with ghost ties", () => {
    const counts = countPairs(
      judgmentsOf(5, [
        [0, 1, 3, 1, 0],
        [2, 3, 1, 2, 1],
      ]),
    );
    const fit = fitBradleyTerry(counts);
    if (fit.kind === "fitted") throw new Error("two islands and one model");
    const within = fitWithinGroups(counts, fit);
    expect(within.map(({ models }) => [...models].join()).sort()).toEqual(["0,1", "2,3"]);
    const first = within.find(({ models }) => models[0] === 0)!;
    expect(first.fit.r[0]! - first.fit.r[1]!).toBeCloseTo(Math.log(3), 9);
    expect(first.fit.counts.weight).toBe(4);

    const withGhosts = fitBradleyTerry(counts, 0.1);
    if (withGhosts.kind === "separated") throw new Error("ghost ties link all");
    expect(withGhosts.ghostTies).toBe(0.1);
    expect(withGhosts.r[4]).toBeCloseTo(0, 9);
    expect(withGhosts.r[0]).toBeGreaterThan(withGhosts.r[1]!);
    expect(() => fitBradleyTerry(counts, -1)).toThrow(RangeError);
  });

  it("give equal strengths where everything is a tie, and a single model's strength 0", () => {
    expect(
      Array.from(
        fitted(
          judgmentsOf(3, [
            [0, 1, 0, 0, 2],
            [1, 2, 0, 0, 9],
          ]),
        ).r,
      ),
    ).toEqual([0, 0, 0]);
    expect(Array.from(fitted(judgmentsOf(1, [])).r)).toEqual([0]);
  });

  it("rate without intervals where no covariance is known", () => {
    const [first] = ratingIntervals(fitted(goldenJudgments()), undefined);
    expect(first).toEqual({
      rating: expect.closeTo(1071.72, 2),
      se: undefined,
      lower: undefined,
      upper: undefined,
    });
  });

  it("never give anything that is not a number", () => {
    fc.assert(
      fc.property(arbitraryJudgments({ weighted: true, mostRows: 4 }), (judgments) => {
        const fit = fitBradleyTerry(countPairs(judgments));
        if (fit.kind === "fitted") expect(fit.r.every(Number.isFinite)).toBe(true);
        else expect(fit.groups.reduce((sum, group) => sum + group.length, 0)).toBe(judgments.models);
      }),
    );
    expect(comparisonGroups(countPairs(judgmentsOf(1, []))).parts).toBe(1);
  });
});
