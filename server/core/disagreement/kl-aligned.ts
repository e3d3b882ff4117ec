import { createAlignedScorer } from "./aligned-scorer";
import type { Metric } from "./metric";
import { symmetricKl } from "./top-k-divergence";

/**
 * Symmetric KL divergence of the models' next-token distributions, each along its own completion, in nats.
 *
 * Needs each model's top-k lists of its own run only (no cross-scoring) and one tokenizer. Cells and floor as in
 * `kl-top-k`; mean of both directions, averaged over the positions up to the shorter completion. After the first token
 * that differs the two runs have different pasts, so the rest is noise: see `createAlignedScorer`. Symmetric, in [0, ∞).
 * NaN where an own list is missing.
 *
 * Source: methods, §1 (own-run distributions); ranking prompts by KL follows Boubdir et al. 2023 (arXiv 2310.14424),
 * whose alignment was not confirmed.
 *
 * @example one position each, lists {x: .9} and {x: .5}: ½(.4·ln 1.8 − .4·ln .2) = .4394.
 */
export const klAligned: Metric = {
  id: "kl-aligned",
  version: 1,
  title: "Own-run KL",
  summary:
    "Different next-token probabilities position by position of the two runs; noisy once the texts part.",
  needs: "top-k",
  direction: "higher-first",
  symmetric: true,
  range: [0, Number.POSITIVE_INFINITY],
  control: false,
  aim: "winner",
  cost: "proportional to positions times k",
  source: "Mean symmetric KL over positions of both own runs, union of top-k and a rest bucket",
  createScorer: () => createAlignedScorer(symmetricKl),
};
