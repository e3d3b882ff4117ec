import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  arbitraryJudgments,
  centredInverseByElimination,
  fitted,
  goldenJudgments,
  judgmentsOf,
  product,
  repeatRows,
} from "@/server/testing/arbitrary-judgments";
import { createRandom } from "../sampling/random";
import { type BradleyTerry, fitBradleyTerry } from "./bradley-terry";
import { countPairs } from "./count-pairs";
import { eloPointsPerLogit, ratingIntervals, strengthDifference } from "./elo-points";
import type { PromptJudgments } from "./pair-judgments";
import { promptScoreProducts } from "./prompt-score-products";
import { simulateStrengthCoverage } from "./simulate-strength-coverage";
import { clusteredCovariance, modelBasedCovariance, type StrengthCovariance } from "./strength-covariance";

/** One score vector per prompt, added up row by row, and their outer products. */
function meatByVectors({ models, a, b, score, prompt, prompts, weight }: PromptJudgments, r: Float64Array) {
  const vectors = Array.from({ length: prompts }, () => Array<number>(models).fill(0));
  for (const [row, i] of a.entries()) {
    const j = b[row]!;
    const won = 1 / (1 + Math.exp(r[j]! - r[i]!));
    const slope = (weight ? weight[row]! : 1) * ((1 + score[row]!) / 2 - won);
    vectors[prompt[row]!]![i]! += slope;
    vectors[prompt[row]!]![j]! -= slope;
  }
  const table = (entry: (i: number, j: number) => number) =>
    Array.from({ length: models }, (_, i) => Array.from({ length: models }, (_cell, j) => entry(i, j)));
  return table((i, j) => vectors.reduce((sum, vector) => sum + vector[i]! * vector[j]!, 0));
}

function informationByRows({ models, a, b, weight }: PromptJudgments, r: Float64Array) {
  const information = Array.from({ length: models }, () => Array<number>(models).fill(0));
  for (const [row, i] of a.entries()) {
    const j = b[row]!;
    const won = 1 / (1 + Math.exp(r[j]! - r[i]!));
    const n = (weight ? weight[row]! : 1) * won * (1 - won);
    information[i]![i]! += n;
    information[j]![j]! += n;
    information[i]![j]! -= n;
    information[j]![i]! -= n;
  }
  return information;
}

function sandwichByVectors(judgments: PromptJudgments, fit: BradleyTerry): number[] {
  const bread = centredInverseByElimination(informationByRows(judgments, fit.r), judgments.models);
  return product(product(bread, meatByVectors(judgments, fit.r)), bread).flat();
}

function known(fit: BradleyTerry, judgments: PromptJudgments): StrengthCovariance {
  const covariance = clusteredCovariance(fit, judgments);
  if (covariance.kind === "unknown") throw new Error(covariance.reason);
  return covariance;
}

const errors = ({ matrix, models }: StrengthCovariance) =>
  Array.from({ length: models }, (_, i) => Math.sqrt(matrix[i * (models + 1)]!).toFixed(5));

