import { solvePositiveDefinite } from "../prediction/solve-positive-definite";
import { type Separated, separationReason } from "./bradley-terry";
import { hasChanceFreeOrder } from "./chance-free-order";
import { comparisonGroups } from "./comparison-groups";
import type { PairCounts } from "./count-pairs";
import { addGhostTies } from "./ghost-ties";
import { invertPositiveDefinite } from "./invert-positive-definite";
import { centre } from "./strength-likelihood";

/** Strengths and how likely ties are, from a model in which a tie is an outcome of its own. */
export interface TieModelFit {
  kind: "fitted";
  method: "rao-kupper" | "davidson";
  models: number;
  /** Log-strength per model, Σr = 0. */
  r: Float64Array;
  /**
   * How much ties are favoured. Rao–Kupper: η = ln θ > 0, the log-odds by which one must be ahead. Davidson: ν > 0, where
   * two equals tie with probability ν/(2 + ν).
   */
  tie: number;
  negativeLogLikelihood: number;
  iterations: number;
  ghostTies: number;
  /** Model-based covariance of (r, ln tie): (models + 1)², the strengths with Σr = 0. */
  covariance: Float64Array;
}

/**
 * Why there is no such fit; Bradley–Terry with ties as half says what can be said. `no-ties`: nobody tied, and the parameter
 * is 0. `all-ties`: nobody won, and it has no end. `no-upset`: some order of the models explains every win and every tie
 * without chance (see `hasChanceFreeOrder`), as when one model won or tied each time, and distances have no end.
 */
export interface NoTieModel {
  kind: "no-tie-parameter";
  reason: "no-ties" | "all-ties" | "no-upset";
}

/**
 * Probability of a win, of a tie, and of a loss for a model ahead by d in log-strength, with their slopes.
 * The parameter u is ln η or ln ν, so that it is free of bounds.
 */
interface OutcomeModel {
  /** ln P of (win, tie) as [value, d/dd, d/du, d²/dd², d²/dd du, d²/du²]; a loss is a win at −d. */
  win(d: number, u: number): LogChance;
  tie(d: number, u: number): LogChance;
}
type LogChance = readonly [number, number, number, number, number, number];

const mostSteps = 200;

/**
 * Strengths with ties as an outcome of their own, by Rao and Kupper's model: i is preferred with probability
 * 1/(1 + e^(η − d)), d = r_i − r_j, and a tie takes the rest. By maximum likelihood.
 *
 * Source: Rao and Kupper 1967, J. Am. Stat. Assoc. 62:194.
 *
 * @returns `separated` where there is no common scale; `no-tie-parameter` with the reason where Bradley–Terry
 * says all that can be said.
 * @example const fit = fitRaoKupper(counts); if (fit.kind === "fitted") console.log(fit.r, fit.tie);
 */
export function fitRaoKupper(counts: PairCounts, ghostTies = 0): TieModelFit | Separated | NoTieModel {
  return fitTieModel("rao-kupper", raoKupper, counts, ghostTies);
}

/**
 * Strengths with ties as an outcome of their own, by Davidson's model: win, tie and loss in proportion
 * e^(d/2) : ν : e^(−d/2), d = r_i − r_j. By maximum likelihood.
 *
 * Source: Davidson 1970, J. Am. Stat. Assoc. 65:317.
 *
 * @returns as `fitRaoKupper`.
 * @example const fit = fitDavidson(counts); if (fit.kind === "fitted") console.log(fit.r, fit.tie);
 */
export function fitDavidson(counts: PairCounts, ghostTies = 0): TieModelFit | Separated | NoTieModel {
  return fitTieModel("davidson", davidson, counts, ghostTies);
}

const raoKupper: OutcomeModel = {
  win(d, u) {
    const eta = Math.exp(u);
    // ln P = −ln(1 + e^(η − d)).
    const q = 1 / (1 + Math.exp(d - eta));
    const bend = q * (1 - q);
    return [-softplus(eta - d), q, -q * eta, -bend, bend * eta, -q * eta - bend * eta * eta];
  },
  tie(d, u) {
    const eta = Math.exp(u);
    // P = (e^2η − 1) / ((1 + e^(η − d)) (1 + e^(η + d))).
    const q = 1 / (1 + Math.exp(d - eta));
    const o = 1 / (1 + Math.exp(-d - eta));
    const rise = 2 / -Math.expm1(-2 * eta);
    const slope = rise - q - o;
    const bends = q * (1 - q) + o * (1 - o);
    // d/dη of 2/(1 − e^−2η) is −rise (rise − 2).
    const curve = -rise * (rise - 2) - bends;
    return [
      2 * eta + Math.log(-Math.expm1(-2 * eta)) - softplus(eta - d) - softplus(eta + d),
      q - o,
      slope * eta,
      -bends,
      (q * (1 - q) - o * (1 - o)) * eta,
      slope * eta + curve * eta * eta,
    ];
  },
};

const davidson: OutcomeModel = {
  win: (d, u) => davidsonChance(d, u, 0.5, 0),
  tie: (d, u) => davidsonChance(d, u, 0, 1),
};

/** ln P = ahead·d + tied·u − ln(e^(d/2) + e^(−d/2) + e^u). */
function davidsonChance(d: number, u: number, ahead: number, tied: number): LogChance {
  const top = Math.max(Math.abs(d) / 2, u);
  const won = Math.exp(d / 2 - top);
  const lost = Math.exp(-d / 2 - top);
  const even = Math.exp(u - top);
  const sum = won + lost + even;
  const mean = (won - lost) / (2 * sum);
  const share = even / sum;
  return [
    ahead * d + tied * u - top - Math.log(sum),
    ahead - mean,
    tied - share,
    -((won + lost) / (4 * sum) - mean * mean),
    mean * share,
    -share * (1 - share),
  ];
}

