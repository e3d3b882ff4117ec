import fc from "fast-check";
import { type BradleyTerry, fitBradleyTerry } from "@/server/core/rating/bradley-terry";
import { countPairs } from "@/server/core/rating/count-pairs";
import type { PromptJudgments } from "@/server/core/rating/pair-judgments";

/** Rows [a, b, wins of a, wins of b, ties] spelt out as judgments, each of a prompt of its own. */
export function judgmentsOf(
  models: number,
  table: readonly (readonly [number, number, number, number, number])[],
): PromptJudgments {
  const rows = table.flatMap(([a, b, won, lost, tied]) => [
    ...Array.from({ length: won }, () => [a, b, 1] as const),
    ...Array.from({ length: lost }, () => [a, b, -1] as const),
    ...Array.from({ length: tied }, () => [a, b, 0] as const),
  ]);
  return {
    models,
    a: Int32Array.from(rows, ([a]) => a),
    b: Int32Array.from(rows, ([, b]) => b),
    score: Float64Array.from(rows, ([, , score]) => score),
    prompts: rows.length,
    prompt: Int32Array.from(rows, (_, row) => row),
  };
}

/** The table that outside tools were run on: A–B 30/10/10, A–C 25/15/10, B–C 20/18/12. */
export const goldenJudgments = () =>
  judgmentsOf(3, [
    [0, 1, 30, 10, 10],
    [0, 2, 25, 15, 10],
    [1, 2, 20, 18, 12],
  ]);

/** The fit of judgments that are known to have one. */
export function fitted(judgments: PromptJudgments, ghostTies = 0): BradleyTerry {
  const fit = fitBradleyTerry(countPairs(judgments), ghostTies);
  if (fit.kind === "separated") throw new Error(`separated: ${fit.reason}`);
  return fit;
}

export interface ArbitraryJudgmentsOptions {
  weighted?: boolean;
  /** Scores between the whole ones too. */
  shared?: boolean;
  fewestRows?: number;
  mostRows?: number;
}

/** Judgments of two to five models about up to eight prompts, in any order; few of them, so that all degenerate cases occur. */
export function arbitraryJudgments({
  weighted = false,
  shared = true,
  fewestRows = 0,
  mostRows = 40,
}: ArbitraryJudgmentsOptions = {}): fc.Arbitrary<PromptJudgments> {
  return fc.integer({ min: 2, max: 5 }).chain((models) =>
    fc
      .array(
        fc.record({
          a: fc.nat(models - 1),
          step: fc.integer({ min: 1, max: models - 1 }),
          score: fc.constantFrom(...(shared ? [1, -1, 0, 1, -1, 0.5, -0.25] : [1, -1, 0])),
          prompt: fc.nat(7),
          weight: fc.nat(3),
        }),
        { minLength: fewestRows, maxLength: mostRows },
      )
      .map((rows) => ({
        models,
        a: Int32Array.from(rows, (row) => row.a),
        b: Int32Array.from(rows, (row) => (row.a + row.step) % models),
        score: Float64Array.from(rows, (row) => row.score),
        prompts: 8,
        prompt: Int32Array.from(rows, (row) => row.prompt),
        ...(weighted ? { weight: Float64Array.from(rows, (row) => row.weight) } : {}),
      })),
  );
}

/** Some of the rows, any of them several times. */
export function takeRows(judgments: PromptJudgments, rows: readonly number[]): PromptJudgments {
  const { models, prompts, a, b, score, prompt, weight } = judgments;
  return {
    models,
    prompts,
    a: Int32Array.from(rows, (row) => a[row]!),
    b: Int32Array.from(rows, (row) => b[row]!),
    score: Float64Array.from(rows, (row) => score[row]!),
    prompt: Int32Array.from(rows, (row) => prompt[row]!),
    ...(weight ? { weight: Float64Array.from(rows, (row) => weight[row]!) } : {}),
  };
}

/** Every row as often as its weight says, without weights. */
export function repeatRows({ weight, ...judgments }: PromptJudgments): PromptJudgments {
  const rows = Array.from(judgments.a, (_, row) => Array<number>(weight ? weight[row]! : 1).fill(row)).flat();
  return takeRows(judgments, rows);
}

/**
 * Readable oracle: the inverse of a curvature that is flat along "all strengths move together". The first strength is held
 * at 0, the rest is inverted by Gauss and Jordan's elimination, and the result is centred. Parameters from `models` on are
 * no strengths and stay as they are.
 */
export function centredInverseByElimination(curvature: number[][], models: number): number[][] {
  const size = curvature.length;
  const rows = curvature.slice(1).map((row, i) => [...row.slice(1), ...unit(size - 1, i)]);
  for (let pivot = 0; pivot < size - 1; pivot++) {
    const best = rows
      .slice(pivot)
      .reduce((at, row, i) => (Math.abs(row[pivot]!) > Math.abs(rows[at]![pivot]!) ? pivot + i : at), pivot);
    [rows[pivot], rows[best]] = [rows[best]!, rows[pivot]!];
    const scale = rows[pivot]![pivot]!;
    rows[pivot] = rows[pivot]!.map((value) => value / scale);
    for (let i = 0; i < size - 1; i++) {
      const factor = rows[i]![pivot]!;
      if (i !== pivot) rows[i] = rows[i]!.map((value, k) => value - factor * rows[pivot]![k]!);
    }
  }
  const inverse = [Array<number>(size).fill(0), ...rows.map((row) => [0, ...row.slice(size - 1)])];
  const centring = Array.from({ length: size }, (_, i) =>
    unit(size, i).map((one, j) => one - (i < models && j < models ? 1 / models : 0)),
  );
  return product(product(centring, inverse), transpose(centring));
}

/** Rows times columns. */
export function product(first: number[][], second: number[][]): number[][] {
  return first.map((row) =>
    transpose(second).map((column) => row.reduce((sum, x, k) => sum + x * column[k]!, 0)),
  );
}

const unit = (size: number, at: number) => Array.from({ length: size }, (_, i) => (i === at ? 1 : 0));
const transpose = (matrix: number[][]) => matrix[0]!.map((_, j) => matrix.map((row) => row[j]!));
