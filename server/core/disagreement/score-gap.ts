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
  summary: "The scores that came with the completions, such as rewards, differ much: finds the winner.",
  needs: "scores",
  direction: "higher-first",
  symmetric: true,
  range: [0, Number.POSITIVE_INFINITY],
  control: false,
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

/**
 * The score gap of one numeric metadata column: the metric `score-gap:COLUMN`. `score` itself is plain `score-gap`.
 *
 * @example `scoreGapOf("reward").id` is "score-gap:reward"
 */
export function scoreGapOf(column: string): Metric {
  return {
    ...scoreGap,
    id: `${scoreGap.id}:${column}`,
    title: `Score gap (${column})`,
    summary: `The completions differ much in their column "${column}": finds the winner.`,
    column,
  };
}