function fitTieModel(
  method: TieModelFit["method"],
  model: OutcomeModel,
  judged: PairCounts,
  ghostTies: number,
): TieModelFit | Separated | NoTieModel {
  const counts = ghostTies === 0 ? judged : addGhostTies(judged, ghostTies);
  const groups = comparisonGroups(counts);
  if (groups.groups.length > 1)
    return { kind: "separated", reason: separationReason(counts, groups), ...groups };
  if (!counts.ties.some((count) => count > 0)) return { kind: "no-tie-parameter", reason: "no-ties" };
  if (!counts.wins.some((count) => count > 0)) return { kind: "no-tie-parameter", reason: "all-ties" };
  if (hasChanceFreeOrder(counts)) return { kind: "no-tie-parameter", reason: "no-upset" };
  const size = counts.models + 1;
  const at = new Float64Array(size);
  let here = slopesAt(model, counts, at);
  let iterations = 0;
  for (let moved = Infinity; moved > 1e-11 && iterations < mostSteps; iterations++) {
    const step = uphill(here, size);
    const from = at.slice();
    for (let length = 1; length > 1e-9; length /= 2) {
      moved = 0;
      for (let i = 0; i < size; i++) {
        at[i] = from[i]! + length * step[i]!;
        moved = Math.max(moved, Math.abs(length * step[i]!));
      }
      const next = slopesAt(model, counts, at);
      if (next.loss <= here.loss || moved < 1e-4) {
        here = next;
        break;
      }
    }
  }
  const r = at.slice(0, -1);
  centre(r);
  return {
    kind: "fitted",
    method,
    models: counts.models,
    r,
    tie: Math.exp(at[size - 1]!),
    negativeLogLikelihood: here.loss,
    iterations,
    ghostTies,
    covariance: centredInverse(here.curvature, size),
  };
}

/**
 * A Newton step. The loss is convex in the strengths and in η or ln ν, but not in ln η everywhere: where its curvature is
 * not positive, as much is added to the diagonal as makes it so.
 */
function uphill({ gradient, curvature }: Slopes, size: number): Float64Array {
  let largest = Number.MIN_VALUE;
  for (let i = 0; i < size; i++) largest = Math.max(largest, Math.abs(curvature[i * (size + 1)]!));
  for (let added = 0; ; added = added === 0 ? 1e-6 * largest : 10 * added) {
    const step = gradient.slice();
    const matrix = curvature.slice();
    for (let i = 0; i < size; i++) matrix[i * (size + 1)]! += added;
    if (solvePositiveDefinite(matrix, step)) return step;
  }
}

interface Slopes {
  loss: number;
  /** Of the log-likelihood, towards (r, u). */
  gradient: Float64Array;
  /** Of the loss; made invertible by a constant among the strengths. */
  curvature: Float64Array;
}

function slopesAt(model: OutcomeModel, { models, wins, ties }: PairCounts, at: Float64Array): Slopes {
  const size = models + 1;
  const slopes = { loss: 0, gradient: new Float64Array(size), curvature: new Float64Array(size * size) };
  const u = at[models]!;
  for (let i = 0; i < models; i++) {
    for (let j = 0; j < models; j++) {
      const won = wins[i * models + j]!;
      if (won > 0) addOutcome(slopes, size, i, j, won, model.win(at[i]! - at[j]!, u));
      const tied = j < i ? ties[i * models + j]! : 0;
      if (tied > 0) addOutcome(slopes, size, i, j, tied, model.tie(at[i]! - at[j]!, u));
    }
  }
  let trace = 0;
  for (let i = 0; i < models; i++) trace += slopes.curvature[i * (size + 1)]!;
  for (let i = 0; i < models; i++)
    for (let j = 0; j < models; j++) slopes.curvature[i * size + j]! += trace / (models * models);
  return slopes;
}

function addOutcome(slopes: Slopes, size: number, i: number, j: number, n: number, chance: LogChance): void {
  const { gradient, curvature } = slopes;
  const last = size - 1;
  const [value, along, tie, alongTwice, both, tieTwice] = chance;
  slopes.loss -= n * value;
  gradient[i]! += n * along;
  gradient[j]! -= n * along;
  gradient[last]! += n * tie;
  curvature[i * size + i]! -= n * alongTwice;
  curvature[j * size + j]! -= n * alongTwice;
  curvature[i * size + j]! += n * alongTwice;
  curvature[j * size + i]! += n * alongTwice;
  curvature[last * size + i]! -= n * both;
  curvature[last * size + j]! += n * both;
  curvature[i * size + last]! -= n * both;
  curvature[j * size + last]! += n * both;
  curvature[last * size + last]! -= n * tieTwice;
}

/** The inverse curvature with the constant among the strengths taken off again. */
function centredInverse(curvature: Float64Array, size: number): Float64Array {
  const inverse = invertPositiveDefinite(curvature, size);
  if (!inverse) throw new RangeError("strengths so far apart that their information cannot be inverted");
  const models = size - 1;
  let mean = 0;
  for (let i = 0; i < models; i++)
    for (let j = 0; j < models; j++) mean += inverse[i * size + j]! / (models * models);
  for (let i = 0; i < models; i++) for (let j = 0; j < models; j++) inverse[i * size + j]! -= mean;
  return inverse;
}

function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}
