import { normalProbability } from "./normal-probability";

/**
 * The two-sided p-value that a margin is what a hypothesis says, by its standard error (z test). At fixed n only.
 *
 * @param se ≥ 0; undefined or 0 gives no test.
 * @param against the hypothesis, 0 unless given.
 * @returns in [0, 1].
 * @example marginTest(0.2, 0.1) // 0.0455
 */
export function marginTest(
  theta: number | undefined,
  se: number | undefined,
  against = 0,
): number | undefined {
  if (theta === undefined || se === undefined || !(se > 0)) return undefined;
  return Math.min(1, 2 * normalProbability(-Math.abs(theta - against) / se));
}
