import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  arbitraryJudgments,
  centredInverseByElimination,
  fitted,
  goldenJudgments,
  judgmentsOf,
  product,
} from "@/server/testing/arbitrary-judgments";
import { createRandom } from "../sampling/random";
import { controlledWinRate, fitControlled } from "./controlled-strengths";
import type { PromptJudgments } from "./pair-judgments";
import { clusteredCovariance } from "./strength-covariance";
import { styleContrasts } from "./style-contrasts";

/** Newton's method on whole design rows, and the sandwich from one score vector per prompt. */
function controlByRows(judgments: PromptJudgments, columns: readonly Float64Array[]) {
  const { models, a, b, score, weight, prompt, prompts } = judgments;
  const size = models + columns.length;
  const rows = Array.from(a, (i, row) => {
    const design = Array<number>(size).fill(0);
    design[i]! += 1;
    design[b[row]!]! -= 1;
    for (const [k, x] of columns.entries()) design[models + k] = x[row]!;
    return { design, y: (1 + score[row]!) / 2, w: weight ? weight[row]! : 1, prompt: prompt[row]! };
  });
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, i) => sum + value * y[i]!, 0);
  const table = (entry: (i: number, j: number) => number) =>
    Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_cell, j) => entry(i, j)));
  let at = Array<number>(size).fill(0);
  let bread: number[][] = [];
  for (let step = 0; step < 40; step++) {
    const chances = rows.map(({ design }) => 1 / (1 + Math.exp(-dot(design, at))));
    const gradient = at.map((_, i) =>
      rows.reduce((sum, { design, y, w }, r) => sum + w * (y - chances[r]!) * design[i]!, 0),
    );
    const information = table((i, j) =>
      rows.reduce(
        (sum, { design, w }, r) => sum + w * chances[r]! * (1 - chances[r]!) * design[i]! * design[j]!,
        0,
      ),
    );
    bread = centredInverseByElimination(information, models);
    const move = bread.map((row) => dot(row, gradient));
    at = at.map((value, i) => value + move[i]!);
  }
  const vectors = Array.from({ length: prompts }, () => Array<number>(size).fill(0));
  for (const { design, y, w, prompt: p } of rows) {
    const slope = w * (y - 1 / (1 + Math.exp(-dot(design, at))));
    for (const [i, value] of design.entries()) vectors[p]![i]! += slope * value;
  }
  const meat = table((i, j) => vectors.reduce((sum, vector) => sum + vector[i]! * vector[j]!, 0));
  return { at, covariance: product(product(bread, meat), bread) };
}

/** Judgments that go by strengths and by the length of the texts. */
function lengthy(rows: number, effect: number) {
  const random = createRandom(`lengthy ${rows}`);
  const strengths = [0.4, 0, -0.4];
  const a = Int32Array.from({ length: rows }, () => random.below(3));
  const b = a.map((i) => (i + 1 + random.below(2)) % 3);
  // The weaker a model, the more it writes.
  const words = (model: number) => 20 + 60 * model + random.below(100);
  const wordsA = Float64Array.from(a, words);
  const wordsB = Float64Array.from(b, words);
  const [length] = styleContrasts([{ name: "words", a: wordsA, b: wordsB }]);
  const score = Float64Array.from(a, (i, row) => {
    const p = 1 / (1 + Math.exp(strengths[b[row]!]! - strengths[i]! - effect * length!.x[row]!));
    return random.next() < p ? 1 : -1;
  });
  const prompt = Int32Array.from({ length: rows }, (_, row) => row >> 1);
  return { judgments: { models: 3, a, b, score, prompt, prompts: rows }, contrasts: [length!] };
}

describe("styleContrasts", () => {
  it("are shares of the difference over their root mean square", () => {
    const [words, headers] = styleContrasts([
      { name: "words", a: Float64Array.of(30, 10, 5), b: Float64Array.of(10, 30, 5) },
      { name: "headers", a: new Float64Array(3), b: new Float64Array(3) },
    ]);
    expect(words!.scale).toBeCloseTo(Math.sqrt((0.25 + 0.25 + 0) / 3), 12);
    for (const [row, share] of [0.5, -0.5, 0].entries())
      expect(words!.x[row]! * words!.scale).toBeCloseTo(share, 12);
    expect(headers).toEqual({ name: "headers", scale: 0, x: new Float64Array(3) });
    expect(() => styleContrasts([{ name: "x", a: Float64Array.of(-1), b: Float64Array.of(1) }])).toThrow(
      /-1 and 1/,
    );
  });
});

