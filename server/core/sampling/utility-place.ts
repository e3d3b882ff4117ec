/**
 * Where one comparison stands when its stratum is put in descending order of utility, from 1 (the greatest): the place
 * that `utilityOrder` gives it, without sorting anything.
 *
 * @param utilities one number per comparison of the stratum; NaN (the metric could not be computed) stands last.
 * @param item the comparison's position in `utilities`.
 * @param tieOrder position by position, its place in the seeded permutation that decides among equal utilities (see
 * `invertOrder`); asked for only where there are equal ones.
 * @returns 1 … utilities.length.
 * @example utilityPlace(Float64Array.of(0.2, NaN, 0.1), 2, () => Int32Array.of(0, 1, 2)) // 2
 */
export function utilityPlace(utilities: Float64Array, item: number, tieOrder: () => Int32Array): number {
  const own = utilities[item]!;
  const isMissing = Number.isNaN(own);
  let greater = 0;
  let equal = 0;
  for (let i = 0; i < utilities.length; i++) {
    const value = utilities[i]!;
    if (isMissing ? !Number.isNaN(value) : value > own) greater++;
    else if (isMissing || value === own) equal++;
  }
  if (equal === 1) return greater + 1;
  const ties = tieOrder();
  const ownTie = ties[item]!;
  let later = 0;
  for (let i = 0; i < utilities.length; i++) {
    const value = utilities[i]!;
    // Equal utilities ascend with their places in the permutation, so the later one stands higher.
    if ((isMissing ? Number.isNaN(value) : value === own) && ties[i]! > ownTie) later++;
  }
  return greater + later + 1;
}

/**
 * Position by position, its place in an order: the inverse of a permutation.
 *
 * @example invertOrder(Int32Array.of(2, 0, 1)) // Int32Array [1, 2, 0]
 */
export function invertOrder(order: Int32Array): Int32Array {
  const places = new Int32Array(order.length);
  for (let place = 0; place < order.length; place++) places[order[place]!] = place;
  return places;
}
