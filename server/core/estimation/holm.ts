/**
 * P-values adjusted for being many (Holm's step-down): those ≤ α are rejected together with a chance ≤ α of any false one,
 * whatever their dependence.
 *
 * Source: Holm 1979, Scandinavian Journal of Statistics 6:65.
 *
 * @param p in [0, 1]; undefined where there is no test, which then does not count.
 * @returns in the same order, each ≥ its p and ≤ 1.
 * @throws RangeError for a p outside [0, 1].
 * @example holm([0.01, 0.04, 0.03]) // [0.03, 0.06, 0.06]
 */
export function holm(p: readonly (number | undefined)[]): (number | undefined)[] {
  const tests = p.flatMap((value, index) => (value === undefined ? [] : [{ value, index }]));
  for (const { value } of tests) {
    if (!(value >= 0 && value <= 1)) throw new RangeError(`a p-value must lie in [0, 1], got ${value}`);
  }
  tests.sort((one, other) => one.value - other.value || one.index - other.index);
  const adjusted: (number | undefined)[] = p.map(() => undefined);
  let largest = 0;
  for (const [place, { value, index }] of tests.entries()) {
    largest = Math.max(largest, Math.min(1, (tests.length - place) * value));
    adjusted[index] = largest;
  }
  return adjusted;
}