describe("the covariance of strengths", () => {
  it("gives the golden standard errors and the golden difference", () => {
    const judgments = goldenJudgments();
    const fit = fitted(judgments);
    expect(errors(known(fit, judgments))).toEqual(["0.12318", "0.11811", "0.12169"]);
    expect(errors(modelBasedCovariance(fit))).toEqual(["0.13980", "0.13698", "0.13615"]);
    const { estimate, se, lower, upper } = strengthDifference(fit, known(fit, judgments), 0, 1);
    expect([estimate.toFixed(6), se.toFixed(6)]).toEqual(["0.660550", "0.208417"]);
    expect([lower, upper]).toEqual([
      expect.closeTo(0.66055 - 1.959964 * 0.208417, 5),
      expect.closeTo(0.66055 + 1.959964 * 0.208417, 5),
    ]);
  });

  it("agrees with explicit score vectors and outer products", () => {
    let compared = 0;
    fc.assert(
      fc.property(arbitraryJudgments({ weighted: true }), (judgments) => {
        const fit = fitBradleyTerry(countPairs(judgments));
        if (fit.kind === "separated") return;
        const covariance = clusteredCovariance(fit, judgments);
        if (covariance.kind === "unknown") return;
        compared++;
        const slow = sandwichByVectors(judgments, fit);
        for (const [cell, value] of slow.entries()) expect(covariance.matrix[cell]).toBeCloseTo(value, 7);
        const inverse = centredInverseByElimination(
          informationByRows(judgments, fit.r),
          judgments.models,
        ).flat();
        for (const [cell, value] of inverse.entries())
          expect(modelBasedCovariance(fit).matrix[cell]).toBeCloseTo(value, 7);
      }),
      { numRuns: 300 },
    );
    expect(compared).toBeGreaterThan(20);
  });

  it("agrees with them on more rows than are worked on together", () => {
    const random = createRandom("many rows");
    // Rows are put in order four at a time, and these leave some over.
    const [models, rows, prompts] = [12, 9003, 1500];
    const a = Int32Array.from({ length: rows }, () => random.below(models));
    const judgments = {
      models,
      prompts,
      a,
      b: a.map((i) => (i + 1 + random.below(models - 1)) % models),
      score: Float64Array.from({ length: rows }, () => random.below(3) - 1),
      // The last prompts have no rows, and some have many.
      prompt: Int32Array.from({ length: rows }, () => Math.floor(random.next() ** 2 * (prompts - 40))),
    };
    const fit = fitted(judgments);
    const covariance = known(fit, judgments);
    const slow = sandwichByVectors(judgments, fit);
    for (const [cell, value] of slow.entries()) expect(covariance.matrix[cell]).toBeCloseTo(value, 12);
    expect(covariance.prompts).toBe(new Set(judgments.prompt).size);
  });

  it.each([
    ["whole scores", 12, (score: number) => score],
    [
      "a score that is none of −1, 0 and 1",
      12,
      (score: number, row: number) => (row === 8000 ? 0.25 : score),
    ],
    ["such a score at the end", 12, (score: number, row: number) => (row === 9002 ? 0.25 : score)],
    ["a whole score beyond 1", 12, (score: number, row: number) => (row === 9002 ? 2 : score)],
    ["a great whole score", 12, (score: number, row: number) => (row === 8001 ? 2 ** 33 : score)],
    ["more models than fit in a word", 130, (score: number) => score],
  ])("sums the same whether rows are kept short or not: %s", (_, models, scoreOf) => {
    const random = createRandom("short or not");
    const rows = 9003;
    const a = Int32Array.from({ length: rows }, () => random.below(models));
    const judged = {
      models,
      prompts: 900,
      a,
      b: a.map((i) => (i + 1 + random.below(models - 1)) % models),
      score: Float64Array.from({ length: rows }, (_row, row) => scoreOf(random.below(3) - 1, row)),
      prompt: Int32Array.from({ length: rows }, () => random.below(900)),
      expected: Float64Array.from({ length: models * models }, () => random.next() - 0.5),
    };
    const short = promptScoreProducts(judged);
    const long = promptScoreProducts({ ...judged, weight: new Float64Array(rows).fill(1) });
    expect(short.prompts).toBe(long.prompts);
    for (const [cell, value] of long.products.entries()) expect(short.products[cell]).toBeCloseTo(value, 9);
  });

  it("counts weights as repetition within the prompt, and does not ask for an order of rows", () => {
    fc.assert(
      fc.property(arbitraryJudgments({ weighted: true, mostRows: 60 }), (judgments) => {
        const fit = fitBradleyTerry(countPairs(judgments));
        if (fit.kind === "separated") return;
        const weighted = clusteredCovariance(fit, judgments);
        const repeated = clusteredCovariance(fit, repeatRows(judgments));
        if (weighted.kind === "unknown" || repeated.kind === "unknown") return;
        for (const [cell, value] of repeated.matrix.entries())
          expect(weighted.matrix[cell]).toBeCloseTo(value, 8);
      }),
    );
  });

  it("takes further parameters beside the strengths", () => {
    const rows = {
      models: 2,
      a: Int32Array.of(0, 1, 0),
      b: Int32Array.of(1, 0, 1),
      score: Float64Array.of(1, 2, 3),
      further: [Float64Array.of(10, 20, 30)],
      prompts: 2,
      prompt: Int32Array.of(0, 1, 0),
    };
    // Prompt 0: (4, −4, 40); prompt 1: (−2, 2, 20).
    const { products, prompts } = promptScoreProducts(rows);
    expect(Array.from(products)).toEqual([20, -20, 120, -20, 20, -120, 120, -120, 2000]);
    expect(prompts).toBe(2);
  });

  it("is wider where judgments of a prompt repeat each other, as if they were one", () => {
    const judgments = goldenJudgments();
    const twice = {
      ...judgments,
      a: Int32Array.of(...judgments.a, ...judgments.a),
      b: Int32Array.of(...judgments.b, ...judgments.b),
      score: Float64Array.of(...judgments.score, ...judgments.score),
      prompt: Int32Array.of(...judgments.prompt, ...judgments.prompt),
    };
    expect(errors(known(fitted(twice), twice))).toEqual(errors(known(fitted(judgments), judgments)));
  });

  it("is unknown, with the reason, where prompts cannot show how they differ", () => {
    const reason = (judgments: PromptJudgments) => clusteredCovariance(fitted(judgments), judgments);
    const ties = judgmentsOf(2, [[0, 1, 0, 0, 5]]);
    expect(reason(ties)).toEqual({ kind: "unknown", reason: "no-variation" });
    expect(reason(judgmentsOf(2, [[0, 1, 0, 0, 1]]))).toEqual({ kind: "unknown", reason: "one-prompt" });
    const even = judgmentsOf(2, [[0, 1, 1, 1, 0]]);
    expect(reason({ ...even, prompts: 1, prompt: Int32Array.of(0, 0) })).toEqual({
      kind: "unknown",
      reason: "one-prompt",
    });
    expect(reason({ ...even, prompt: Int32Array.of(1, 1) })).toEqual({
      kind: "unknown",
      reason: "one-prompt",
    });
    expect(() => clusteredCovariance(fitted(even), { ...even, prompt: Int32Array.of(0, 2) })).toThrow(
      /prompt 2/,
    );
    expect(() => clusteredCovariance(fitted(even), { ...even, models: 3 })).toThrow(/2 models for 3/);
  });
});

