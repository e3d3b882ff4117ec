import type { PoolPreparation, TokenScores } from "./metric";

/** How two models' tokens of one text relate: the same, one list a beginning of the other, or cut differently. */
export type TokenRelation = "equal" | "cut-off" | "different";

/**
 * Compares the tokens of two lists along one text.
 *
 * @example ids (1, 2) and (1, 2, 3) are "cut-off": one list stops early.
 */
export function relateTokens(first: TokenScores, second: TokenScores): TokenRelation {
  const shorter = Math.min(first.tokenIds.length, second.tokenIds.length);
  for (let i = 0; i < shorter; i++) if (first.tokenIds[i] !== second.tokenIds[i]) return "different";
  return first.tokenIds.length === second.tokenIds.length ? "equal" : "cut-off";
}

/** Sum of a list's log-probabilities, in nats. */
export function totalLogProb({ logProbs }: TokenScores): number {
  return logProbs.reduce((sum, logProb) => sum + logProb, 0);
}

/** UTF-8 bytes of a list's tokens. */
export function totalBytes({ byteLengths }: TokenScores): number {
  return byteLengths.reduce((sum, bytes) => sum + bytes, 0);
}

/**
 * Mean log-probability per token, or per byte of text; NaN for a list without tokens.
 *
 * @example log-probabilities (−1, −3): −2 per token; with tokens of 3 and 5 bytes −.5 per byte.
 */
export function meanLogProb(scores: TokenScores, per: "token" | "byte"): number {
  const { length } = scores.logProbs;
  return length === 0 ? Number.NaN : totalLogProb(scores) / (per === "token" ? length : totalBytes(scores));
}

/** The name of a pair of models, whichever comes first. */
export function modelPairKey(one: number, other: number): string {
  return `${Math.min(one, other)}/${Math.max(one, other)}`;
}

/**
 * Finds the pairs of models that have different tokenizers: somewhere in the pool they cut one text differently.
 *
 * Known from the whole pool, not text by text: a short text may be cut alike by chance, and a mean per token beside
 * means per byte would rank by unit. Models that never scored the same text count as equal.
 */
export function compareTokenizers(): PoolPreparation {
  const unequal = new Set<string>();
  return {
    add({ completions }) {
      for (const { tokenScores } of completions) {
        const scorers = [...(tokenScores ?? [])];
        scorers.forEach(([one, first], i) => {
          for (const [other, second] of scorers.slice(i + 1)) {
            if (relateTokens(first, second) === "different") unequal.add(modelPairKey(one, other));
          }
        });
      }
    },
    finish: () => ({ unequalTokenizers: unequal }),
  };
}
