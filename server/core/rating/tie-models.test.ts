import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  arbitraryJudgments,
  centredInverseByElimination,
  goldenJudgments,
  judgmentsOf,
} from "@/server/testing/arbitrary-judgments";
import { countPairs, type PairCounts } from "./count-pairs";
import { addGhostTies } from "./ghost-ties";
import { fitDavidson, fitRaoKupper, type TieModelFit } from "./tie-models";

const models = { "rao-kupper": fitRaoKupper, davidson: fitDavidson };
const methods = ["rao-kupper", "davidson"] as const;

/** P(win), P(tie), P(loss) as the papers write them, with d = r_i − r_j. */
function chances(method: TieModelFit["method"], d: number, tie: number): [number, number, number] {
  if (method === "rao-kupper") {
    const win = Math.exp(d) / (Math.exp(d) + Math.exp(tie));
    const loss = 1 / (1 + Math.exp(tie + d));
    return [win, 1 - win - loss, loss];
  }
  const sum = Math.exp(d / 2) + tie + Math.exp(-d / 2);
  return [Math.exp(d / 2) / sum, tie / sum, Math.exp(-d / 2) / sum];
}

/** −ln of the likelihood at (r, ln tie), outcome by outcome. */
function lossAt(
  method: TieModelFit["method"],
  { models, wins, ties }: PairCounts,
  at: readonly number[],
): number {
  let loss = 0;
  for (let i = 0; i < models; i++)
    for (let j = 0; j < models; j++) {
      if (i === j) continue;
      const [win, tie] = chances(method, at[i]! - at[j]!, Math.exp(at[models]!));
      if (wins[i * models + j]! > 0) loss -= wins[i * models + j]! * Math.log(win);
      if (i < j && ties[i * models + j]! > 0) loss -= ties[i * models + j]! * Math.log(tie);
    }
  return loss;
}

/** Second differences of the loss. */
function curvatureAt(loss: (at: readonly number[]) => number, at: readonly number[]): number[][] {
  const h = 1e-3;
  const moved = (i: number, x: number, j: number, y: number) =>
    loss(at.map((value, k) => value + (k === i ? x * h : 0) + (k === j ? y * h : 0)));
  return at.map((_, i) =>
    at.map(
      (_cell, j) =>
        (moved(i, 1, j, 1) - moved(i, 1, j, -1) - moved(i, -1, j, 1) + moved(i, -1, j, -1)) / (4 * h * h),
    ),
  );
}

function fittedBy(method: TieModelFit["method"], counts: PairCounts): TieModelFit {
  const fit = models[method](counts);
  if (fit.kind !== "fitted") throw new Error(fit.kind);
  return fit;
}

