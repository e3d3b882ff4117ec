/**
 * Sample standard deviation, divisor n − 1, in two passes.
 *
 * @returns undefined for fewer than two values.
 * @example sampleDeviation(Float64Array.of(1, 3)) // 1.4142
 */
export function sampleDeviation(values: Float64Array): number | undefined {
  const n = values.length;
  if (n < 2) return undefined;
  let mean = 0;
  for (const value of values) mean += value / n;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return Math.sqrt(squares / (n - 1));
}
