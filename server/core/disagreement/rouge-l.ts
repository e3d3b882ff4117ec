import { LongestCommonSubsequence } from "../text/longest-common-subsequence";
import type { Metric } from "./metric";
import { createWordPairScorer, wordCount } from "./word-pair-scorer";

/**
 * 1 − ROUGE-L F1: how little of two completions is a common subsequence of words.
 *
 * With m and n words and a longest common subsequence of l words, precision l/m and recall l/n give
 * F1 = 2l/(m + n). Symmetric, in [0, 1]. Two texts without words: 0; one without: 1. No failure modes.
 *
 * Source: Lin 2004, "ROUGE: a package for automatic evaluation of summaries", §3, with β = 1 and the whole text as
 * one sentence.
 *
 * @example "a b c" against "a c": l = 2, F1 = 4/5, value .2.
 */
export const rougeL: Metric = {
  id: "rouge-l",
  version: 1,
  title: "1 − ROUGE-L",
  summary: "Few words in common in the same order, gaps allowed.",
  needs: "text",
  direction: "higher-first",
  symmetric: true,
  range: [0, 1],
  control: false,
  aim: "winner",
  source: "Lin 2004 (ROUGE-L, F1)",
  createScorer() {
    const subsequence = new LongestCommonSubsequence();
    return createWordPairScorer({
      prepare: (words) => subsequence.load(words),
      scorePair(words, first, second) {
        const total = wordCount(words, first) + wordCount(words, second);
        if (total === 0) return 0;
        const length = subsequence.length(first, second);
        return 1 - (2 * length) / total;
      },
    });
  },
};
