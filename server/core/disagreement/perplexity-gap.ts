import type { Metric } from "./metric";
import { createOwnRunScorer } from "./own-run-scorer";
import { compareTokenizers } from "./token-scores";

/**
 * Absolute difference of the two models' perplexities, each of its own completion.
 *
 * Perplexity is exp(−mean log-probability per token); for two models whose tokenizers are seen to differ, per byte of
 * text. Like `mean-logprob-gap`, with large perplexities counting for more. NaN where a list is missing or empty.
 * Symmetric, in [0, ∞).
 *
 * Source: Jelinek et al. 1977 (perplexity); methods, §1.
 *
 * @example ℓ = (−ln 2, −ln 8) and (−ln 2): perplexities 4 and 2, value 2.
 */
export const perplexityGap: Metric = {
  id: "perplexity-gap",
  version: 1,
  title: "Perplexity gap",
  summary: "The models' perplexities of their own completions differ much.",
  needs: "token-scores",
  direction: "higher-first",
  symmetric: true,
  range: [0, Number.POSITIVE_INFINITY],
  control: false,
  aim: "winner",
  cost: "one more pass over the pool, then proportional to the tokens",
  source: "Jelinek et al. 1977 (perplexity), absolute difference of own runs",
  preparePool: compareTokenizers,
  createScorer: (options) => createOwnRunScorer(options, (mean) => Math.exp(-mean)),
};
