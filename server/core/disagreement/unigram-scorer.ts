import { JointCounts } from "../text/joint-counts";
import { WordCounts } from "../text/word-counts";
import type { Scorer } from "./metric";
import { createWordPairScorer, wordCount } from "./word-pair-scorer";

/** What every count gets on top, so that no word of the union vocabulary has the probability 0. */
export const SMOOTHING = 0.1;

/**
 * A scorer for a divergence of two texts' word frequencies, from how often each pair of counts occurs and the two lengths.
 *
 * Two texts without words score 0. Where one has none the value is `ofOneEmpty`; left out, that text counts as one word
 * that the other does not have, since smoothing alone would put an empty text 0 away from "a b c" (both uniform).
 *
 * @example `createScorer: () => createUnigramScorer((joint, firstLength, secondLength) => …)`
 */
export function createUnigramScorer(
  divergence: (joint: JointCounts, firstLength: number, secondLength: number) => number,
  ofOneEmpty?: number,
): Scorer {
  const counts = new WordCounts();
  const joint = new JointCounts();
  return createWordPairScorer({
    prepare: (words) => counts.count(words),
    scorePair(words, first, second) {
      const firstLength = wordCount(words, first);
      const secondLength = wordCount(words, second);
      if (firstLength === 0 && secondLength === 0) return 0;
      const hasEmpty = firstLength === 0 || secondLength === 0;
      if (hasEmpty && ofOneEmpty !== undefined) return ofOneEmpty;
      joint.tally(words, counts, first, second);
      if (firstLength === 0) joint.addWord(1, 0);
      if (secondLength === 0) joint.addWord(0, 1);
      return divergence(joint, firstLength || 1, secondLength || 1);
    },
  });
}
