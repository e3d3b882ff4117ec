import { solvePositiveDefinite } from "../prediction/solve-positive-definite";
import { type ComparisonGroups, comparisonGroups } from "./comparison-groups";
import type { PairCounts } from "./count-pairs";
import { addGhostTies } from "./ghost-ties";
import {
  centre,
  gamesOf,
  pointsOf,
  strengthCurvature,
  strengthGradient,
  strengthLoss,
} from "./strength-likelihood";

/** Strengths of models on one scale: P(i is preferred to j) = 1/(1 + e^−(r_i − r_j)). */
export interface BradleyTerry {
  kind: "fitted";
  method: "bradley-terry";
  models: number;
  /** Log-strength per model, Σr = 0. */
  r: Float64Array;
  /** −Σ ln P of what was judged, a tie as half a win of each. */
  negativeLogLikelihood: number;
  /** Newton steps taken. */
  iterations: number;
  /** Ties added between every two models, 0 for none: a fit with any is labelled "with ghost ties". */
  ghostTies: number;
  /** What was fitted, ghost ties included. */
  counts: PairCounts;
}

/** There is no common scale: see `comparisonGroups` for what can be told, and `ghostTies` for a way round. */
export interface Separated extends ComparisonGroups {
  kind: "separated";
  reason: SeparationReason;
}

/**
 * `no-judgments`: nothing was judged. `disconnected`: some models were never compared, not even through others.
 * `one-sided`: some models won, or lost, every time against the rest, so that the distance has no upper end.
 */
export type SeparationReason = "no-judgments" | "disconnected" | "one-sided";

const mostSteps = 200;
const smallestStep = 1e-11;

/**
 * How strong each model is, from who was preferred to whom: Bradley and Terry's model by maximum likelihood on pair
 * counts, a tie as half a win of each, by Newton's method with halved steps.
 *
 * Where the likelihood has no maximum the answer is `separated`, with the groups of models that do share a scale.
 *
 * Source: Bradley and Terry 1952; Ford 1957 for when strengths exist; Hunter 2004.
 *
 * @param ghostTies a named regularisation: that many tied judgments added between every two models (any number ≥ 0, such
 * as .1). It draws all strengths together and makes them exist always.
 * @throws RangeError for a negative number of ghost ties.
 * @example
 * const fit = fitBradleyTerry(countPairs(judgments));
 * if (fit.kind === "fitted") console.log(fit.r);
 */
export function fitBradleyTerry(judged: PairCounts, ghostTies = 0): BradleyTerry | Separated {
  const counts = ghostTies === 0 ? judged : addGhostTies(judged, ghostTies);
  const groups = comparisonGroups(counts);
  if (groups.groups.length > 1)
    return { kind: "separated", reason: separationReason(counts, groups), ...groups };
  const r = new Float64Array(counts.models);
  const points = pointsOf(counts);
  const games = gamesOf(counts);
  let loss = strengthLoss(counts, r);
  let iterations = 0;
  for (let moved = Infinity; moved > smallestStep && iterations < mostSteps; iterations++) {
    const step = strengthGradient(games, points, r);
    const curvature = strengthCurvature(games, r);
    if (!solvePositiveDefinite(curvature, step)) break;
    const from = r.slice();
    for (let length = 1; length > 1e-9; length /= 2) {
      moved = 0;
      for (let i = 0; i < r.length; i++) {
        r[i] = from[i]! + length * step[i]!;
        moved = Math.max(moved, Math.abs(length * step[i]!));
      }
      const next = strengthLoss(counts, r);
      // Close to the minimum the loss no longer changes in its last digits; the step is then good as it is.
      if (next <= loss || moved < 1e-4) {
        loss = next;
        break;
      }
    }
  }
  centre(r);
  const negativeLogLikelihood = loss;
  return {
    kind: "fitted",
    method: "bradley-terry",
    models: r.length,
    r,
    negativeLogLikelihood,
    iterations,
    ghostTies,
    counts,
  };
}

/** Why a graph of more than one group is separated. */
export function separationReason(counts: PairCounts, { parts }: ComparisonGroups): SeparationReason {
  if (counts.weight === 0) return "no-judgments";
  return parts > 1 ? "disconnected" : "one-sided";
}
