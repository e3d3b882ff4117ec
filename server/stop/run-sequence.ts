import { pathSteps } from "@/server/core/estimation/path-steps";
import { extendSequence } from "@/server/core/estimation/stored-sequence";
import type { Bounds } from "@/server/core/estimation/surviving-grid";
import type { ScoredStratum } from "../report/scored-stratum";
import { evenDraws } from "./even-draws";

/** What an earlier run left to go on from. */
export interface StoredSequence {
  state: Uint8Array;
  path: Float64Array;
  bounds: Bounds;
}

/** A stratum's confidence sequence after its closed prefix. */
export interface SequenceRun {
  kind: "betting" | "weighted";
  /** Draws from the first on that the betting sequence has read: all of them, none, or those before the order was replaced. */
  even: number;
  /** The level it was run at. */
  alpha: number;
  /** Closed draws read. */
  step: number;
  /** Margin in [−1, 1]; both ends before the first draw. */
  bounds: Bounds;
  /** Lower and upper bound after each of `pathSteps(step)`, in turn. */
  path: Float64Array;
  /** To be stored. */
  readonly state: Uint8Array;
  /** The intervals after the draws that were taken in now, those after draw `from`, and the one before them. */
  fresh: { from: number; start: Bounds; lower: Float64Array; upper: Float64Array };
}

/** Runs a stratum's sequence over its closed prefix, from where it was left if that still holds; the same to the bit. */
export function runSequence(
  stratum: Pick<ScoredStratum, "size" | "q" | "largestInverse" | "s" | "judgeable" | "closedPrefix">,
  { preset, alpha }: { preset: string; alpha: number },
  before?: StoredSequence,
): SequenceRun {
  const { size, closedPrefix: step } = stratum;
  const even = evenDraws(preset, stratum, step);
  const kind = preset === "uniform" && even === step ? "betting" : "weighted";
  const draws = {
    q: stratum.q.subarray(0, step),
    a: stratum.largestInverse.subarray(0, step),
    s: stratum.s.subarray(0, step),
    judgeable: stratum.judgeable.subarray(0, step),
  };
  const extended = extendSequence({ kind, N: size, alpha, even }, draws, before?.state);
  const { bounds, from, lower, upper } = extended;
  const path = extendPath(step, { from, lower, upper }, before?.path);
  const start = from > 0 && before ? before.bounds : { lower: -1, upper: 1 };
  return {
    kind,
    even,
    alpha,
    step,
    bounds,
    path,
    get state() {
      return extended.stored;
    },
    fresh: { from, start, lower, upper },
  };
}

function extendPath(
  step: number,
  { from, lower, upper }: Omit<SequenceRun["fresh"], "start">,
  before?: Float64Array,
): Float64Array {
  const steps = pathSteps(step);
  const path = new Float64Array(2 * steps.length);
  for (const [i, t] of steps.entries()) {
    path[2 * i] = t <= from ? (before?.[2 * i] as number) : (lower[t - 1 - from] as number);
    path[2 * i + 1] = t <= from ? (before?.[2 * i + 1] as number) : (upper[t - 1 - from] as number);
  }
  return path;
}
