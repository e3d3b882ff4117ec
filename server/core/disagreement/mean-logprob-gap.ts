import type { Metric } from "./metric";
import { createOwnRunScorer } from "./own-run-scorer";
import { compareTokenizers } from "./token-scores";

/**
 * Absolute difference of the mean log-probability that each model gave its own completion, in nats per token.
 *
 * One model was sure of what it wrote and the other was not. Needs each model's log-probabilities of its own completion
 * only. Per byte of text for two models whose tokenizers are seen to differ. NaN where a list is missing or empty.
 * Symmetric, in [0, ∞).
 *
 * Source: methods, §1.
 *
 * @example ℓ = (−1, −3) and (−1): |−2 + 1| = 1.
 */
export const meanLogprobGap: Metric = {
  id: "mean-logprob-gap",
  version: 1,
  title: "Mean log-probability gap",
  summary: "One model was much surer of its own completion than the other of its.",
  needs: "token-scores",
  direction: "higher-first",
  symmetric: true,
  range: [0, Number.POSITIVE_INFINITY],
  control: false,
  aim: "winner",
  cost: "one more pass over the pool, then proportional to the tokens",
  source: "Absolute difference of mean own-run log-probabilities",
  preparePool: compareTokenizers,
  createScorer: (options) => createOwnRunScorer(options, (mean) => mean),
};
