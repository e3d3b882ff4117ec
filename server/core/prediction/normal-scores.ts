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
  const { rows, groupStart } = sortWithinGroups(values, group);
  const scores = new Float64Array(values.length).fill(Number.NaN);
  for (let g = 0; g + 1 < groupStart.length; g++) {
    const start = groupStart[g]!;
    const end = groupStart[g + 1]!;
    for (let from = start, to = start; from < end; from = to) {
      const value = values[rows[from]!];
      while (to < end && values[rows[to]!] === value) to++;
      const score = normalQuantile(((from + to) / 2 - start) / (end - start));
      for (let place = from; place < to; place++) scores[rows[place]!] = score;
    }
  }
  return scores;
}

/** The rows that have a value, group after group, each by ascending value. */
function sortWithinGroups(values: Float64Array, group: Int32Array) {
  const codes = new Map<number, number>();
  for (const own of group) if (!codes.has(own)) codes.set(own, codes.size);
  const groupStart = new Int32Array(codes.size + 1);
  const code = group.map((own) => codes.get(own)!);
  for (let i = 0; i < code.length; i++) if (!Number.isNaN(values[i])) groupStart[code[i]! + 1]!++;
  for (let g = 0; g < codes.size; g++) groupStart[g + 1]! += groupStart[g]!;
  const rows = new Int32Array(groupStart[codes.size]!);
  const place = groupStart.slice();
  for (const row of ascendingOrder(values)) {
    if (!Number.isNaN(values[row])) rows[place[code[row]!]!++] = row;
  }
  return { rows, groupStart };
}
