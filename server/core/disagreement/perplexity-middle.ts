import { createLogPerplexityScorer, findMedianLogPerplexities } from "./log-perplexity";
import type { Metric } from "./metric";

/**
 * Central perplexity first: minus the distance of the comparison's log perplexity from the median over the pool's
 * comparisons of the same two models.
 *
 * Log perplexity is the mean of the two completions' own (−mean ℓ), in nats per token, or per byte of text for two models
 * whose tokenizers are seen to differ. NaN where a list is missing or empty. Symmetric, in (−∞, 0].
 *
 * Source: the bands of Marion et al. 2023, "When less is more: investigating data pruning for pretraining LLMs at scale"
 * (arXiv 2309.04564), §3. Which band serves best depends on the data: there it was the middle, elsewhere it was not.
 *
 * @example 1.5 nats where the median is 2: −.5.
 */
export const perplexityMiddle: Metric = {
  id: "perplexity-middle",
  version: 1,
  title: "Perplexity, middle band",
  summary:
    "Perplexities near the median of the model pair first; the very sure and the very unsure come last.",
  needs: "token-scores",
  direction: "higher-first",
  symmetric: true,
  range: [Number.NEGATIVE_INFINITY, 0],
  control: false,
  aim: "winner",
  leastForEqual: false,
  cost: "one more pass over the pool, then proportional to the tokens",
  source: "Bands of Marion et al. 2023 (arXiv 2309.04564) over the mean of both own log perplexities",
  preparePool: findMedianLogPerplexities,
  createScorer: ({ pool }) =>
    createLogPerplexityScorer(pool, (value, models) => {
      return 0 - Math.abs(value - (pool?.medianLogPerplexities?.get(models) ?? Number.NaN));
    }),
};
