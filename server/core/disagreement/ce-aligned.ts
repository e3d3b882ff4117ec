import { createAlignedScorer } from "./aligned-scorer";
import type { Metric } from "./metric";
import { symmetricCrossEntropy } from "./top-k-divergence";

/**
 * Symmetric cross-entropy of the models' next-token distributions, each along its own completion, in nats.
 *
 * As `kl-aligned` with the mean of H(P, Q) and H(Q, P) at each position. Since H(P, Q) = H(P) + KL(P‖Q), it also ranks
 * by the models' own uncertainty: two models that agree to be unsure score high. Symmetric, in [0, ∞). NaN where an own
 * list is missing.
 *
 * Source: methods, §1; ranking prompts by cross-entropy follows Boubdir et al. 2023 (arXiv 2310.14424), whose alignment
 * was not confirmed.
 *
 * @example one position each, lists {x: .9} and {x: .5}: ½(ln 2 − ½·ln .9 − ½·ln .1) = .9486.
 */
export const ceAligned: Metric = {
  id: "ce-aligned",
  version: 1,
  title: "Own-run cross-entropy",
  summary: "As own-run KL, and the models' own uncertainty counts as well.",
  needs: "top-k",
  direction: "higher-first",
  symmetric: true,
  range: [0, Number.POSITIVE_INFINITY],
  control: false,
  aim: "winner",
  leastForEqual: false,
  cost: "proportional to positions times k",
  source:
    "H(P, Q) = H(P) + KL(P‖Q), both directions, mean over positions of both own runs, cells as kl-top-k",
  createScorer: () => createAlignedScorer(symmetricCrossEntropy),
};
