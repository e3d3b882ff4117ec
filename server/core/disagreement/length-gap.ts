import type { Metric } from "./metric";
import { createWordPairScorer, wordCount } from "./word-pair-scorer";

/**
 * Absolute difference of the two completions' word counts (words as in `splitWords`: punctuation counts).
 *
 * Symmetric, in [0, ∞), 0 for completions of equal length whatever they say. No failure modes.
 *
 * Source: methods, §1. Length alone explains many human preferences, so it is worth comparing every other metric with.
 *
 * @example "a b c" against "a": 2.
 */
export const lengthGap: Metric = {
  id: "length-gap",
  version: 1,
  title: "Length gap",
  summary: "Much difference in length, in words.",
  needs: "text",
  direction: "higher-first",
  symmetric: true,
  range: [0, Number.POSITIVE_INFINITY],
  control: false,
  aim: "winner",
  source: "Absolute difference of word counts",
  createScorer: () =>
    createWordPairScorer({
      scorePair: (words, first, second) => Math.abs(wordCount(words, first) - wordCount(words, second)),
    }),
};
