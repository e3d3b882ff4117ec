import { ascendingOrder } from "../sampling/ascending-order";
import type { Random } from "../sampling/random";

/** Comparisons ranked inside groups, as flat arrays. */
export interface RankedGroups {
  /** Comparison indices, group after group, each by descending utility. */
  order: Int32Array;
  /** Where each group starts in `order`; one more entry than groups. */
  groupStart: Int32Array;
  /** Per place of `order`, the end (exclusive) of the run of equal utilities it belongs to. */
  runEnd: Int32Array;
}

/**
 * Ranks comparisons by descending utility inside each group.
 *
 * @param group dense group number per comparison. @param utility NaN counts as lowest.
 * @example rankGroups(Int32Array.of(0, 0, 1), Float64Array.of(1, 2, 3), 2).order // Int32Array [1, 0, 2]
 */
export function rankGroups(group: Int32Array, utility: Float64Array, groups: number): RankedGroups {
  const keys = utility.map((value) => (Number.isNaN(value) ? -Infinity : value));
  const groupStart = new Int32Array(groups + 1);
  for (const index of group) groupStart[index + 1]!++;
  for (let g = 0; g < groups; g++) groupStart[g + 1]! += groupStart[g]!;
  const order = new Int32Array(group.length);
  const place = groupStart.slice();
  for (const comparison of ascendingOrder(keys).reverse()) order[place[group[comparison]!]!++] = comparison;
  const runEnd = new Int32Array(group.length);
  for (let g = 0; g < groups; g++) {
    let end = groupStart[g + 1]!;
    for (let p = end - 1; p >= groupStart[g]!; p--) {
      if (p + 1 < end && keys[order[p]!] !== keys[order[p + 1]!]) end = p + 1;
      runEnd[p] = end;
    }
  }
  return { order, groupStart, runEnd };
}

/**
 * Takes the top max(1, round(fraction·n)) of each group, equal utilities in random order.
 *
 * @param copies how often each comparison occurs (a bootstrap's multiplicities; 1 for the data themselves); n counts copies.
 * @param taken is overwritten: how many copies of each comparison are in the top.
 */
export function takeTop(
  { order, groupStart, runEnd }: RankedGroups,
  copies: Int32Array,
  fraction: number,
  random: Random,
  taken: Int32Array,
): void {
  taken.fill(0);
  for (let g = 0; g + 1 < groupStart.length; g++) {
    const end = groupStart[g + 1]!;
    let need = topCount(copiesBetween(order, copies, groupStart[g]!, end), fraction);
    for (let p = groupStart[g]!; p < end && need > 0; p = runEnd[p]!) {
      const available = copiesBetween(order, copies, p, runEnd[p]!);
      if (available <= need) {
        for (let i = p; i < runEnd[p]!; i++) taken[order[i]!] = copies[order[i]!]!;
        need -= available;
      } else {
        sampleCopies(order.subarray(p, runEnd[p]!), copies, { available, need }, random, taken);
        need = 0;
      }
    }
  }
}

/**
 * How many of n comparisons are the top: at least one where there is any.
 *
 * @example topCount(7, 0.2) // 1
 */
export function topCount(n: number, fraction: number): number {
  return n === 0 ? 0 : Math.max(1, Math.round(fraction * n));
}

function copiesBetween(order: Int32Array, copies: Int32Array, from: number, to: number): number {
  let sum = 0;
  for (let p = from; p < to; p++) sum += copies[order[p]!]!;
  return sum;
}

/** Selection sampling (Knuth, algorithm S): `need` of the `available` copies, every subset equally likely. */
function sampleCopies(
  members: Int32Array,
  copies: Int32Array,
  { available, need }: { available: number; need: number },
  random: Random,
  taken: Int32Array,
): void {
  let left = available;
  let wanted = need;
  for (const comparison of members) {
    for (let copy = 0; copy < copies[comparison]!; copy++) {
      if (wanted === 0) return;
      if (random.next() * left < wanted) {
        taken[comparison]!++;
        wanted--;
      }
      left--;
    }
  }
}
