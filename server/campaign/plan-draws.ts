/**
 * How many draws each stratum gets of a budget: in proportion to its size, largest remainders first, at most its
 * size; every stratum at least two draws where the budget allows it, since an interval needs them.
 *
 * @param sizes comparisons per stratum
 * @param budget draws over all strata; null: every comparison
 * @param atLeast draws that a stratum has been promised already, at most the budget together
 * @example planDraws([30, 10], 8) // [6, 2]
 */
export function planDraws(
  sizes: readonly number[],
  budget: number | null,
  atLeast: readonly number[] = [],
): number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (budget === null || budget >= total) return [...sizes];
  const floor = budget >= 2 * sizes.length ? 2 : 0;
  const shares = sizes.map((size) => (budget * size) / total);
  const fewest = sizes.map((size, i) => Math.min(size, Math.max(floor, atLeast[i] ?? 0)));
  const planned = fewest.map((few, i) => Math.max(few, Math.floor(shares[i] as number)));
  let left = budget - planned.reduce((sum, draws) => sum + draws, 0);
  while (left !== 0) {
    const step = Math.sign(left);
    let best = -1;
    for (let i = 0; i < sizes.length; i++) {
      const next = (planned[i] as number) + step;
      if (next > (sizes[i] as number) || next < (fewest[i] as number)) continue;
      if (best === -1 || need(i) * step > need(best) * step) best = i;
    }
    // Floors may promise more than the budget together.
    if (best === -1) break;
    planned[best] = (planned[best] as number) + step;
    left -= step;
  }
  return planned;

  function need(i: number): number {
    return (shares[i] as number) - (planned[i] as number);
  }
}
