/** Equal-width bins over the finite utilities of all strata: [from, to), the last one closed. Empty when there are none. */
export function utilityHistogram(
  utilities: readonly Float64Array[],
  bins = 24,
): { from: number; to: number; count: number }[] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const values of utilities) {
    for (const value of values) {
      if (!Number.isFinite(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (low > high) return [];
  const width = (high - low) / bins || 1;
  const counts = new Int32Array(bins);
  for (const values of utilities) {
    for (const value of values) {
      if (!Number.isFinite(value)) continue;
      const bin = Math.min(bins - 1, Math.floor((value - low) / width));
      counts[bin] = (counts[bin] as number) + 1;
    }
  }
  return Array.from(counts, (count, i) => ({ from: low + i * width, to: low + (i + 1) * width, count }));
}
