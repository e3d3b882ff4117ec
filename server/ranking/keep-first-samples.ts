/** A comparison of a pool, as its rows tell it. */
interface PooledComparison {
  promptId: number;
  pairId: number;
  /** Null: built from completions. */
  importId: string | null;
  aId: number;
  bId: number;
}

/**
 * One built comparison per prompt and pair, that of the first samples. Others arise when a model's first sample came by a
 * later import than its second, and a pool was built in between. What a pairs file brought stays, every row of it.
 */
export function keepFirstSamples<C extends PooledComparison>(
  comparisons: readonly C[],
  sampleOf: (completionId: number) => number,
): C[] {
  const first = new Map<string, C>();
  const keyOf = ({ promptId, pairId }: C) => `${promptId}/${pairId}`;
  const sum = ({ aId, bId }: C) => sampleOf(aId) + sampleOf(bId);
  let isTwice = false;
  for (const comparison of comparisons) {
    if (comparison.importId !== null) continue;
    const key = keyOf(comparison);
    const other = first.get(key);
    if (other) isTwice = true;
    if (!other || sum(comparison) < sum(other)) first.set(key, comparison);
  }
  if (!isTwice) return [...comparisons];
  return comparisons.filter((one) => one.importId !== null || first.get(keyOf(one)) === one);
}
