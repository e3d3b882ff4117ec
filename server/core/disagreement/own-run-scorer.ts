import type { Scorer, ScorerOptions } from "./metric";
import { meanLogProb, modelPairKey } from "./token-scores";

/**
 * A scorer for the absolute difference of a number that each model's own run has, from its mean log-probability.
 *
 * Means are per token, or per byte for two models whose tokenizers differ anywhere in the pool. NaN where a model has
 * no log-probabilities of its own completion, or the completion has no tokens.
 *
 * @example `createScorer: (options) => createOwnRunScorer(options, (mean) => Math.exp(-mean))`
 */
export function createOwnRunScorer({ pool }: ScorerOptions, numberOf: (mean: number) => number): Scorer {
  return {
    score({ completions, pairs, keys }, out, outOffset) {
      for (let p = 0; p < keys.length; p++) {
        const [one, other] = [completions[pairs[2 * p]!]!, completions[pairs[2 * p + 1]!]!];
        const first = one.tokenScores?.get(one.model);
        const second = other.tokenScores?.get(other.model);
        const per = pool?.unequalTokenizers?.has(modelPairKey(one.model, other.model)) ? "byte" : "token";
        if (first === undefined || second === undefined) {
          out[outOffset + p] = Number.NaN;
          continue;
        }
        const gap = Math.abs(numberOf(meanLogProb(first, per)) - numberOf(meanLogProb(second, per)));
        out[outOffset + p] = Number.isFinite(gap) ? gap : Number.NaN;
      }
    },
  };
}
