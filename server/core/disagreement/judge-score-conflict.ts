import { expectedGap } from "./judge-gap";
import type { Metric } from "./metric";

/**
 * How firmly the judges hold against the scores: −(P(first) − P(second)) · sign(score gap).
 *
 * For *correcting a judge*: 1 where all judges prefer the completion with the lower score, −1 where both say the same, 0
 * where the scores are equal or the judges split. A second signal that was not made from the first finds errors that the
 * judges are sure of, which their entropy cannot. Symmetric, in [−1, 1]. NaN where votes or a score are missing.
 *
 * Source: disagreement of two views, after co-testing (Muslea, Minton & Knoblock 2000); methods, §1.
 *
 * @example the judges prefer the first by .8, its score is lower: .8.
 */
export const judgeScoreConflict: Metric = {
  id: "judge-score-conflict",
  version: 1,
  title: "Judges against scores",
  summary: "The judges prefer the completion that the scores that came along put lower.",
  needs: "judge-votes-scores",
  direction: "higher-first",
  symmetric: true,
  range: [-1, 1],
  control: false,
  aim: "judge",
  leastForEqual: false,
  cost: "one division",
  source: "Contention of two views, after Muslea, Minton & Knoblock 2000 (co-testing)",
  createScorer: () => ({
    score({ completions, pairs, keys, judgeVotes }, out, outOffset) {
      for (let p = 0; p < keys.length; p++) {
        const first = completions[pairs[2 * p]!]!.score ?? Number.NaN;
        const second = completions[pairs[2 * p + 1]!]!.score ?? Number.NaN;
        // 0 − x, so that no conflict is 0 and never −0.
        out[outOffset + p] = 0 - expectedGap(judgeVotes?.[p]) * Math.sign(first - second);
      }
    },
  }),
};
