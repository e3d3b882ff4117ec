import type { JointCounts } from "../text/joint-counts";
import type { Metric } from "./metric";
import { createUnigramScorer, SMOOTHING } from "./unigram-scorer";

/**
 * Symmetric cross-entropy of the two completions' word frequencies, in nats.
 *
 * With counts c_w and d_w, P(w) = (c_w + .1)/(Σc + .1·V) and Q likewise over the union vocabulary of V words; the value
 * is the mean of H(P, Q) = −Σ P ln Q and H(Q, P). Since H(P, Q) = H(P) + KL(P‖Q), it also ranks by the texts' own
 * entropy: two equal texts of many different words score higher than two equal texts of few. Symmetric, in [0, ∞).
 * Two texts without words: 0; one without counts as one word that the other does not have. No failure modes.
 *
 * Source: methods, §1; cross-entropy after Kullback & Leibler 1951 and Shannon 1948, add-.1 smoothing.
 *
 * @example "a" against "b": P = (1.1, .1)/1.2, Q = (.1, 1.1)/1.2; value −(1.1·ln(.1/1.2) + .1·ln(1.1/1.2))/1.2 = 2.2851.
 */
export const unigramCe: Metric = {
  id: "unigram-ce",
  version: 1,
  title: "Unigram cross-entropy",
  summary: "Different word frequencies, or simply many different words: it counts a text's own variety too.",
  needs: "text",
  direction: "higher-first",
  symmetric: true,
  range: [0, Number.POSITIVE_INFINITY],
  control: false,
  aim: "winner",
  leastForEqual: false,
  source: "H(P, Q) = H(P) + KL(P‖Q), mean of both directions, add-.1 smoothing over the union vocabulary",
  createScorer: () => createUnigramScorer(crossEntropy),
};

/** −Σ P ln Q = ln(mass of Q) − Σ P ln(d + .1), and the same with P and Q exchanged. */
function crossEntropy(joint: JointCounts, firstLength: number, secondLength: number): number {
  const firstMass = firstLength + SMOOTHING * joint.unionSize;
  const secondMass = secondLength + SMOOTHING * joint.unionSize;
  let firstSum = 0;
  let secondSum = 0;
  for (let k = 0; k < joint.cells; k++) {
    const low = joint.low[k]! + SMOOTHING;
    const high = joint.high[k]! + SMOOTHING;
    // Each count weighed by the logarithm of the same word's count in the other text.
    const lowByHigh = low * Math.log(high);
    const highByLow = high * Math.log(low);
    firstSum += joint.forward[k]! * lowByHigh + joint.backward[k]! * highByLow;
    secondSum += joint.backward[k]! * lowByHigh + joint.forward[k]! * highByLow;
  }
  const ofFirst = Math.log(secondMass) - firstSum / firstMass;
  const ofSecond = Math.log(firstMass) - secondSum / secondMass;
  return Math.max(0, (ofFirst + ofSecond) / 2);
}
