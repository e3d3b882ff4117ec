import { createRandom, type Random } from "../sampling/random";
import type { JudgedTable } from "./judged-table";
import { type RankedGroups, rankGroups, takeTop } from "./top-selection";

/** One order over a judged table, its columns laid out as it ranks them so that resamples read them in sequence. */
export interface RankedOrder {
  ranking: RankedGroups;
  /** Per place: prompt, weighted ties, weighted judgments. */
  prompt: Int32Array;
  ties: Float64Array;
  judgments: Float64Array;
  /** Whether each comparison (not place) is in the top; equal utilities were decided once, by seed. */
  taken: Int32Array;
  /** The comparisons of the top. */
  top: Int32Array;
  /** Decides among equal utilities in resamples; a stream of its own, so that no order's numbers hang on another's. */
  random: Random;
}

/**
 * Ranks a judged table's comparisons by one utility, highest first.
 *
 * @param utility per comparison of the table; NaN ranks lowest. @param fraction the share that is the top, in (0, 1].
 * @example rankOrder(table, utility, 0.2, "1/chrf").top.length // a fifth of the comparisons
 */
export function rankOrder(
  table: JudgedTable,
  utility: Float64Array,
  fraction: number,
  seed: string,
): RankedOrder {
  const ranking = rankGroups(table.group, utility, table.groups);
  const { order } = ranking;
  const taken = new Int32Array(table.size);
  takeTop(ranking, new Int32Array(table.size).fill(1), fraction, createRandom(`${seed}/ties`), taken);
  return {
    ranking,
    prompt: order.map((i) => table.prompt[i]!),
    ties: Float64Array.from(order, (i) => table.ties[i]!),
    judgments: Float64Array.from(order, (i) => table.judgments[i]!),
    taken,
    top: order.filter((i) => taken[i] === 1),
    random: createRandom(`${seed}/resampled-ties`),
  };
}

/**
 * The tie rate in the top of a resample of the prompts.
 *
 * @param drawn how often each prompt was drawn. @param need how many copies of comparisons each group's top holds.
 * @example topTieRate(order, drawn, need) // 0.21
 */
export function topTieRate(order: RankedOrder, drawn: Int32Array, need: Int32Array): number {
  const { groupStart, runEnd } = order.ranking;
  const { prompt, ties, judgments } = order;
  let tied = 0;
  let judged = 0;
  for (let g = 0; g < need.length; g++) {
    const end = groupStart[g + 1]!;
    let wanted = need[g]!;
    for (let p = groupStart[g]!; p < end && wanted > 0; p = runEnd[p]!) {
      const stop = runEnd[p]!;
      let available = 0;
      for (let i = p; i < stop; i++) available += drawn[prompt[i]!]!;
      // Algorithm S (Knuth) where a run of equal utilities does not fit whole: every choice of copies equally likely.
      let take = Math.min(available, wanted);
      wanted -= take;
      for (let i = p; i < stop && take > 0; i++) {
        const copies = drawn[prompt[i]!]!;
        let chosen = copies;
        if (take < available) {
          chosen = stop === p + 1 ? take : chosenCopies(copies, available, take, order.random);
          available -= copies;
          take -= chosen;
        }
        tied += chosen * ties[i]!;
        judged += chosen * judgments[i]!;
      }
    }
  }
  return judged > 0 ? tied / judged : Number.NaN;
}

function chosenCopies(copies: number, available: number, take: number, random: Random): number {
  let chosen = 0;
  for (let copy = 0; copy < copies && chosen < take; copy++) {
    if (random.next() * (available - copy) < take - chosen) chosen++;
  }
  return chosen;
}
