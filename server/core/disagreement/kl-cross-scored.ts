import type { Metric, PoolStatistics, ScorableCompletion } from "./metric";
import { compareTokenizers, modelPairKey, relateTokens, totalBytes, totalLogProb } from "./token-scores";

/**
 * How much less likely each model finds the other's completion than its author does, in nats per token.
 *
 * K_AB = (1/T) Σ_t [ℓ_A(y_t) − ℓ_B(y_t)] along A's own completion y, K_BA likewise; the value is their mean. For
 * sampled completions K_AB estimates KL(A‖B) per token without bias, so a single value may be negative. Needs both
 * models' log-probabilities of both completions. Where the two models' tokenizers differ (found over the whole pool,
 * see `compareTokenizers`), sums are divided by the bytes of the text instead, for every prompt of that pair.
 * NaN where a list is missing, stops early, or covers another number of bytes than its partner; 0 if both completions
 * have no tokens, NaN if one has none. Symmetric, in (−∞, ∞).
 *
 * Source: methods, §1. Ranking prompts by KL divergence follows Boubdir et al. 2023 (arXiv 2310.14424), who do not
 * publish how they align distributions; named for what it does.
 *
 * @example ℓ_A = (−1, −1), ℓ_B = (−2, −3) along A's text and the reverse along B's: K = (2 + 3 − 1 − 1)/2 = 1.5.
 */
export const klCrossScored: Metric = {
  id: "kl-cross-scored",
  version: 1,
  title: "Cross-scored KL",
  summary: "Each model finds the other's completion much less likely than its own model did.",
  needs: "token-scores",
  direction: "higher-first",
  symmetric: true,
  range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  control: false,
  aim: "winner",
  leastForEqual: false,
  cost: "one more pass over the pool, then proportional to the tokens",
  source:
    "Mean log-likelihood ratio on both own completions; per byte where tokenizers differ; idea of Boubdir et al. 2023",
  preparePool: compareTokenizers,
  createScorer: ({ pool }) => ({
    score({ completions, pairs, keys }, out, outOffset) {
      for (let p = 0; p < keys.length; p++) {
        out[outOffset + p] = scorePair(completions[pairs[2 * p]!]!, completions[pairs[2 * p + 1]!]!, pool);
      }
    },
  }),
};

function scorePair(
  first: ScorableCompletion,
  second: ScorableCompletion,
  pool: PoolStatistics | undefined,
): number {
  const ofFirst = compareAlong(first, second.model);
  const ofSecond = compareAlong(second, first.model);
  if (ofFirst === undefined || ofSecond === undefined) return Number.NaN;
  if (ofFirst.tokens === 0 && ofSecond.tokens === 0) return 0;
  const isPerByte =
    ofFirst.isCutDifferently ||
    ofSecond.isCutDifferently ||
    pool?.unequalTokenizers?.has(modelPairKey(first.model, second.model));
  const unit = isPerByte ? "bytes" : "tokens";
  const value = (ofFirst.sum / ofFirst[unit] + ofSecond.sum / ofSecond[unit]) / 2;
  return Number.isFinite(value) ? value : Number.NaN;
}

/** Σ (ℓ_own − ℓ_other) along one completion with its length, or undefined where the lists cannot be compared. */
function compareAlong({ model, tokenScores }: ScorableCompletion, otherModel: number) {
  const own = tokenScores?.get(model);
  const other = tokenScores?.get(otherModel);
  if (own === undefined || other === undefined) return undefined;
  const relation = relateTokens(own, other);
  const bytes = totalBytes(own);
  if (relation === "cut-off" || bytes !== totalBytes(other)) return undefined;
  const sum = totalLogProb(own) - totalLogProb(other);
  return { sum, tokens: own.logProbs.length, bytes, isCutDifferently: relation === "different" };
}
