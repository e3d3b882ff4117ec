import { NgramMatches } from "../text/ngram-matches";
import type { Metric } from "./metric";
import { createWordPairScorer, wordCount } from "./word-pair-scorer";

const MAX_ORDER = 4;

/**
 * 1 − sentence BLEU: how little two completions overlap in word n-grams, n = 1 to 4.
 *
 * Precision of unigrams is plain, of longer n-grams with 1 added to matches and total, so that a missing 4-gram does
 * not make everything 0; the geometric mean of the four is multiplied by the brevity penalty exp(1 − r/c) for c < r.
 * BLEU is directed, so the value is 1 minus the mean of both directions: symmetric, in [0, 1]. Texts without a common
 * word: 1; two texts without words: 0; one without: 1. No failure modes.
 *
 * Source: Papineni et al. 2002; add-one smoothing from bigrams on, Lin & Och 2004 ("ORANGE", BLEU+1).
 *
 * @example "a b" against "a c": precisions 1/2, (0+1)/(1+1), 1, 1; BLEU = (1/4)^(1/4) = .7071; value .2929.
 */
export const bleu: Metric = {
  id: "bleu",
  version: 1,
  title: "1 − BLEU",
  summary: "Few word sequences of up to four words in common.",
  needs: "text",
  direction: "higher-first",
  symmetric: true,
  range: [0, 1],
  control: false,
  aim: "winner",
  source: "Papineni et al. 2002 with Lin & Och 2004's add-one smoothing, both directions averaged",
  createScorer() {
    const ngrams = new NgramMatches(MAX_ORDER);
    return createWordPairScorer({
      prepare({ ids, offsets, texts, vocabularySize }) {
        ngrams.count({ ids, offsets, texts, alphabetSize: vocabularySize });
      },
      scorePair(words, first, second) {
        const firstLength = wordCount(words, first);
        const secondLength = wordCount(words, second);
        if (firstLength === 0 && secondLength === 0) return 0;
        if (ngrams.match(1, first, second) === 0) return 1;
        const forward = directed(ngrams, first, second, firstLength, secondLength);
        const backward = directed(ngrams, first, second, secondLength, firstLength);
        return 1 - (forward + backward) / 2;
      },
    });
  },
};

/** BLEU of a text of `length` words against one of `referenceLength`; matches do not depend on the direction. */
function directed(
  ngrams: NgramMatches,
  first: number,
  second: number,
  length: number,
  referenceLength: number,
) {
  let logSum = Math.log(ngrams.match(1, first, second) / length);
  for (let order = 2; order <= MAX_ORDER; order++) {
    const total = Math.max(0, length - order + 1);
    logSum += Math.log((ngrams.match(order, first, second) + 1) / (total + 1));
  }
  const brevity = length < referenceLength ? 1 - referenceLength / length : 0;
  return Math.exp(brevity + logSum / MAX_ORDER);
}
