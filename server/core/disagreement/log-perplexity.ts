import type { PoolPreparation, PoolStatistics, PromptBlock, Scorer } from "./metric";
import { compareTokenizers, meanLogProb, modelPairKey } from "./token-scores";

/**
 * Mean log perplexity of a pair's two completions, each under the model that wrote it: −(mean ℓ_A + mean ℓ_B)/2, in nats.
 * NaN where a model has no log-probabilities of its own completion, or the completion has no tokens.
 *
 * @example ℓ_A = (−1, −3) and ℓ_B = (−1): 1.5 per token.
 */
export function meanLogPerplexity(
  { completions, pairs }: PromptBlock,
  pair: number,
  per: "token" | "byte",
): number {
  const [one, other] = [completions[pairs[2 * pair]!]!, completions[pairs[2 * pair + 1]!]!];
  const first = one.tokenScores?.get(one.model);
  const second = other.tokenScores?.get(other.model);
  if (first === undefined || second === undefined) return Number.NaN;
  const mean = 0 - (meanLogProb(first, per) + meanLogProb(second, per)) / 2;
  return Number.isFinite(mean) ? mean : Number.NaN;
}

/** The models of a pair, by `modelPairKey`. */
export function modelsOf({ completions, pairs }: PromptBlock, pair: number): string {
  return modelPairKey(completions[pairs[2 * pair]!]!.model, completions[pairs[2 * pair + 1]!]!.model);
}

/**
 * A scorer of what a pair's mean log perplexity says: per token, or per byte for two models whose tokenizers differ
 * anywhere in the pool.
 *
 * @example `createScorer: ({ pool }) => createLogPerplexityScorer(pool, (value) => value)`
 */
export function createLogPerplexityScorer(
  pool: PoolStatistics | undefined,
  valueOf: (logPerplexity: number, models: string) => number,
): Scorer {
  return {
    score(block, out, outOffset) {
      for (let p = 0; p < block.keys.length; p++) {
        const models = modelsOf(block, p);
        const per = pool?.unequalTokenizers?.has(models) ? "byte" : "token";
        out[outOffset + p] = valueOf(meanLogPerplexity(block, p, per), models);
      }
    },
  };
}

/**
 * Finds which tokenizers differ, and per pair of models the median of their comparisons' mean log perplexity. Pairs
 * without a value have no median.
 *
 * @example three comparisons of 1, 2 and 9 nats: 2.
 */
export function findMedianLogPerplexities(): PoolPreparation {
  const tokenizers = compareTokenizers();
  const seen = new Map<string, { token: number[]; byte: number[] }>();
  return {
    add(block) {
      tokenizers.add(block);
      for (let p = 0; p < block.keys.length; p++) {
        const models = modelsOf(block, p);
        let values = seen.get(models);
        if (values === undefined) {
          values = { token: [], byte: [] };
          seen.set(models, values);
        }
        // Which of the two is wanted is known at the end.
        for (const per of ["token", "byte"] as const) {
          const value = meanLogPerplexity(block, p, per);
          if (!Number.isNaN(value)) values[per].push(value);
        }
      }
    },
    finish() {
      const { unequalTokenizers } = tokenizers.finish();
      const medianLogPerplexities = new Map<string, number>();
      for (const [models, values] of seen) {
        const own = values[unequalTokenizers?.has(models) ? "byte" : "token"];
        if (own.length > 0) medianLogPerplexities.set(models, median(own));
      }
      return { unequalTokenizers, medianLogPerplexities };
    },
  };
}

function median(values: readonly number[]): number {
  const ascending = Float64Array.from(values).sort();
  const middle = ascending.length >> 1;
  return ascending.length % 2 === 1 ? ascending[middle]! : (ascending[middle - 1]! + ascending[middle]!) / 2;
}
