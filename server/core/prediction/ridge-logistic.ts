import { solvePositiveDefinite } from "./solve-positive-definite";

/** What a logistic model is fitted to. */
export interface LogisticData {
  /** One array per feature, each with one finite number per case; none for the intercept. */
  columns: readonly Float64Array[];
  /** Share of successes per case, in [0, 1]. */
  label: Float64Array;
  /** How much each case counts, ≥ 0, such as its judgments; 0 leaves it out. */
  weight: Float64Array;
}

export interface RidgeLogistic {
  method: "ridge-logistic";
  penalty: number;
  intercept: number;
  coefficients: Float64Array;
  /** Newton steps taken. */
  iterations: number;
}

const mostSteps = 100;
const mostHalvings = 40;
const smallestGradient = 1e-9;

/**
 * A logistic model P(success) = 1/(1 + e^−(b₀ + Σ b_j x_j)) whose coefficients are held back by a ridge penalty: it
 * minimises (1/Σw) Σ w [log(1 + e^η) − y η] + (penalty/2) Σ b_j², the intercept free, by Newton's method with halved
 * steps (iteratively reweighted least squares; le Cessie and van Houwelingen 1992).
 *
 * The penalty keeps separable data finite and gives a constant column the coefficient 0. Where every label is 0, or
 * every one is 1, nothing can be learned: the coefficients are 0 and the intercept is that of (successes + ½)/(Σw + 1).
 *
 * @param penalty above 0, per unit of mean log-loss. @param start a fit to begin from, such as that of the next penalty.
 * @throws RangeError for columns of different length, labels outside [0, 1], no weight, or a penalty that is not above 0.
 * @example fitRidgeLogistic({ columns: [x], label, weight }, 0.1).coefficients[0] // above 0 where label rises with x
 */
export function fitRidgeLogistic(data: LogisticData, penalty: number, start?: RidgeLogistic): RidgeLogistic {
  const { total, successes } = checkData(data, penalty);
  const size = data.columns.length + 1;
  const coefficients = new Float64Array(size);
  if (successes <= 0 || successes >= total) {
    coefficients[0] = Math.log((successes + 0.5) / (total - successes + 0.5));
    return view(coefficients, penalty, 0);
  }
  coefficients[0] = start?.intercept ?? Math.log(successes / (total - successes));
  if (start) coefficients.set(start.coefficients, 1);
  const state = { data, penalty, total, eta: new Float64Array(data.label.length) };
  let loss = lossAt(state, coefficients);
  let iterations = 0;
  for (; iterations < mostSteps; iterations++) {
    const step = newtonStep(state, coefficients);
    if (!step) break;
    const next = descend(state, coefficients, step, loss);
    if (next === undefined) break;
    loss = next;
  }
  return view(coefficients, penalty, iterations);
}

/**
 * b₀ + Σ b_j x_j of every case: the log-odds that a fitted model gives it.
 *
 * @param columns the same features, in the same order, of any cases. @param rows how many cases there are.
 * @example logOdds(fit, columns, 3).map((eta) => 1 / (1 + Math.exp(-eta))) // three probabilities
 */
export function logOdds(
  { intercept, coefficients }: Pick<RidgeLogistic, "intercept" | "coefficients">,
  columns: readonly Float64Array[],
  rows: number,
): Float64Array {
  const eta = new Float64Array(rows).fill(intercept);
  addColumns(eta, columns, coefficients);
  return eta;
}

/**
 * Mean log-loss −[y η − log(1 + e^η)] over weighted cases, ≥ 0; NaN where nothing has weight.
 *
 * @example meanLogLoss(Float64Array.of(0), Float64Array.of(1), Float64Array.of(1)) // 0.6931
 */
export function meanLogLoss(eta: Float64Array, label: Float64Array, weight: Float64Array): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < eta.length; i++) {
    if (weight[i] === 0) continue;
    sum += weight[i]! * (softplus(eta[i]!) - label[i]! * eta[i]!);
    total += weight[i]!;
  }
  return sum / total;
}

interface State {
  data: LogisticData;
  penalty: number;
  total: number;
  /** Scratch: the log-odds at the coefficients last looked at. */
  eta: Float64Array;
}

