import type { Random } from "../sampling/random";
import type { JudgedTable } from "./judged-table";
import { type RankedOrder, topTieRate } from "./ranked-order";
import { topCount } from "./top-selection";

/**
 * The reduction of ties in the top of every order, in each bootstrap resample of the prompts. All orders see the same
 * resamples, so entry r of one belongs to entry r of the others. Resamples without a tie have no reduction and are left out.
 *
 * @param fraction the share that is the top, in (0, 1]. @param times how many resamples.
 * @returns one array per order, all of one length ≤ times.
 * @example resampleReductions(table, [order], 0.2, 1000, random)[0].length // 1000
 */
export function resampleReductions(
  table: JudgedTable,
  orders: readonly RankedOrder[],
  fraction: number,
  times: number,
  random: Random,
): Float64Array[] {
  const reductions = orders.map(() => new Float64Array(times));
  const drawn = new Int32Array(table.prompts);
  const copiesOf = new Int32Array(table.groups);
  let kept = 0;
  for (let run = 0; run < times; run++) {
    drawn.fill(0);
    copiesOf.fill(0);
    for (let p = 0; p < table.prompts; p++) drawn[random.below(table.prompts)]!++;
    let tied = 0;
    let judged = 0;
    for (let i = 0; i < table.size; i++) {
      const copies = drawn[table.prompt[i]!]!;
      copiesOf[table.group[i]!]! += copies;
      tied += copies * table.ties[i]!;
      judged += copies * table.judgments[i]!;
    }
    if (tied === 0) continue;
    const need = copiesOf.map((copies) => topCount(copies, fraction));
    for (let o = 0; o < orders.length; o++)
      reductions[o]![kept] = 1 - topTieRate(orders[o]!, drawn, need) / (tied / judged);
    kept++;
  }
  return reductions.map((values) => values.slice(0, kept));
}
