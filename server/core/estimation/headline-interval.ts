import { sequenceAlpha } from "./sequence-alpha";
import { stratified } from "./stratified";
import { studentQuantile } from "./student-quantile";
import type { Bounds } from "./surviving-grid";

/** How far one stratum has come. */
export interface HeadlineStratum {
  /** Size of the pool. */
  N: number;
  /** Number of draws fixed before launch; undefined when none was. */
  planned?: number;
  /** Comparisons drawn so far (closed and open). */
  drawn: number;
  /** Length M of the closed prefix, which estimate and sequence read. */
  closed: number;
  /** LURE estimate of the closed prefix and its standard error. */
  theta: number | undefined;
  se: number | undefined;
  /** Degrees of freedom of se; closed draws − 1 if left out. */
  degrees?: number;
  /** Confidence sequence after the closed prefix, and the level it was run at; [−1, 1] before the first draw. */
  sequence: Bounds & { alpha: number };
}

export interface HeadlineInput {
  strata: readonly HeadlineStratum[];
  /** A stop rule was set that could have ended the campaign before the planned number of draws. */
  stopRule: boolean;
  /** What was judged had a part in how many draws these strata got, as where the uncertain pairs get more; no unless given. */
  isAllocated?: boolean;
  /** 1 − confidence, 0.05 unless given. */
  alpha?: number;
  /** Pairs or slices watched together (K), 1 unless given. */
  monitored?: number;
}

/** Why the interval is of its kind; the caller's texts are keyed by these. */
export type HeadlineReason =
  | "planned-number-closed"
  | "number-not-fixed"
  | "stop-rule-could-fire"
  | "number-by-outcomes"
  | "drawn-beyond-plan"
  | "planned-number-not-reached"
  | "open-draws"
  | "no-standard-error";

export interface HeadlineInterval {
  kind: "fixed-n" | "confidence-sequence";
  why: HeadlineReason;
  /** Bounds for the pool's margin, in [−1, 1]. */
  lower: number;
  upper: number;
  /** The LURE estimate beside it; undefined while a stratum has none. */
  estimate: number | undefined;
  /** `adaptive-stop`: a point estimate at an adaptive stop, exaggerated on average, with no fixed-n interval of its own. */
  estimateKind: "fixed-n" | "adaptive-stop" | "whole-pool";
  /** Standard error, only with a fixed-n interval, and its degrees of freedom. */
  se: number | undefined;
  degrees: number | undefined;
  alpha: number;
  monitored: number;
}

/**
 * Which interval a report may print in its first line, and why.
 *
 * The fixed-n interval θ̂ ± t·se (Student's t, Satterthwaite's degrees of freedom over strata) only if the number of
 * draws was fixed before launch, was reached, no stop rule could have
 * fired earlier, no outcome had a part in that number, and all those draws are closed. Otherwise the confidence sequence, which survives looking and
 * stopping: Σ (N_h/N)·[lower_h, upper_h] over the strata, each run at α/(K·H) (`sequenceAlpha`). A standard error that is
 * missing or 0 short of the whole pool (all scores equal so far) makes no interval, so the sequence is taken then too.
 *
 * @returns undefined when there is no comparison at all.
 * @throws RangeError when a stratum's sequence was run at a larger level than it may be.
 * @example headlineInterval({ strata, stopRule: true })?.kind // "confidence-sequence"
 */
export function headlineInterval(input: HeadlineInput): HeadlineInterval | undefined {
  const { alpha = 0.05, monitored = 1 } = input;
  const strata = input.strata.filter(({ N }) => N > 0);
  if (strata.length === 0) return undefined;
  const { N, theta, se, degrees } = stratified(
    strata.map((stratum) => ({ degrees: stratum.closed - 1, ...stratum })),
  );
  const whole = strata.every((stratum) => stratum.closed === stratum.N);
  const hasError = theta !== undefined && se !== undefined && (se > 0 || whole);
  const why = reasonOf(strata, input, hasError);
  const about = { why, estimate: theta, alpha, monitored };
  if (why === "planned-number-closed" && hasError) {
    const half = se === 0 ? 0 : studentQuantile(1 - alpha / 2, degrees) * se;
    const lower = Math.max(-1, theta - half);
    const upper = Math.min(1, theta + half);
    return {
      kind: "fixed-n",
      ...about,
      lower,
      upper,
      estimateKind: whole ? "whole-pool" : "fixed-n",
      se,
      degrees,
    };
  }
  const { lower, upper } = combinedSequence(strata, N, sequenceAlpha(alpha, monitored, strata.length));
  const estimateKind = whole ? "whole-pool" : "adaptive-stop";
  return {
    kind: "confidence-sequence",
    ...about,
    lower,
    upper,
    estimateKind,
    se: undefined,
    degrees: undefined,
  };
}

function reasonOf(
  strata: readonly HeadlineStratum[],
  { stopRule, isAllocated = false }: Pick<HeadlineInput, "stopRule" | "isAllocated">,
  hasError: boolean,
): HeadlineReason {
  if (strata.some(({ planned }) => planned === undefined)) return "number-not-fixed";
  if (stopRule) return "stop-rule-could-fire";
  if (isAllocated) return "number-by-outcomes";
  if (strata.some(({ planned, drawn }) => drawn > planned!)) return "drawn-beyond-plan";
  if (strata.some(({ planned, drawn }) => drawn < planned!)) return "planned-number-not-reached";
  if (strata.some(({ drawn, closed }) => closed < drawn)) return "open-draws";
  return hasError ? "planned-number-closed" : "no-standard-error";
}

function combinedSequence(strata: readonly HeadlineStratum[], N: number, allowed: number): Bounds {
  let lower = 0;
  let upper = 0;
  for (const stratum of strata) {
    if (!(stratum.sequence.alpha <= allowed * (1 + 1e-9))) {
      throw new RangeError(`a sequence was run at ${stratum.sequence.alpha}, more than its part ${allowed}`);
    }
    lower += (stratum.N / N) * stratum.sequence.lower;
    upper += (stratum.N / N) * stratum.sequence.upper;
  }
  return { lower, upper };
}
