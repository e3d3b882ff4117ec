import type { Metric } from "./metric";
import { createWordPairScorer, wordCount } from "./word-pair-scorer";

/**
 * Control: the mean word count of the two completions (words as in `splitWords`: punctuation counts).
 *
 * It knows nothing of how the completions differ, yet longer texts overlap differently: a metric that does no better
 * than this one has measured length. Symmetric, in [0, ∞), 0 only if both are empty. No failure modes.
 *
 * Source: methods, §1 (controls).
 *
 * @example "a b c" against "a": 2.
 */
export const meanLength: Metric = {
  id: "mean-length",
  version: 1,
  title: "Mean length (control)",
  summary: "Long completions first; a control that other metrics must beat.",
  needs: "text",
  direction: "higher-first",
  symmetric: true,
  range: [0, Number.POSITIVE_INFINITY],
  control: true,
  aim: "winner",
  source: "Mean of word counts",
  createScorer: () =>
    createWordPairScorer({
      scorePair: (words, first, second) => (wordCount(words, first) + wordCount(words, second)) / 2,
    }),
};