describe("models in which a tie is an outcome of its own", () => {
  it("give the golden values", () => {
    const counts = countPairs(goldenJudgments());
    const digits = ({ r, tie, negativeLogLikelihood }: TieModelFit) =>
      [...r, tie, negativeLogLikelihood].map((x) => x.toFixed(6));
    expect(digits(fittedBy("rao-kupper", counts))).toEqual([
      "0.436676",
      "-0.260069",
      "-0.176606",
      "0.463965",
      "153.579476",
    ]);
    expect(digits(fittedBy("davidson", counts))).toEqual([
      "0.532567",
      "-0.319489",
      "-0.213078",
      "0.571382",
      "153.611942",
    ]);
  });

  it.each(methods)(
    "%s: the fit is the likelihood's maximum, its covariance the numeric curvature's inverse",
    (method) => {
      let compared = 0;
      fc.assert(
        fc.property(arbitraryJudgments({ mostRows: 60 }), (judgments) => {
          const counts = countPairs(judgments);
          const fit = models[method](counts);
          if (fit.kind !== "fitted") return;
          compared++;
          const at = [...fit.r, Math.log(fit.tie)];
          const loss = (place: readonly number[]) => lossAt(method, counts, place);
          expect(fit.negativeLogLikelihood).toBeCloseTo(loss(at), 8);
          for (const i of at.keys())
            for (const move of [-0.02, 0.02])
              expect(loss(at.map((x, k) => (k === i ? x + move : x)))).toBeGreaterThanOrEqual(loss(at));
          const inverse = centredInverseByElimination(curvatureAt(loss, at), counts.models).flat();
          const scale = Math.max(...inverse.map(Math.abs));
          for (const [cell, value] of inverse.entries())
            expect(fit.covariance[cell]! / scale).toBeCloseTo(value / scale, 3);
        }),
        { numRuns: 200 },
      );
      expect(compared).toBeGreaterThan(10);
    },
  );

  it.each(methods)("%s: follows the models' names and the sides", (method) => {
    fc.assert(
      fc.property(arbitraryJudgments({ mostRows: 30 }), (judgments) => {
        const { a, b, score, models: count } = judgments;
        const one = models[method](countPairs(judgments), 0.2);
        const names = (i: number) => count - 1 - i;
        const turned = { ...judgments, a: b.map(names), b: a.map(names), score: score.map((s) => -s) };
        const other = models[method](countPairs(turned), 0.2);
        expect(other.kind).toBe(one.kind);
        if (one.kind !== "fitted" || other.kind !== "fitted") return;
        expect(other.tie).toBeCloseTo(one.tie, 6);
        for (let i = 0; i < count; i++) expect(other.r[names(i)]).toBeCloseTo(one.r[i]!, 6);
        expect(one.r.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 9);
      }),
    );
  });

  it("climbs over stretches where ln η bends the wrong way", () => {
    const counts = countPairs({
      models: 4,
      a: Int32Array.of(0, 0),
      b: Int32Array.of(1, 2),
      score: Float64Array.of(-0.25, 0.5),
    });
    const fit = fitRaoKupper(counts, 0.2);
    if (fit.kind !== "fitted") throw new Error(fit.kind);
    expect([...fit.r, ...fit.covariance].every(Number.isFinite)).toBe(true);
    const at = [...fit.r, Math.log(fit.tie)];
    const loss = (place: readonly number[]) => lossAt("rao-kupper", addGhostTies(counts, 0.2), place);
    for (const i of at.keys())
      for (const move of [-0.01, 0.01])
        expect(loss(at.map((x, k) => (k === i ? x + move : x)))).toBeGreaterThan(fit.negativeLogLikelihood);
  });

  it.each(methods)("%s: says why ties cannot be a parameter, or strengths not told", (method) => {
    const fit = (...table: Parameters<typeof judgmentsOf>[1]) =>
      models[method](countPairs(judgmentsOf(2, table)));
    expect(fit([0, 1, 3, 2, 0])).toEqual({ kind: "no-tie-parameter", reason: "no-ties" });
    expect(fit([0, 1, 0, 0, 3])).toEqual({ kind: "no-tie-parameter", reason: "all-ties" });
    expect(fit([0, 1, 5, 0, 3])).toEqual({ kind: "no-tie-parameter", reason: "no-upset" });
    expect(fit([0, 1, 4, 0, 0])).toMatchObject({ kind: "separated", reason: "one-sided" });
    expect(fit()).toMatchObject({ kind: "separated", reason: "no-judgments" });
  });

  it("have a maximum exactly where no order on whole steps explains all", () => {
    const seen = { fitted: 0, "no-upset": 0 };
    fc.assert(
      fc.property(arbitraryJudgments({ shared: false, mostRows: 25 }), (judgments) => {
        const counts = countPairs(judgments);
        const explained = orders(counts.models).some((place) => explains(place, counts));
        for (const method of methods) {
          const fit = models[method](counts);
          if (fit.kind === "fitted") expect(explained).toBe(false);
          else if (fit.kind === "no-tie-parameter" && fit.reason === "no-upset") expect(explained).toBe(true);
          else continue;
          seen[fit.kind === "fitted" ? "fitted" : "no-upset"]++;
          if (fit.kind === "fitted")
            expect([...fit.r, fit.tie, ...fit.covariance].every(Number.isFinite)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(5);
  });
});

/** Every placing of the models on steps 0 … models − 1. */
function orders(count: number): number[][] {
  let all: number[][] = [[]];
  for (let i = 0; i < count; i++)
    all = all.flatMap((place) => Array.from({ length: count }, (_, step) => [...place, step]));
  return all;
}

function explains(place: readonly number[], { models, wins, ties }: PairCounts): boolean {
  return place.every((own, i) =>
    place.every((other, j) => {
      const cell = i * models + j;
      return (wins[cell] === 0 || own - other >= 1) && (ties[cell] === 0 || Math.abs(own - other) <= 1);
    }),
  );
}
