import type { TokenScores } from "./metric";
import { meanLogProb } from "./token-scores";

/**
 * Perplexity of a text under one model: exp(−mean log-probability), at least 1; NaN for a text without tokens.
 *
 * Per byte it can be compared between tokenizers.
 *
 * Source: Jelinek et al. 1977, "Perplexity: a measure of the difficulty of speech recognition tasks".
 *
 * @example log-probabilities (−ln 2, −ln 8): 4.
 */
export function perplexity(scores: TokenScores, per: "token" | "byte" = "token"): number {
  return Math.exp(-meanLogProb(scores, per));
}
