import { WordCounts } from "../text/word-counts";
import type { Metric } from "./metric";
import { createWordPairScorer } from "./word-pair-scorer";

/**
 * 1 − Jaccard similarity of the two completions' word sets: the share of the union vocabulary that only one has.
 *
 * Symmetric, in [0, 1]. Two texts without words: 0; one without: 1. No failure modes.
 *
 * Source: Jaccard 1901.
 *
 * @example "a b" against "b c": union {a, b, c}, common {b}, value 1 − 1/3 = 2/3.
 */
export const jaccard: Metric = {
  id: "jaccard",
  version: 1,
  title: "1 − Jaccard",
  summary: "Few distinct words in common, whatever their order and number.",
  needs: "text",
  direction: "higher-first",
  symmetric: true,
  range: [0, 1],
  control: false,
  aim: "winner",
  source: "Jaccard 1901, on word sets",
  createScorer() {
    const counts = new WordCounts();
    return createWordPairScorer({
      prepare: (words) => counts.count(words),
      scorePair(words, first, second) {
        const shared = counts.shared(words, first, second);
        const union = counts.distinctCounts[first]! + counts.distinctCounts[second]! - shared;
        return union === 0 ? 0 : 1 - shared / union;
      },
    });
  },
};
