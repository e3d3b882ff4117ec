import type { JudgeVotes, Metric } from "./metric";

const LN3 = Math.log(3);

/**
 * Entropy of the judges' votes on a comparison (first, second, tie), in nats.
 *
 * For *correcting a judge*: greatest where the judges are split evenly over the three outcomes, hence where their
 * verdict is likely wrong; 0 where all agree. Votes may be counts or summed probabilities: several judges count by their
 * mean. Symmetric, in [0, ln 3].
 * NaN where a comparison has no votes.
 *
 * Source: Shannon 1948; query by committee with vote entropy, Dagan & Engelson 1995; methods, §1.
 *
 * @example two votes for the first and two for the second: ln 2 = .6931.
 */
export const judgeEntropy: Metric = {
  id: "judge-entropy",
  version: 1,
  title: "Judges' entropy",
  summary: "The judges whose votes came with the data disagree, or the one judge is unsure.",
  needs: "judge-votes",
  direction: "higher-first",
  symmetric: true,
  range: [0, LN3],
  control: false,
  aim: "judge",
  leastForEqual: false,
  cost: "three logarithms",
  source: "Dagan & Engelson 1995 (vote entropy)",
  createScorer: () => ({
    score({ keys, judgeVotes }, out, outOffset) {
      for (let p = 0; p < keys.length; p++) out[outOffset + p] = entropy(judgeVotes?.[p]);
    },
  }),
};

function entropy(votes: JudgeVotes | undefined): number {
  if (votes === undefined) return Number.NaN;
  const { first, second, tie } = votes;
  // The sides in one order, so that swapping changes no bit.
  const shares = [Math.min(first, second), Math.max(first, second), tie];
  const total = shares.reduce((sum, share) => sum + share, 0);
  if (!(total > 0)) return Number.NaN;
  const sum = shares.reduce(
    (sum, share) => (share === 0 ? sum : sum - (share / total) * Math.log(share / total)),
    0,
  );
  return Math.min(LN3, Math.max(0, sum));
}
