import { normalProbability } from "../estimation/normal-probability";
import { normalQuantile } from "../estimation/normal-quantile";
import { solvePositiveDefinite } from "../prediction/solve-positive-definite";
import { fitBradleyTerry, type Separated } from "./bradley-terry";
import { countPairs } from "./count-pairs";
import { strengthDifference } from "./elo-points";
import { invertPositiveDefinite } from "./invert-positive-definite";
import { checkColumns, type PromptJudgments } from "./pair-judgments";
import { promptScoreProducts } from "./prompt-score-products";
import { type StrengthCovariance, sandwich, type UnknownCovariance } from "./strength-covariance";
import { centre } from "./strength-likelihood";
import type { StyleContrast } from "./style-contrasts";

/** What one property does to preferences beside the models' strengths. */
export interface StyleEffect {
  name: string;
  /** Log-odds per unit of the contrast (one root mean square). */
  estimate: number;
  /** Clustered by prompt; undefined where the covariance is unknown. */
  se: number | undefined;
  lower: number | undefined;
  upper: number | undefined;
  p: number | undefined;
}

/** Strengths at equal style: P(a is preferred to b) = 1/(1 + e^−(r_a − r_b + Σ β x)). */
export interface ControlledStrengths {
  kind: "fitted";
  method: "bradley-terry-controlled";
  models: number;
  /** Log-strength per model, Σr = 0. */
  r: Float64Array;
  effects: StyleEffect[];
  /** Properties that never differ between sides and have no effect to fit. */
  constant: string[];
  negativeLogLikelihood: number;
  iterations: number;
  /** Of the strengths alone, clustered by prompt. */
  covariance: StrengthCovariance | UnknownCovariance;
}

/**
 * `collinear`: some properties say the same, or the same as the models do. `decided-by-style`: the properties explain every
 * judgment, so that their effect has no end. Leave properties out.
 */
export interface UncontrolledStrengths {
  kind: "uncontrolled";
  reason: "collinear" | "decided-by-style";
}

const mostSteps = 60;
/** Log-odds per root mean square that no style has; beyond it the fit runs away. */
const largestEffect = 30;
/** Variance inflation factor that only rounding tells from infinity. */
const largestInflation = 1e8;

/**
 * Strengths of models with style held equal: Bradley and Terry's model with the sides' contrasts as covariates, a tie as half
 * a win of each, by Newton's method on the rows, with the sandwich of scores summed per prompt.
 *
 * What it answers is "which would be preferred if both were as long (as formatted)", not which is better: where a model is
 * better because it says more, that is taken away from it too.
 *
 * Source: Chiang et al. 2024 (arXiv 2403.04132); Dubois et al. 2024 (arXiv 2404.04475) for length.
 *
 * @returns `separated` where models have no common scale even without covariates, `uncontrolled` where covariates cannot be fitted.
 * @throws RangeError for columns of different length, and as `countPairs`.
 * @example const fit = fitControlled(judgments, styleContrasts([{ name: "words", a: wordsA, b: wordsB }]));
 */
