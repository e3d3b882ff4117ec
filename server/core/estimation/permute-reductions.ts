import type { Random } from "../sampling/random";
import type { JudgedTable } from "./judged-table";
import type { RankedOrder } from "./ranked-order";

/**
 * The reduction of ties in the top of every order when outcomes are reshuffled among the comparisons of each group: what
 * chance reaches. All orders see the same reshuffles, so how alike they are stays as it is.
 *
 * @param times how many reshuffles.
 * @returns one array per order, all of one length: `times`, or 0 where nothing ties.
 * @example quantile(permuteReductions(table, [order], 1000, random)[0], 0.95) // 0.12
 */
export function permuteReductions(
  table: JudgedTable,
  orders: readonly RankedOrder[],
  times: number,
  random: Random,
): Float64Array[] {
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const tied = sum(table.ties);
  const runs = tied > 0 ? times : 0;
  const reductions = orders.map(() => new Float64Array(runs));
  const tieRate = tied / sum(table.judgments);
  const { members, start } = membersOf(table);
  const outcomeOf = Int32Array.from(table.group.keys());
  for (let run = 0; run < runs; run++) {
    for (let g = 0; g < table.groups; g++) shuffleGroup(members, start[g]!, start[g + 1]!, outcomeOf, random);
    for (let o = 0; o < orders.length; o++) {
      const { top } = orders[o]!;
      let ties = 0;
      let judged = 0;
      for (let p = 0; p < top.length; p++) {
        const from = outcomeOf[top[p]!]!;
        ties += table.ties[from]!;
        judged += table.judgments[from]!;
      }
      reductions[o]![run] = 1 - ties / judged / tieRate;
    }
  }
  return reductions;
}

/**
 * The largest of several orders' reductions in each reshuffle. Its quantile is what the best of so many orders reaches by
 * chance (the max-statistic of Westfall and Young 1993).
 *
 * @returns as long as each of the arrays; empty for no order.
 * @example bestNull([Float64Array.of(0, 1), Float64Array.of(2, 0)]) // Float64Array [2, 1]
 */
export function bestNull(reductions: readonly Float64Array[]): Float64Array {
  const best = reductions[0]?.slice() ?? new Float64Array(0);
  for (const own of reductions) {
    for (let run = 0; run < best.length; run++) best[run] = Math.max(best[run]!, own[run]!);
  }
  return best;
}

/** Comparisons, group after group. */
function membersOf({ group, groups, size }: JudgedTable): { members: Int32Array; start: Int32Array } {
  const start = new Int32Array(groups + 1);
  for (const g of group) start[g + 1]!++;
  for (let g = 0; g < groups; g++) start[g + 1]! += start[g]!;
  const place = start.slice();
  const members = new Int32Array(size);
  for (let i = 0; i < size; i++) members[place[group[i]!]!++] = i;
  return { members, start };
}

/** Fisher and Yates over the outcomes of one group's comparisons. */
function shuffleGroup(
  members: Int32Array,
  from: number,
  to: number,
  outcomeOf: Int32Array,
  random: Random,
): void {
  for (let last = to - 1; last > from; last--) {
    const one = members[last]!;
    const other = members[from + random.below(last - from + 1)]!;
    const held = outcomeOf[one]!;
    outcomeOf[one] = outcomeOf[other]!;
    outcomeOf[other] = held;
  }
}
