import { sampleDeviation } from "./sample-deviation";

/**
 * Standard error of a mean over M of N draws without replacement: sd(terms)/√M · √(1 − M/N).
 *
 * @param terms one per draw: v·s for a mean, linearised residuals for a ratio.
 * @returns 0 when the whole pool is drawn; undefined for fewer than two draws of a larger pool.
 * @example drawStandardError(100, Float64Array.of(1, -1)) // 0.98995
 */
export function drawStandardError(N: number, terms: Float64Array): number | undefined {
  const M = terms.length;
  if (M === N && M > 0) return 0;
  const deviation = sampleDeviation(terms);
  return deviation === undefined ? undefined : (deviation / Math.sqrt(M)) * Math.sqrt(1 - M / N);
}
