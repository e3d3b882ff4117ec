import { SMALL } from "../text/count-kernel";
import type { JointCounts } from "../text/joint-counts";
import type { Metric } from "./metric";
import { createUnigramScorer, SMOOTHING } from "./unigram-scorer";

/**
 * Symmetric Kullback–Leibler divergence of the two completions' word frequencies, in nats.
 *
 * With counts c_w and d_w, P(w) = (c_w + .1)/(Σc + .1·V) and Q likewise over the union vocabulary of V words; the
 * value is the mean of KL(P‖Q) and KL(Q‖P). Symmetric, in [0, ∞). Two texts without words: 0. There is no greatest
 * value, and smoothing alone would put an empty text 0 away from "a b c" (both uniform); so a text without words
 * counts as one word that the other text does not have. No failure modes.
 *
 * Source: Kullback & Leibler 1951, eq. 2.6 (J/2), on word frequencies with add-.1 smoothing.
 *
 * @example "a" against "b": P = (1.1, .1)/1.2, Q = (.1, 1.1)/1.2; value (1/1.2)·ln 11 = 1.9982.
 */
export const unigramKl: Metric = {
  id: "unigram-kl",
  version: 1,
  title: "Unigram KL",
  summary: "Different word frequencies, rare words counting much.",
  needs: "text",
  direction: "higher-first",
  symmetric: true,
  range: [0, Number.POSITIVE_INFINITY],
  control: false,
  aim: "winner",
  source: "Kullback & Leibler 1951, mean of both directions, add-.1 smoothing over the union vocabulary",
  createScorer: () => createUnigramScorer(divergence),
};

/** Of two small counts: most cells have two. */
const SMALL_RATIOS = Float64Array.from({ length: SMALL * SMALL }, (_, k) =>
  Math.log(((k % SMALL) + SMOOTHING) / (Math.floor(k / SMALL) + SMOOTHING)),
);

/** ln((low + .1)/(high + .1)). */
function logarithmOfRatio(low: number, high: number): number {
  if (low === high) return 0;
  return high < SMALL
    ? SMALL_RATIOS[(high * SMALL + low) | 0]!
    : Math.log((low + SMOOTHING) / (high + SMOOTHING));
}

/**
 * ½ Σ (P − Q)(ln P − ln Q). Since Σ (P − Q) = 0, the normalisers inside the logarithms cancel, which leaves
 * ln((c + .1)/(d + .1)) and one sum for each text's weights.
 */
function divergence(joint: JointCounts, firstLength: number, secondLength: number): number {
  let firstSum = 0;
  let secondSum = 0;
  for (let k = 0; k < joint.cells; k++) {
    const low = joint.low[k]! + SMOOTHING;
    const high = joint.high[k]! + SMOOTHING;
    const logRatio = logarithmOfRatio(joint.low[k]!, joint.high[k]!);
    // In `forward` words the first text has the lower count, in `backward` words the higher one.
    firstSum += logRatio * (joint.forward[k]! * low - joint.backward[k]! * high);
    secondSum += logRatio * (joint.backward[k]! * low - joint.forward[k]! * high);
  }
  const smoothingMass = SMOOTHING * joint.unionSize;
  return Math.max(
    0,
    (firstSum / (firstLength + smoothingMass) + secondSum / (secondLength + smoothingMass)) / 2,
  );
}
