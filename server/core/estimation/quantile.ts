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
  const some = values.slice();
  const place = p * (some.length - 1);
  const below = Math.floor(place);
  select(some, below);
  const low = some[below]!;
  let high = below + 1 < some.length ? Number.POSITIVE_INFINITY : low;
  for (let i = below + 1; i < some.length; i++) if (some[i]! < high) high = some[i]!;
  return low + (place - below) * (high - low);
}

/** Puts the value that sorting would put there at `wanted`, none greater before it and none smaller after it (Hoare). */
function select(values: Float64Array, wanted: number): void {
  let from = 0;
  let to = values.length - 1;
  while (from < to) {
    const pivot = values[(from + to) >>> 1]!;
    let left = from;
    let right = to;
    while (left <= right) {
      while (values[left]! < pivot) left++;
      while (values[right]! > pivot) right--;
      if (left > right) break;
      const other = values[left]!;
      values[left++] = values[right]!;
      values[right--] = other;
    }
    if (wanted <= right) to = right;
    else if (wanted >= left) from = left;
    else return;
  }
}
