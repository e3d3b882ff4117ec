import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../sampling/random";
import type { AgreementJudgments } from "./agreement-judgments";
import { oneCoinDawidSkene } from "./one-coin-dawid-skene";

const values = [1, -1, 0, 0];

interface Row {
  comparison: number;
  annotator: number;
  outcome: number;
}

const judgmentsOf = (rows: Row[], comparisons: number, annotators: number): AgreementJudgments => ({
  values,
  comparisons,
  annotators,
  comparison: Int32Array.from(rows, (row) => row.comparison),
  annotator: Int32Array.from(rows, (row) => row.annotator),
  outcome: Uint8Array.from(rows, (row) => row.outcome),
});

/** EM written as it is told: products of probabilities, list by list. */
function slowly(rows: Row[], comparisons: number, annotators: number, steps: number) {
  const outcomes = values.map((_, k) => k);
  const of = (c: number) => rows.filter((row) => row.comparison === c);
  const judged = [...Array(comparisons).keys()].filter((c) => of(c).length > 0);
  let truth = new Map(
    judged.map((c) => [
      c,
      outcomes.map((k) => of(c).filter((row) => row.outcome === k).length / of(c).length),
    ]),
  );
  let accuracy: number[] = [];
  for (let step = 0; step < steps; step++) {
    const share = outcomes.map((k) => judged.reduce((sum, c) => sum + truth.get(c)![k]!, 0) / judged.length);
    accuracy = [...Array(annotators).keys()].map((j) => {
      const own = rows.filter((row) => row.annotator === j);
      const right = own.reduce((sum, row) => sum + truth.get(row.comparison)![row.outcome]!, 0);
      return (right + 1) / (own.length + outcomes.length);
    });
    truth = new Map(
      judged.map((c) => {
        const joint = outcomes.map((k) =>
          of(c).reduce((product, { annotator, outcome }) => {
            const a = accuracy[annotator]!;
            return product * (outcome === k ? a : (1 - a) / (outcomes.length - 1));
          }, share[k]!),
        );
        const total = joint.reduce((a, b) => a + b, 0);
        return [c, joint.map((x) => x / total)];
      }),
    );
  }
  return { truth, accuracy };
}

/** Three diligent people, and one who guesses. */
function campaign(comparisons: number) {
  const random = createRandom("coins");
  const coins = [0.85, 0.8, 0.75, 0.25];
  const truth = Uint8Array.from({ length: comparisons }, () => [0, 0, 0, 1, 2][random.below(5)]!);
  const rows = Array.from(truth, (k, comparison) =>
    coins.map((coin, annotator) => {
      const wrong = (k + 1 + random.below(3)) % 4;
      return { comparison, annotator, outcome: random.next() < coin ? k : wrong };
    }),
  ).flat();
  return { truth, rows, coins };
}

describe("oneCoinDawidSkene", () => {
  it("is step for step what the slow form gives, and its posterior never falls", () => {
    const cell = fc.option(fc.nat(3), { nil: undefined });
    const table = fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 6 }), (cells, steps) => {
        const rows = cells.flatMap((row, comparison) =>
          row.flatMap((outcome, annotator) =>
            outcome === undefined ? [] : [{ comparison, annotator, outcome }],
          ),
        );
        const judgments = judgmentsOf(rows, cells.length, 4);
        const fit = oneCoinDawidSkene(judgments, { mostSteps: steps });
        if (fit.kind === "unknown") {
          expect(["no-judgments", "one-annotator", "no-overlap"]).toContain(fit.reason);
          return;
        }
        const { truth, accuracy } = slowly(rows, cells.length, 4, fit.steps);
        for (const [c, probabilities] of truth)
          for (const [k, p] of probabilities.entries()) expect(fit.probability[4 * c + k]).toBeCloseTo(p, 9);
        for (const [j, a] of fit.accuracy.entries())
          if (a !== undefined) expect(a).toBeCloseTo(accuracy[j]!, 9);
        const further = oneCoinDawidSkene(judgments, { mostSteps: steps + 1 });
        expect(further.kind === "fitted" && further.logPosterior).toBeGreaterThanOrEqual(
          fit.logPosterior - 1e-9,
        );
        expect(Math.abs(fit.margin)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  });

  it("finds who is reliable, and comes nearer to the truth than the vote does", () => {
    const { truth, rows, coins } = campaign(800);
    const fit = oneCoinDawidSkene(judgmentsOf(rows, 800, 4));
    if (fit.kind === "unknown") throw new Error(fit.reason);
    expect(fit.converged).toBe(true);
    for (const [j, coin] of coins.entries()) expect(Math.abs(fit.accuracy[j]! - coin)).toBeLessThan(0.06);
    const margin = truth.reduce((sum, k) => sum + values[k]!, 0) / truth.length;
    expect(Math.abs(fit.margin - margin)).toBeLessThan(0.03);
    expect(Math.abs(fit.unweightedMargin - margin)).toBeGreaterThan(0.05);
  });

  it("gives every stratum its own mix of outcomes", () => {
    const { rows } = campaign(200);
    const mirrored = rows.map((row) => ({
      ...row,
      comparison: row.comparison + 200,
      outcome: [1, 0, 2, 3][row.outcome]!,
    }));
    const stratum = Int32Array.from({ length: 400 }, (_, c) => (c < 200 ? 0 : 1));
    const fit = oneCoinDawidSkene(judgmentsOf([...rows, ...mirrored], 400, 4), { stratum });
    if (fit.kind === "unknown") throw new Error(fit.reason);
    expect(fit.margin).toBeCloseTo(0, 9);
    for (const bad of [new Int32Array(3), new Int32Array(400).fill(-1)])
      expect(() => oneCoinDawidSkene(judgmentsOf(rows, 400, 4), { stratum: bad })).toThrow(RangeError);
  });

  it("says why where nobody can be compared, and answers where all agree", () => {
    const row = (comparison: number, annotator: number) => ({ comparison, annotator, outcome: 0 });
    expect(oneCoinDawidSkene(judgmentsOf([], 0, 0))).toMatchObject({ reason: "no-judgments" });
    expect(oneCoinDawidSkene(judgmentsOf([row(0, 0), row(1, 0)], 2, 1))).toMatchObject({
      reason: "one-annotator",
    });
    expect(oneCoinDawidSkene(judgmentsOf([row(0, 0), row(1, 1)], 2, 2))).toMatchObject({
      reason: "no-overlap",
    });
    const agreed = oneCoinDawidSkene(judgmentsOf([row(0, 0), row(0, 1)], 3, 3));
    expect(agreed).toMatchObject({ kind: "fitted", margin: 1, unweightedMargin: 1, judged: 1 });
    expect(agreed.kind === "fitted" && agreed.accuracy[2]).toBeUndefined();
  });
});
