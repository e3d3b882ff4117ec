import type { JointCounts } from "../text/joint-counts";
import type { Metric } from "./metric";
import { createUnigramScorer, SMOOTHING } from "./unigram-scorer";

/**
 * Jensen–Shannon divergence of the two completions' word frequencies, in nats.
 *
 * With P(w) = (c_w + .1)/(Σc + .1·V), Q likewise over the union vocabulary of V words and M = (P + Q)/2, the value is
 * ½ KL(P‖M) + ½ KL(Q‖M). Symmetric, in [0, ln 2]. Two texts without words: 0; one without: ln 2. No failure modes.
 *
 * Source: Lin 1991, "Divergence measures based on the Shannon entropy", eq. 4.1 with equal weights; add-.1 smoothing.
 *
 * @example "a" against "b": P = (11, 1)/12, Q = (1, 11)/12, M = (1, 1)/2; value (11/12)·ln(11/6) + (1/12)·ln(1/6) = .4063.
 */
export const unigramJsd: Metric = {
  id: "unigram-jsd",
  version: 1,
  title: "Unigram JSD",
  summary: "Different word frequencies, bounded: every word counts at most by its share.",
  needs: "text",
  direction: "higher-first",
  symmetric: true,
  range: [0, Math.LN2],
  control: false,
  aim: "winner",
  source: "Lin 1991 (Jensen–Shannon), add-.1 smoothing over the union vocabulary",
  createScorer: () => createUnigramScorer(divergence, Math.LN2),
};

function divergence(joint: JointCounts, firstLength: number, secondLength: number): number {
  const firstMass = firstLength + SMOOTHING * joint.unionSize;
  const secondMass = secondLength + SMOOTHING * joint.unionSize;
  let sum = 0;
  for (let k = 0; k < joint.cells; k++) {
    const low = joint.low[k]! + SMOOTHING;
    const high = joint.high[k]! + SMOOTHING;
    const forward = joint.forward[k]!;
    const backward = joint.backward[k]!;
    // A tally of 0 needs no logarithm.
    const ofForward = forward === 0 ? 0 : forward * excess(low / firstMass, high / secondMass);
    const ofBackward = backward === 0 ? 0 : backward * excess(high / firstMass, low / secondMass);
    sum += ofForward + ofBackward;
  }
  return Math.min(Math.LN2, Math.max(0, sum / 2));
}

/** p·ln(p/m) + q·ln(q/m) with m = (p + q)/2. */
function excess(p: number, q: number): number {
  const m = (p + q) / 2;
  return p * Math.log(p / m) + q * Math.log(q / m);
}
