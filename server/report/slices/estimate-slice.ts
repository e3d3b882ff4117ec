import { sliceEstimate } from "@/server/core/estimation/slice-estimate";
import { sliceProbabilities } from "@/server/core/estimation/slice-probabilities";
import { stratified } from "@/server/core/estimation/stratified";
import type { Bounds } from "@/server/core/estimation/surviving-grid";
import { createWeightedSequence } from "@/server/core/estimation/weighted-confidence-sequence";
import type { SliceArm } from "@/server/core/sampling/slice-arm";
import type { PromptSlice, ReportInput, StratumPool } from "../report-input";
import type { ScoredStratum } from "../scored-stratum";

/** A pair's margin in a slice, its strata combined. */
export interface SliceOfPair {
  /** Comparisons of the pair in the slice, and those of its closed prefix. */
  N: number;
  M: number;
  theta: number | undefined;
  se: number | undefined;
  degrees: number;
  /** At the level asked for; undefined when none was. */
  sequence: Bounds | undefined;
  /** Why there is no estimate. */
  reason: string | null;
}

/**
 * Estimates a slice from the pair's own draws (methods §3): those of the slice in order, each with its probability within it.
 *
 * @param own places of the pair's strata.
 * @param level α of the slice's sequence, shared out among its strata; none is run if left out.
 */
export function estimateSlice(
  input: ReportInput,
  strata: readonly ScoredStratum[],
  own: readonly number[],
  slice: PromptSlice,
  { level }: { level: number | undefined },
): SliceOfPair {
  const isOfSlice = new Uint8Array(input.prompts.count);
  for (const prompt of slice.prompts) isOfSlice[prompt] = 1;
  const held = own.flatMap((h) => {
    const members = membersOf(input.pools[h] as StratumPool, isOfSlice);
    let N = 0;
    for (const inside of members) N += inside;
    return N === 0 ? [] : [{ h, members, N }];
  });
  const parts = held.map(({ h, members, N }) => {
    const stratum = strata[h] as ScoredStratum;
    const pool = input.pools[h] as StratumPool;
    const { controlShare } = input.configuration;
    const arms = armsOf(input, pool);
    return estimatePart(stratum, pool, {
      members,
      N,
      arms,
      controlShare,
      level: level && level / held.length,
    });
  });
  const N = parts.reduce((sum, part) => sum + part.N, 0);
  const M = parts.reduce((sum, part) => sum + part.M, 0);
  const { theta, se, degrees } = stratified(parts);
  return {
    N,
    M,
    theta,
    se: theta === undefined ? undefined : se,
    degrees,
    sequence: level === undefined || N === 0 ? undefined : combined(parts, N),
    reason: N === 0 ? "The pair has no comparison here." : "Nothing of it is judged yet.",
  };
}

interface Part {
  members: Uint8Array;
  N: number;
  arms: readonly SliceArm[];
  controlShare: number;
  level: number | undefined;
}

function estimatePart(stratum: ScoredStratum, pool: StratumPool, part: Part) {
  const { members, N, level } = part;
  const M = stratum.closedPrefix;
  const isInside = new Uint8Array(M);
  for (let t = 0; t < M; t++) isInside[t] = members[pool.item[t]!]!;
  const inside = insideOf(stratum, pool, part);
  const { q, s, judgeable, largestInverse } = stratum;
  const estimate = sliceEstimate({
    N,
    isInside,
    q: q.subarray(0, M),
    s: s.subarray(0, M),
    inside,
    judgeable: judgeable.subarray(0, M),
  });
  const { theta, se } = estimate;
  const degrees = Math.max(1, estimate.M - estimate.unjudgeable - 1);
  const about = { N, M: estimate.M, theta, se, degrees };
  if (level === undefined) return { ...about, sequence: undefined };
  const sequence = createWeightedSequence({ N, alpha: level });
  let bounds: Bounds = { lower: -1, upper: 1 };
  for (let t = 0; t < M; t++) {
    if (isInside[t] === 0) continue;
    const Q = inside[t] as number;
    const within = Math.min(1, (q[t] as number) / Q);
    // No remaining comparison of the pool has a 1/(N q) above the draw's bound, so none of the slice has one above this.
    const largest = Math.max((Q * stratum.size * (largestInverse[t] as number)) / N, 1 / (N * within));
    bounds = sequence.extend(within, s[t] as number, largest, judgeable[t] === 1);
  }
  return { ...about, sequence: bounds };
}

/** The probability that each draw of the closed prefix fell to the slice, one stretch per set of weights. */
function insideOf(
  { closedPrefix }: ScoredStratum,
  pool: StratumPool,
  { members, arms, controlShare }: Part,
): Float64Array {
  const inside = new Float64Array(closedPrefix);
  for (const [i, { fromDraw, weights }] of pool.weights.entries()) {
    const from = fromDraw - 1;
    const to = Math.min(closedPrefix, (pool.weights[i + 1]?.fromDraw ?? Infinity) - 1);
    if (to <= from) continue;
    const stretch = {
      weights,
      controlShare,
      arms,
      drawn: pool.item.subarray(0, from),
      item: pool.item.subarray(from, to),
      controlUsed: pool.controlUsed.subarray(from, to),
    };
    inside.set(sliceProbabilities(stretch, members), from);
  }
  return inside;
}

function membersOf({ prompt }: StratumPool, isOfSlice: Uint8Array): Uint8Array {
  const members = new Uint8Array(prompt.length);
  for (let place = 0; place < prompt.length; place++) members[place] = isOfSlice[prompt[place]!]!;
  return members;
}

/** The slices with a least share, as the draws knew them. */
function armsOf({ configuration, prompts }: ReportInput, pool: StratumPool): SliceArm[] {
  return (configuration.sliceMinimums ?? []).map((minimum) => {
    const slice = prompts.slices.find(
      ({ by, tag, value }) => by === minimum.by && tag === minimum.tag && value === minimum.value,
    );
    const isOfSlice = new Uint8Array(prompts.count);
    for (const prompt of slice?.prompts ?? []) isOfSlice[prompt] = 1;
    return { share: minimum.share, members: membersOf(pool, isOfSlice) };
  });
}

function combined(parts: readonly { N: number; sequence: Bounds | undefined }[], N: number): Bounds {
  const end = (side: "lower" | "upper") =>
    parts.reduce((sum, part) => sum + (part.N / N) * (part.sequence?.[side] ?? 0), 0);
  return { lower: end("lower"), upper: end("upper") };
}
