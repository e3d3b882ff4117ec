import { normalProbability } from "../estimation/normal-probability";

const mostExact = 1000;

/**
 * P-value, two-sided, of "wins and losses are equally likely": exact from the binomial distribution for whole counts up to
 * 1,000 in all, else by the normal distribution with half a count taken off.
 *
 * @param wins and @param losses ≥ 0. @param spread Σ w²/Σ w of weighted judgments, 1 without weights.
 * @returns 1 where there is nothing to test.
 * @example signTest(4, 0) // 0.125
 */
export function signTest(wins: number, losses: number, spread = 1): number {
  const n = wins + losses;
  if (!(n > 0)) return 1;
  if (spread === 1 && n <= mostExact && Number.isInteger(wins) && Number.isInteger(losses))
    return Math.min(1, 2 * lowerTail(Math.min(wins, losses), n));
  const z = Math.max(0, Math.abs(wins - losses) - spread) / Math.sqrt(n * spread);
  return Math.min(1, 2 * normalProbability(-z));
}

/** P(X ≤ k) of n fair coins. */
function lowerTail(k: number, n: number): number {
  let log = -n * Math.LN2;
  let sum = Math.exp(log);
  for (let i = 1; i <= k; i++) {
    log += Math.log((n - i + 1) / i);
    sum += Math.exp(log);
  }
  return sum;
}