export function fitControlled(
  judgments: PromptJudgments,
  contrasts: readonly StyleContrast[],
  alpha = 0.05,
): ControlledStrengths | Separated | UncontrolledStrengths {
  checkColumns(judgments);
  for (const { name, x } of contrasts)
    if (x.length !== judgments.a.length)
      throw new RangeError(`"${name}" has ${x.length} rows for ${judgments.a.length}`);
  const plain = fitBradleyTerry(countPairs(judgments));
  if (plain.kind === "separated") return plain;
  const kept = contrasts.filter(({ scale }) => scale > 0);
  const columns = kept.map(({ x }) => x);
  const { models } = judgments;
  const size = models + kept.length;
  const at = new Float64Array(size);
  at.set(plain.r);
  let here = slopesAt(judgments, columns, at);
  let iterations = 0;
  for (let moved = Infinity; moved > 1e-10; iterations++) {
    if (iterations === 0 && isCollinear(here.curvature, size, models))
      return { kind: "uncontrolled", reason: "collinear" };
    const step = here.gradient.slice();
    if (!solvePositiveDefinite(here.curvature.slice(), step))
      return { kind: "uncontrolled", reason: "decided-by-style" };
    const from = at.slice();
    for (let length = 1; length > 1e-9; length /= 2) {
      moved = 0;
      for (let i = 0; i < size; i++) {
        at[i] = from[i]! + length * step[i]!;
        moved = Math.max(moved, Math.abs(length * step[i]!));
      }
      const next = slopesAt(judgments, columns, at);
      if (!(next.loss <= here.loss || moved < 1e-4)) continue;
      here = next;
      break;
    }
    const isFar = at.some((value, i) => i >= models && Math.abs(value) > largestEffect);
    if (isFar || iterations >= mostSteps) return { kind: "uncontrolled", reason: "decided-by-style" };
  }
  const r = at.slice(0, models);
  centre(r);
  const whole = clusteredMatrix(judgments, columns, here);
  return {
    kind: "fitted",
    method: "bradley-terry-controlled",
    models,
    r,
    effects: kept.map(({ name }, k) =>
      styleEffect(name, at[models + k]!, whole?.variance(models + k), alpha),
    ),
    constant: contrasts.filter(({ scale }) => scale === 0).map(({ name }) => name),
    negativeLogLikelihood: here.loss,
    iterations,
    covariance: whole?.strengths ?? { kind: "unknown", reason: here.reason },
  };
}

/**
 * How often model i would be preferred to model j, ties as half, if both completions were alike in every property that was
 * controlled: AlpacaEval's length-controlled win rate when that is length.
 *
 * Fit the judgments of the two models alone for a rate that no other pair has part in. Differs from AlpacaEval in the
 * contrast, (a − b)/(a + b) for tanh of standardised tokens, and in having no term for each prompt's difficulty.
 *
 * @returns lower and upper undefined where the covariance is unknown.
 * @example controlledWinRate(fit, 0, 1) // { estimate: 0.53, lower: 0.48, upper: 0.58 }
 */
export function controlledWinRate(
  fit: Pick<ControlledStrengths, "r" | "covariance">,
  i: number,
  j: number,
  alpha = 0.05,
): { estimate: number; lower: number | undefined; upper: number | undefined } {
  const estimate = logistic(fit.r[i]! - fit.r[j]!);
  if (fit.covariance.kind === "unknown") return { estimate, lower: undefined, upper: undefined };
  const { lower, upper } = strengthDifference(fit, fit.covariance, i, j, alpha);
  return { estimate, lower: logistic(lower), upper: logistic(upper) };
}

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/** Whether an effect's variance is inflated beyond all measure by what the other parameters say alike. */
function isCollinear(curvature: Float64Array, size: number, models: number): boolean {
  const inverse = invertPositiveDefinite(curvature, size);
  if (!inverse) return true;
  for (let k = models * (size + 1); k < size * size; k += size + 1)
    if (!(inverse[k]! * curvature[k]! < largestInflation)) return true;
  return false;
}

interface RowSlopes {
  loss: number;
  gradient: Float64Array;
  /** Of the loss; made invertible by a constant among the strengths. */
  curvature: Float64Array;
  /** Slope of each row's log-likelihood along its log-odds. */
  slopes: Float64Array;
  /** Why a covariance would be unknown. */
  reason: UnknownCovariance["reason"];
}

