import { createLogPerplexityScorer } from "./log-perplexity";
import type { Metric } from "./metric";
import { compareTokenizers } from "./token-scores";

/**
 * Lowest perplexity first: minus the comparison's log perplexity.
 *
 * Log perplexity is the mean of the two completions' own (−mean ℓ), in nats per token, or per byte of text for two models
 * whose tokenizers are seen to differ. NaN where a list is missing or empty. Symmetric, in (−∞, 0].
 *
 * Source: the bands of Marion et al. 2023, "When less is more: investigating data pruning for pretraining LLMs at scale"
 * (arXiv 2309.04564), §3. Which band serves best depends on the data: there it was the middle, elsewhere it was not.
 *
 * @example ℓ_A = (−1, −3) and ℓ_B = (−1): −1.5.
 */
export const perplexityBottom: Metric = {
  id: "perplexity-bottom",
  version: 1,
  title: "Perplexity, bottom band",
  summary: "Both models were sure of what they wrote: the lowest perplexities first.",
  needs: "token-scores",
  direction: "higher-first",
  symmetric: true,
  range: [Number.NEGATIVE_INFINITY, 0],
  control: false,
  aim: "winner",
  leastForEqual: false,
  cost: "one more pass over the pool, then proportional to the tokens",
  source: "Bands of Marion et al. 2023 (arXiv 2309.04564) over the mean of both own log perplexities",
  preparePool: compareTokenizers,
  createScorer: ({ pool }) => createLogPerplexityScorer(pool, (value) => 0 - value),
};
