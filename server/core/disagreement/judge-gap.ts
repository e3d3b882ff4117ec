import type { JudgeVotes, Metric } from "./metric";

/**
 * How clearly the judges see a winner: |P(first) − P(second)| over their votes.
 *
 * For *finding the winner*: 1 where all judges prefer the same side, 0 where they are split evenly or see ties. Votes may
 * be counts or summed probabilities. Symmetric, in [0, 1]. NaN where a comparison has no votes.
 *
 * Source: methods, §1 (scores brought along: expected gap of judge votes).
 *
 * @example three votes for the first and one tie: .75.
 */
export const judgeGap: Metric = {
  id: "judge-gap",
  version: 1,
  title: "Judges' gap",
  summary: "The judges whose votes came with the data clearly prefer one side.",
  needs: "judge-votes",
  direction: "higher-first",
  symmetric: true,
  range: [0, 1],
  control: false,
  aim: "winner",
  leastForEqual: false,
  cost: "one division",
  source: "Absolute difference of the judges' mean votes",
  createScorer: () => ({
    score({ keys, judgeVotes }, out, outOffset) {
      for (let p = 0; p < keys.length; p++) out[outOffset + p] = Math.abs(expectedGap(judgeVotes?.[p]));
    },
  }),
};

/**
 * P(first) − P(second) over the judges' votes, in [−1, 1]; NaN without votes.
 *
 * @example one vote for the second and one tie: −.5.
 */
export function expectedGap(votes: JudgeVotes | undefined): number {
  if (votes === undefined) return Number.NaN;
  const { first, second, tie } = votes;
  // The sides in one order, so that swapping changes nothing but the sign.
  const total = Math.min(first, second) + Math.max(first, second) + tie;
  return total > 0 ? (first - second) / total : Number.NaN;
}