describe("fitControlled", () => {
  it("agrees with plain Newton on rows and score vectors", () => {
    let compared = 0;
    fc.assert(
      fc.property(
        arbitraryJudgments({ weighted: true, fewestRows: 25, mostRows: 60 }),
        fc.integer(),
        (judgments, seed) => {
          const random = createRandom(`${seed}`);
          const column = () => Float64Array.from(judgments.a, () => random.next() * 4);
          const contrasts = styleContrasts([
            { name: "words", a: column(), b: column() },
            { name: "lists", a: column(), b: column() },
          ]);
          const fit = fitControlled(judgments, contrasts);
          // Near to no maximum the plain method does not arrive.
          if (
            fit.kind !== "fitted" ||
            [...fit.r, ...fit.effects.map((e) => e.estimate)].some((x) => Math.abs(x) > 2)
          )
            return;
          compared++;
          const { at, covariance } = controlByRows(
            judgments,
            contrasts.map(({ x }) => x),
          );
          const { models } = judgments;
          for (let i = 0; i < models; i++) expect(fit.r[i]).toBeCloseTo(at[i]!, 6);
          for (const [k, effect] of fit.effects.entries()) {
            expect(effect.estimate).toBeCloseTo(at[models + k]!, 6);
            if (effect.se !== undefined)
              expect(effect.se ** 2).toBeCloseTo(covariance[models + k]![models + k]!, 6);
          }
          if (fit.covariance.kind === "unknown") return;
          for (let i = 0; i < models; i++)
            for (let j = 0; j < models; j++)
              expect(fit.covariance.matrix[i * models + j]).toBeCloseTo(covariance[i]![j]!, 6);
        },
      ),
      { numRuns: 50 },
    );
    expect(compared).toBeGreaterThan(5);
  });

  it("is Bradley and Terry's fit without covariates", () => {
    const judgments = goldenJudgments();
    const fit = fitControlled(judgments, []);
    if (fit.kind !== "fitted" || fit.covariance.kind === "unknown") throw new Error(fit.kind);
    const plain = fitted(judgments);
    const covariance = clusteredCovariance(plain, judgments);
    if (covariance.kind === "unknown") throw new Error(covariance.reason);
    for (const i of [0, 1, 2]) expect(fit.r[i]).toBeCloseTo(plain.r[i]!, 9);
    for (const cell of covariance.matrix.keys())
      expect(fit.covariance.matrix[cell]).toBeCloseTo(covariance.matrix[cell]!, 12);
    expect(fit.negativeLogLikelihood).toBeCloseTo(plain.negativeLogLikelihood, 9);
  });

  it("takes from a model what its length won for it", () => {
    const { judgments, contrasts } = lengthy(6000, 0.8);
    const plain = fitted(judgments);
    const fit = fitControlled(judgments, contrasts);
    if (fit.kind !== "fitted") throw new Error(fit.kind);
    const [words] = fit.effects;
    expect(words!.lower).toBeLessThan(0.8);
    expect(words!.upper).toBeGreaterThan(0.8);
    expect(words!.p).toBeLessThan(1e-6);
    // Length made the weaker look better; at equal length the strengths are what they are.
    expect(plain.r[0]! - plain.r[2]!).toBeLessThan(0.4);
    const { estimate, lower, upper } = controlledWinRate(fit, 0, 2);
    const truth = 1 / (1 + Math.exp(-0.8));
    expect(lower).toBeLessThan(truth);
    expect(upper).toBeGreaterThan(truth);
    expect(estimate + controlledWinRate(fit, 2, 0).estimate).toBeCloseTo(1, 12);
  });

  it("does not ask which side is which", () => {
    const { judgments, contrasts } = lengthy(400, 0.5);
    const isTurned = (row: number) => row % 3 === 0;
    const swap = <T extends Int32Array | Float64Array>(own: T, other: T) =>
      own.map((x, row) => (isTurned(row) ? other[row]! : x)) as T;
    const turned = {
      ...judgments,
      a: swap(judgments.a, judgments.b),
      b: swap(judgments.b, judgments.a),
      score: judgments.score.map((s, row) => (isTurned(row) ? -s : s)),
    };
    const one = fitControlled(judgments, contrasts);
    const other = fitControlled(
      turned,
      contrasts.map((c) => ({ ...c, x: c.x.map((x, row) => (isTurned(row) ? -x : x)) })),
    );
    if (one.kind !== "fitted" || other.kind !== "fitted") throw new Error("no fit");
    for (const i of [0, 1, 2]) expect(other.r[i]).toBeCloseTo(one.r[i]!, 9);
    expect(other.effects[0]!.se).toBeCloseTo(one.effects[0]!.se!, 9);
  });

  it("says why style cannot be controlled", () => {
    const { judgments, contrasts } = lengthy(400, 0.5);
    const [words] = contrasts;
    expect(fitControlled(judgments, [words!, { ...words!, name: "characters" }])).toEqual({
      kind: "uncontrolled",
      reason: "collinear",
    });
    const all = { ...words!, x: judgments.score };
    expect(fitControlled(judgments, [all])).toEqual({ kind: "uncontrolled", reason: "decided-by-style" });
    expect(fitControlled(judgmentsOf(2, [[0, 1, 1, 0, 0]]), [])).toMatchObject({
      kind: "separated",
      reason: "one-sided",
    });
    expect(() => fitControlled(judgments, [{ ...words!, x: new Float64Array(2) }])).toThrow(/2 rows for 400/);
    const same = fitControlled(judgments, [{ name: "tables", x: new Float64Array(400), scale: 0 }]);
    expect(same).toMatchObject({ kind: "fitted", constant: ["tables"], effects: [] });
  });

  it("has no interval where prompts cannot show how they differ", () => {
    const ties = judgmentsOf(2, [[0, 1, 0, 0, 3]]);
    const fit = fitControlled(ties, []);
    if (fit.kind !== "fitted") throw new Error(fit.kind);
    expect(fit.covariance).toEqual({ kind: "unknown", reason: "no-variation" });
    expect(controlledWinRate(fit, 0, 1)).toEqual({ estimate: 0.5, lower: undefined, upper: undefined });
    const single = fitControlled(judgmentsOf(2, [[0, 1, 0, 0, 1]]), []);
    expect(single).toMatchObject({ kind: "fitted", covariance: { kind: "unknown", reason: "one-prompt" } });
  });
});
