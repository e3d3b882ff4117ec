import { normalQuantile } from "../estimation/normal-quantile";
import { ascendingOrder } from "../sampling/ascending-order";

/**
 * Where each value stands among those of its group, as a normal score: Φ⁻¹((midrank − ½)/n) over the group's n values,
 * equal ones sharing the mean of their places. It makes metrics of any unit alike, and small groups and large ones.
 *
 * @param values NaN where there is none; it stays NaN and counts nowhere. @param group any integers.
 * @returns one number per value, finite or NaN.
 * @example normalScores(Float64Array.of(5, 1, 9, NaN), Int32Array.of(0, 0, 0, 0)) // [0, −0.967, 0.967, NaN]
 */
export function normalScores(values: Float64Array, group: Int32Array): Float64Array {
  const members = new Map<number, number[]>();
  for (const row of ascendingOrder(values)) {
    if (Number.isNaN(values[row])) continue;
    const own = members.get(group[row]!);
    if (own) own.push(row);
    else members.set(group[row]!, [row]);
  }
  const scores = new Float64Array(values.length).fill(Number.NaN);
  for (const rows of members.values()) {
    for (let from = 0, to = 0; from < rows.length; from = to) {
      while (to < rows.length && values[rows[to]!] === values[rows[from]!]) to++;
      const score = normalQuantile((from + to) / 2 / rows.length);
      for (let place = from; place < to; place++) scores[rows[place]!] = score;
    }
  }
  return scores;
}
