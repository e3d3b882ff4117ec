/**
 * A sample quantile by linear interpolation between order statistics (Hyndman and Fan's type 7, the default of R and
 * NumPy).
 *
 * @param values in any order, free of NaN; not changed.
 * @param p in [0, 1].
 * @returns undefined for an empty sample.
 * @example quantile(Float64Array.of(1, 2, 3, 4), 0.5) // 2.5
 */
export function quantile(values: Float64Array, p: number): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = values.slice().sort();
  const place = p * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (place - below) * (high - low);
}
