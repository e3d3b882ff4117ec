import type { BradleyTerry } from "./bradley-terry";
import { invertPositiveDefinite } from "./invert-positive-definite";
import { checkColumns, type PromptJudgments } from "./pair-judgments";
import { promptScoreProducts } from "./prompt-score-products";
import { gamesOf, strengthCurvature } from "./strength-likelihood";

/** How uncertain strengths are, and together. */
export interface StrengthCovariance {
  kind: "known";
  method: "model-based" | "prompt-clustered";
  models: number;
  /** models × models, of strengths with Σr = 0; every row sums to 0. */
  matrix: Float64Array;
  /** Prompts that it was learned from, where it is clustered. */
  prompts?: number;
}

/**
 * `one-prompt`: a single prompt cannot show how prompts differ. `no-variation`: the judgments of some model's prompts all
 * agree with the fit exactly, as when everything is a tie, so that their spread is 0 and says nothing.
 */
export interface UnknownCovariance {
  kind: "unknown";
  reason: "one-prompt" | "no-variation";
}

/**
 * The covariance of the strengths if the model holds and all judgments are independent: the inverse of the information.
 * Too small where prompts were judged more than once; see `clusteredCovariance`.
 *
 * @returns models × models entries.
 * @example modelBasedCovariance(fit).matrix[0] // variance of the first model's strength
 */
export function modelBasedCovariance(fit: BradleyTerry): StrengthCovariance {
  const matrix = inverseInformation(fit);
  const mean = matrix.reduce((sum, value) => sum + value, 0) / matrix.length;
  return {
    kind: "known",
    method: "model-based",
    models: fit.models,
    // The constant that made the matrix invertible comes off again.
    matrix: matrix.map((value) => value - mean),
  };
}

/**
 * The covariance of the strengths that stays right when judgments of one prompt hang together and when the model does not
 * hold exactly: the sandwich V = H⁻¹ G H⁻¹, scores summed per prompt before the outer product.
 *
 * Nothing is added for few prompts: below about 50 it is somewhat too small. Source: Liang and Zeger 1986; White 1982.
 *
 * @param judgments what the fit's counts were summed up from.
 * @throws RangeError for columns that do not belong together or another number of models.
 * @example const v = clusteredCovariance(fit, judgments); if (v.kind === "known") Math.sqrt(v.matrix[0]!)
 */
export function clusteredCovariance(
  fit: BradleyTerry,
  judgments: PromptJudgments,
): StrengthCovariance | UnknownCovariance {
  checkColumns(judgments);
  const { models } = fit;
  if (judgments.models !== models) throw new RangeError(`a fit of ${models} models for ${judgments.models}`);
  const { products, prompts } = promptScoreProducts({ ...judgments, expected: expectedScores(fit.r) });
  if (prompts < 2) return { kind: "unknown", reason: "one-prompt" };
  const inverse = inverseInformation(fit);
  const matrix = sandwich(inverse, products, models);
  for (let i = 0; i < models; i++) {
    const cell = i * (models + 1);
    if (models > 1 && !(matrix[cell]! > 1e-12 * inverse[cell]!))
      return { kind: "unknown", reason: "no-variation" };
  }
  return { kind: "known", method: "prompt-clustered", models, matrix, prompts };
}

/** The mean score that every pair is expected to have, in [−1, 1]. */
function expectedScores(r: Float64Array): Float64Array {
  const models = r.length;
  const expected = new Float64Array(models * models);
  for (let i = 0; i < models; i++) {
    for (let j = 0; j < i; j++) {
      const score = Math.tanh((r[i]! - r[j]!) / 2);
      expected[i * models + j] = score;
      expected[j * models + i] = -score;
    }
  }
  return expected;
}

function inverseInformation({ counts, r }: BradleyTerry): Float64Array {
  const inverse = invertPositiveDefinite(strengthCurvature(gamesOf(counts), r), r.length);
  if (!inverse) throw new RangeError("strengths so far apart that their information cannot be inverted");
  return inverse;
}

/** bread · filling · bread, all symmetric of one size. */
export function sandwich(bread: Float64Array, filling: Float64Array, size: number): Float64Array {
  const product = multiply(multiply(bread, filling, size), bread, size, true);
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) product[j * size + i] = product[i * size + j]!;
  return product;
}

/**
 * first · second, four rows of `second` at a time: fewer reads of the product, and sums that do not wait for each other.
 * Where the product is symmetric its lower half is enough.
 */
function multiply(first: Float64Array, second: Float64Array, size: number, lower = false): Float64Array {
  const product = new Float64Array(size * size);
  const whole = size - (size % 4);
  for (let i = 0; i < size; i++) {
    const end = lower ? i + 1 : size;
    const row = product.subarray(i * size, i * size + end);
    for (let k = 0; k < whole; k += 4) {
      const own = i * size + k;
      const [x0, x1, x2, x3] = [first[own]!, first[own + 1]!, first[own + 2]!, first[own + 3]!];
      const [at0, at1, at2, at3] = [k * size, (k + 1) * size, (k + 2) * size, (k + 3) * size];
      for (let j = 0; j < end; j++)
        row[j]! +=
          x0 * second[at0 + j]! + x1 * second[at1 + j]! + (x2 * second[at2 + j]! + x3 * second[at3 + j]!);
    }
    for (let k = whole; k < size; k++)
      for (let j = 0; j < end; j++) row[j]! += first[i * size + k]! * second[k * size + j]!;
  }
  return product;
}