describe("ratings on Elo's scale", () => {
  it("carry intervals about a mean of 1000, or of the distance from an anchor", () => {
    const judgments = goldenJudgments();
    const fit = fitted(judgments);
    const covariance = known(fit, judgments);
    const free = ratingIntervals(fit, covariance);
    expect(free.map(({ rating }) => (rating - 1000).toFixed(2))).toEqual(["71.72", "-43.03", "-28.69"]);
    expect(free[0]!.se).toBeCloseTo(0.12318 * eloPointsPerLogit, 2);
    const anchored = ratingIntervals(fit, covariance, 1);
    expect(anchored[1]).toEqual({ rating: 1000, se: 0, lower: 1000, upper: 1000 });
    expect(anchored[0]!.rating - 1000).toBeCloseTo(0.66055 * eloPointsPerLogit, 3);
    expect(anchored[0]!.se).toBeCloseTo(0.208417 * eloPointsPerLogit, 3);
    expect(() => ratingIntervals(fit, covariance, 3)).toThrow(/3 models have no number 3/);
  });
});

describe("the sandwich over 400 seeded campaigns of 120 prompts × 3 judgments", () => {
  it("covers a difference about as often as it says, where the model-based interval does not", () => {
    const { sandwich, modelBased } = simulateStrengthCoverage({
      strengths: [0.5, 0.1, 0, -0.6],
      prompts: 120,
      judgments: 3,
      agreement: 0.8,
      tieShare: 0.1,
      replications: 400,
      seed: "short",
    });
    expect(sandwich).toBeGreaterThan(0.915);
    expect(sandwich).toBeLessThan(0.98);
    expect(modelBased).toBeLessThan(0.9);
  });
});