function slopesAt(
  { models, a, b, score, weight, prompt }: PromptJudgments,
  columns: readonly Float64Array[],
  at: Float64Array,
): RowSlopes {
  const size = at.length;
  const gradient = new Float64Array(size);
  const curvature = new Float64Array(size * size);
  const slopes = new Float64Array(a.length);
  let loss = 0;
  for (let row = 0; row < a.length; row++) {
    const i = a[row]!;
    const j = b[row]!;
    const w = weight ? weight[row]! : 1;
    let odds = at[i]! - at[j]!;
    for (let k = 0; k < columns.length; k++) odds += at[models + k]! * columns[k]![row]!;
    const away = Math.exp(-Math.abs(odds));
    const p = odds > 0 ? 1 / (1 + away) : away / (1 + away);
    const y = (1 + score[row]!) / 2;
    // −ln of p^y (1 − p)^(1 − y).
    loss += w * (Math.log1p(away) + Math.max(odds, 0) - y * odds);
    const slope = w * (y - p);
    const bend = w * p * (1 - p);
    slopes[row] = slope;
    gradient[i]! += slope;
    gradient[j]! -= slope;
    curvature[i * size + i]! += bend;
    curvature[j * size + j]! += bend;
    curvature[i * size + j]! -= bend;
    curvature[j * size + i]! -= bend;
    for (let k = 0; k < columns.length; k++) {
      const x = columns[k]![row]!;
      const own = (models + k) * size;
      gradient[models + k]! += slope * x;
      curvature[own + i]! += bend * x;
      curvature[own + j]! -= bend * x;
      for (let l = 0; l <= k; l++) curvature[own + models + l]! += bend * x * columns[l]![row]!;
    }
  }
  completeCurvature(curvature, size, models);
  const reason = prompt.every((p) => p === prompt[0]) ? "one-prompt" : "no-variation";
  return { loss, gradient, curvature, slopes, reason };
}

/** Copies the lower triangle of the covariates' part up, and adds the constant that no difference of strengths feels. */
function completeCurvature(curvature: Float64Array, size: number, models: number): void {
  for (let i = models; i < size; i++)
    for (let j = 0; j < i; j++) curvature[j * size + i] = curvature[i * size + j]!;
  let trace = 0;
  for (let i = 0; i < models; i++) trace += curvature[i * (size + 1)]!;
  const constant = trace > 0 ? trace / (models * models) : 1;
  for (let i = 0; i < models; i++) for (let j = 0; j < models; j++) curvature[i * size + j]! += constant;
}

/** The sandwich of strengths and effects together, or undefined where prompts do not show how they differ. */
function clusteredMatrix(judgments: PromptJudgments, columns: readonly Float64Array[], here: RowSlopes) {
  const { models, a, b, prompt, prompts } = judgments;
  const size = models + columns.length;
  const { slopes } = here;
  const further = columns.map((x) => x.map((value, row) => value * slopes[row]!));
  const rows = { models, a, b, prompt, prompts, score: slopes, further };
  const { products, prompts: met } = promptScoreProducts(rows);
  const bread = invertPositiveDefinite(here.curvature, size);
  if (met < 2 || !bread) return undefined;
  const matrix = sandwich(bread, products, size);
  const variance = (i: number) => Math.max(0, matrix[i * (size + 1)]!);
  for (let i = 0; i < models && models > 1; i++)
    if (!(variance(i) > 1e-12 * bread[i * (size + 1)]!)) return undefined;
  const own = new Float64Array(models * models);
  for (let i = 0; i < models; i++)
    for (let j = 0; j < models; j++) own[i * models + j] = matrix[i * size + j]!;
  const strengths: StrengthCovariance = {
    kind: "known",
    method: "prompt-clustered",
    models,
    matrix: own,
    prompts: met,
  };
  return { variance, strengths };
}

function styleEffect(
  name: string,
  estimate: number,
  variance: number | undefined,
  alpha: number,
): StyleEffect {
  if (variance === undefined || variance === 0)
    return { name, estimate, se: undefined, lower: undefined, upper: undefined, p: undefined };
  const se = Math.sqrt(variance);
  const half = normalQuantile(1 - alpha / 2) * se;
  const p = Math.min(1, 2 * normalProbability(-Math.abs(estimate / se)));
  return { name, estimate, se, lower: estimate - half, upper: estimate + half, p };
}
