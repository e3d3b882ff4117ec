import type { Metric, PromptBlock } from "./metric";
import { TopKSums } from "./top-k-sums";

export { TopKPositionsMismatchError } from "./top-k-divergence";

/**
 * Symmetric KL divergence of the two models' next-token distributions along both completions, from top-k lists, in nats.
 *
 * Needs, for each of the two completions, the top-k lists of *both* models along that text (teacher forcing) with one
 * shared tokenizer; where any of the four is missing the value is NaN. At each position the tokens are the union of
 * both lists plus one bucket for the rest (masses of at least 1e−6, renormalised); the value is the mean of both
 * directions, averaged over all positions of both completions together. Symmetric, in [0, ∞); 0 if neither completion
 * has a position. Throws `TopKPositionsMismatchError` where two lists along one text differ in positions.
 *
 * Source: methods, §1. Ranking prompts by KL divergence follows Boubdir et al. 2023 (arXiv 2310.14424); how they align
 * and truncate the distributions was not confirmed, so this is not called their formula.
 *
 * @example one position, lists {x: .9} and {x: .5}: P = (.9, .1), Q = (.5, .5); value ½(.4·ln 1.8 − .4·ln .2) = .4394.
 */
export const klTopK: Metric = {
  id: "kl-top-k",
  version: 1,
  title: "Token KL (top-k)",
  summary:
    "The models give the next token different probabilities along both texts; needs top-k log-probabilities.",
  needs: "top-k",
  direction: "higher-first",
  symmetric: true,
  range: [0, Number.POSITIVE_INFINITY],
  control: false,
  aim: "winner",
  source:
    "Mean per-position symmetric KL over union of top-k and a rest bucket; ranking idea of Boubdir et al. 2023",
  cost: "proportional to positions times k",
  createScorer() {
    const sums = new TopKSums();
    return {
      score(block, out, outOffset) {
        sums.clear();
        for (let p = 0; p < block.keys.length; p++) out[outOffset + p] = scorePair(block, p, sums);
      },
    };
  },
};

function scorePair({ completions, pairs }: PromptBlock, pair: number, sums: TopKSums): number {
  let first = completions[pairs[2 * pair]!]!;
  let second = completions[pairs[2 * pair + 1]!]!;
  // One order of summation for both orientations of a pair, so that swapping changes no bit.
  if (first.model > second.model) [first, second] = [second, first];
  let sum = 0;
  let positions = 0;
  for (const completion of [first, second]) {
    const byFirst = completion.topK?.get(first.model);
    const bySecond = completion.topK?.get(second.model);
    if (byFirst === undefined || bySecond === undefined) return Number.NaN;
    sums.sum(byFirst, bySecond);
    sum += sums.kl;
    positions += byFirst.positions;
  }
  return positions === 0 ? 0 : sum / positions;
}
