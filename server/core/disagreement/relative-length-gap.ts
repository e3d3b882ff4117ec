import type { Metric } from "./metric";
import { createWordPairScorer, wordCount } from "./word-pair-scorer";

/**
 * Difference of the two completions' word counts over the greater one (words as in `splitWords`: punctuation counts).
 *
 * Symmetric, in [0, 1], 0 for completions of equal length whatever they say. Two texts without words: 0; one without: 1.
 * No failure modes.
 *
 * Source: methods, §1. The scale-free companion of `length-gap`: three words against one count as much as 300 against 100.
 *
 * @example "a b c" against "a": 2/3.
 */
export const relativeLengthGap: Metric = {
  id: "relative-length-gap",
  version: 1,
  title: "Relative length gap",
  summary: "Much difference in length, as a share of the longer text.",
  needs: "text",
  direction: "higher-first",
  symmetric: true,
  range: [0, 1],
  control: false,
  aim: "winner",
  source: "Absolute difference of word counts over the greater count",
  createScorer: () =>
    createWordPairScorer({
      scorePair(words, first, second) {
        const one = wordCount(words, first);
        const other = wordCount(words, second);
        const longer = Math.max(one, other);
        return longer === 0 ? 0 : Math.abs(one - other) / longer;
      },
    }),
};
