import type { Metric } from "./metric";

/**
 * Absolute difference of the numeric scores that came with the two completions, such as rewards.
 *
 * For *finding the winner*: where a reward model sees much difference, people more often see one too. Symmetric, in
 * [0, ∞). NaN where a completion has no score.
 *
 * Source: methods, §1 (scores brought along: reward gap).
 *
 * @example scores .7 and −.2: .9.
 */
export const scoreGap: Metric = {
  id: "score-gap",
  version: 1,
  title: "Score gap",
  summary: "The scores that came with the completions, such as rewards, differ much.",
  needs: "scores",
  direction: "higher-first",
  symmetric: true,
  range: [0, Number.POSITIVE_INFINITY],
  control: false,
  aim: "winner",
  cost: "one subtraction",
  source: "Absolute difference of a numeric column",
  createScorer: () => ({
    score({ completions, pairs, keys }, out, outOffset) {
      for (let p = 0; p < keys.length; p++) {
        const first = completions[pairs[2 * p]!]!.score ?? Number.NaN;
        const second = completions[pairs[2 * p + 1]!]!.score ?? Number.NaN;
        out[outOffset + p] = Math.abs(first - second);
      }
    },
  }),
};
