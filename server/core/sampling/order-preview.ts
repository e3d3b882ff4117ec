import { effectiveSampleSize, lureWeights } from "../estimation/lure-weights";
import { drawSequence } from "./draw-sequence";
import type { SliceArm } from "./slice-arm";

/** The share of pool and of serving that the preview speaks of. */
const FIFTH = 0.2;

export interface OrderPreviewInput {
  /** r_i from `utilityRanks`. */
  ranks: Float64Array;
  /** w_i from `utilityWeights`. */
  weights: Float64Array;
  controlShare: number;
  /** One per slice minimum; none if left out. */
  arms?: readonly SliceArm[];
  /** Planned number of draws, 1 … N. */
  n: number;
  seed: string;
  /** How many seeded sequences to average over; one takes a second for a million comparisons. */
  sequences?: number;
}

export interface OrderPreview {
  /** Share of the metric's top fifth that is among the first fifth served, 0 … 1 (0.2 for a random order). */
  topFifthShare: number;
  /** (Σv)²/Σv²/n: what n judgments are worth, in evenly drawn ones, if scores do not depend on the weights. */
  effectiveRatio: number;
  /** The largest estimation weight v that one judgment may get (largest over the sequences). */
  largestWeight: number;
  /** Per arm, its slice's share of the pool and of the n draws planned. */
  slices: { poolShare: number; plannedShare: number }[];
  /** Per comparison, the share of the sequences in which it is among the n draws planned, 0 … 1; they sum to n. */
  inclusion: Float64Array;
  n: number;
  N: number;
  sequences: number;
  seed: string;
}

/**
 * What a lead sees of an order before launch: how much of the metric's top it serves early, and what that costs the
 * estimate for the whole pool. Averages over seeded sequences.
 *
 * @returns undefined for an empty pool.
 * @throws RangeError when n is not a whole number of 1 … N, or `sequences` not one of 1 or more.
 * @example orderPreview({ ranks, weights, controlShare: 0.15, n: 400, seed: "s" })?.topFifthShare // about 0.45
 */
export function orderPreview(input: OrderPreviewInput): OrderPreview | undefined {
  const { ranks, weights, controlShare, arms = [], n, seed, sequences = 1 } = input;
  const N = ranks.length;
  if (N === 0) return undefined;
  if (!(Number.isInteger(n) && n >= 1 && n <= N))
    throw new RangeError(`n must be a whole number of 1 … ${N}, got ${n}`);
  if (!(Number.isInteger(sequences) && sequences >= 1))
    throw new RangeError(`sequences must be ≥ 1, got ${sequences}`);
  let topFifthShare = 0;
  let effectiveRatio = 0;
  let largestWeight = 0;
  const planned = arms.map(() => 0);
  const inclusion = new Float64Array(N);
  for (let run = 0; run < sequences; run++) {
    const { item, q } = drawSequence({ weights, controlShare, arms, seed: `${seed}/${run}` });
    const v = lureWeights(N, q.subarray(0, n));
    topFifthShare += shareServed(ranks, item) / sequences;
    effectiveRatio += effectiveSampleSize(v) / n / sequences;
    largestWeight = v.reduce((largest, value) => Math.max(largest, value), largestWeight);
    for (let t = 0; t < n; t++) inclusion[item[t]!]! += 1 / sequences;
    for (const [j, { members }] of arms.entries())
      planned[j]! += shareInside(members, item.subarray(0, n)) / sequences;
  }
  const pool = Int32Array.from(ranks.keys());
  const slices = arms.map(({ members }, j) => ({
    poolShare: shareInside(members, pool),
    plannedShare: planned[j]!,
  }));
  return { topFifthShare, effectiveRatio, largestWeight, slices, inclusion, n, N, sequences, seed };
}

function shareServed(ranks: Float64Array, item: Int32Array): number {
  const fifth = Math.max(1, Math.round(FIFTH * item.length));
  const bar = 1 - fifth / item.length;
  let served = 0;
  for (let t = 0; t < fifth; t++) if (ranks[item[t]!]! > bar) served++;
  return served / fifth;
}

function shareInside(members: Uint8Array, items: Int32Array): number {
  let inside = 0;
  for (const item of items) inside += members[item]!;
  return inside / items.length;
}
