/**
 * The most that avoiding ties can save: judgments needed if it were known beforehand which comparisons tie, as a share of
 * those needed when drawing evenly: (d² − θ²)/(d − θ²). No order can do better; at a small margin it is about d.
 *
 * @param decisive d = 1 − tie rate, in [0, 1]. @param margin θ, |θ| ≤ d.
 * @returns in [0, 1]; undefined where nothing varies (all ties, or one model always wins).
 * @throws RangeError for numbers out of range.
 * @example tieAvoidanceBound(0.6, 0.1) // 0.593
 */
export function tieAvoidanceBound(decisive: number, margin: number): number | undefined {
  if (!(decisive >= 0 && decisive <= 1 && Math.abs(margin) <= decisive))
    throw new RangeError(`a margin of ${margin} with ${decisive} decisive`);
  const even = decisive - margin ** 2;
  return even > 0 ? (decisive ** 2 - margin ** 2) / even : undefined;
}
