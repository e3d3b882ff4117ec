import { LevenshteinDistance } from "../text/levenshtein-distance";
import type { Metric } from "./metric";
import { createWordPairScorer, wordCount } from "./word-pair-scorer";

/**
 * Word edit distance: the share of words to insert, delete or replace to turn one completion into the other.
 *
 * Levenshtein distance over words, divided by the word count of the longer text. Symmetric, in [0, 1]. Two texts
 * without words: 0; one without: 1. No failure modes.
 *
 * Source: Levenshtein 1966; computed after Myers 1999 and Hyyrö 2003.
 *
 * @example "a b c" against "a c": one deletion, longer length 3, value 1/3.
 */
export const editDistance: Metric = {
  id: "edit-distance",
  version: 1,
  title: "Word edit distance",
  summary: "Many words to insert, delete or replace to turn one text into the other.",
  needs: "text",
  direction: "higher-first",
  symmetric: true,
  range: [0, 1],
  control: false,
  aim: "winner",
  source: "Levenshtein 1966, on words, over the longer length",
  createScorer() {
    const levenshtein = new LevenshteinDistance();
    return createWordPairScorer({
      prepare: (words) => levenshtein.load(words),
      scorePair(words, first, second) {
        const longer = Math.max(wordCount(words, first), wordCount(words, second));
        if (longer === 0) return 0;
        const distance = levenshtein.distance(first, second);
        return distance / longer;
      },
    });
  },
};
