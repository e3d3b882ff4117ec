import type { Random } from "../sampling/random";

/** One annotator's judgments of few possible values, in the order given, and how often others gave each value. */
export interface CountedHistory {
  /** What a judgment is compared with: for instance the number of its model pair. */
  kind: Int32Array;
  /** A code 0 … values − 1, greater being the suspicious direction. */
  value: Uint8Array;
  /** How many values there are. */
  values: number;
  /** kinds × values: how often others gave the value to the kind. */
  others: Float64Array;
  random: Random;
}

/**
 * The p-values of `historyPValues` with ties broken by chance, from counts instead of lists: the same numbers, in time that
 * does not grow with what others judged.
 *
 * @returns one p in (0, 1] per judgment.
 * @throws RangeError for columns of different length, or a kind or value out of range.
 * @example countedPValues({ kind: Int32Array.of(0), value: Uint8Array.of(2), values: 3, others: Float64Array.of(4, 2, 3), random }) // [0.2]
 */
export function countedPValues({ kind, value, values, others, random }: CountedHistory): Float64Array {
  if (kind.length !== value.length) throw new RangeError("columns differ in length");
  const counts = others.slice();
  return Float64Array.from(kind, (k, row) => {
    const own = value[row]!;
    if (own >= values || k < 0 || (k + 1) * values > counts.length)
      throw new RangeError(`row ${row} is of kind ${k} with value ${own}`);
    const start = k * values;
    let above = 0;
    let size = 0;
    for (let v = 0; v < values; v++) {
      size += counts[start + v]!;
      if (v > own) above += counts[start + v]!;
    }
    const equal = counts[start + own]!++;
    return (above + (1 - random.next()) * (1 + equal)) / (size + 1);
  });
}