function checkData({ columns, label, weight }: LogisticData, penalty: number) {
  if (!(penalty > 0)) throw new RangeError(`a ridge penalty must be above 0, got ${penalty}`);
  if ([weight, ...columns].some(({ length }) => length !== label.length))
    throw new RangeError("columns differ in length");
  let total = 0;
  let successes = 0;
  for (let i = 0; i < label.length; i++) {
    if (!(label[i]! >= 0 && label[i]! <= 1))
      throw new RangeError(`a label must lie in [0, 1], got ${label[i]}`);
    total += weight[i]!;
    successes += weight[i]! * label[i]!;
  }
  if (!(total > 0)) throw new RangeError("there is no case to learn from");
  return { total, successes };
}

function view(coefficients: Float64Array, penalty: number, iterations: number): RidgeLogistic {
  return {
    method: "ridge-logistic",
    penalty,
    intercept: coefficients[0]!,
    coefficients: coefficients.slice(1),
    iterations,
  };
}

function lossAt({ data, penalty, eta }: State, coefficients: Float64Array): number {
  eta.fill(coefficients[0]!);
  const slopes = coefficients.subarray(1);
  addColumns(eta, data.columns, slopes);
  const squares = slopes.reduce((sum, value) => sum + value * value, 0);
  return meanLogLoss(eta, data.label, data.weight) + (penalty / 2) * squares;
}

function addColumns(eta: Float64Array, columns: readonly Float64Array[], coefficients: Float64Array): void {
  for (let j = 0; j < columns.length; j++) {
    const column = columns[j]!;
    const coefficient = coefficients[j]!;
    if (coefficient === 0) continue;
    for (let i = 0; i < eta.length; i++) eta[i]! += coefficient * column[i]!;
  }
}

/** Newton's direction at `coefficients`, whose log-odds `eta` holds; undefined at the minimum. */
function newtonStep(
  { data, penalty, total, eta }: State,
  coefficients: Float64Array,
): Float64Array | undefined {
  const { columns, label, weight } = data;
  const n = label.length;
  const size = columns.length + 1;
  const residual = new Float64Array(n);
  const curvature = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const p = 1 / (1 + Math.exp(-eta[i]!));
    residual[i] = (weight[i]! * (label[i]! - p)) / total;
    curvature[i] = (weight[i]! * p * (1 - p)) / total;
  }
  const step = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  step[0] = sumOf(residual);
  hessian[0] = sumOf(curvature);
  const weighted = new Float64Array(n);
  let largest = Math.abs(step[0]!);
  for (let j = 1; j < size; j++) {
    const column = columns[j - 1]!;
    for (let i = 0; i < n; i++) weighted[i] = curvature[i]! * column[i]!;
    step[j] = dot(residual, column) - penalty * coefficients[j]!;
    hessian[j * size] = sumOf(weighted);
    for (let k = 1; k <= j; k++) hessian[j * size + k] = dot(weighted, columns[k - 1]!);
    hessian[j * size + j]! += penalty;
    largest = Math.max(largest, Math.abs(step[j]!));
  }
  if (largest < smallestGradient) return undefined;
  return solvePositiveDefinite(hessian, step) ? step : undefined;
}

/** Goes along `step`, halved until the loss falls; the new loss, or undefined where it does not fall any more. */
function descend(
  state: State,
  coefficients: Float64Array,
  step: Float64Array,
  loss: number,
): number | undefined {
  const from = coefficients.slice();
  for (let halvings = 0, length = 1; halvings < mostHalvings; halvings++, length /= 2) {
    for (let j = 0; j < from.length; j++) coefficients[j] = from[j]! + length * step[j]!;
    const next = lossAt(state, coefficients);
    if (next < loss) return next;
  }
  coefficients.set(from);
  lossAt(state, coefficients);
  return undefined;
}

function softplus(eta: number): number {
  return eta > 0 ? eta + Math.log1p(Math.exp(-eta)) : Math.log1p(Math.exp(eta));
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}

function dot(first: Float64Array, second: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < first.length; i++) sum += first[i]! * second[i]!;
  return sum;
}
