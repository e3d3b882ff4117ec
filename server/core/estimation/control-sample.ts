import type { DrawSequence } from "../sampling/draw-sequence";
import { drawStandardError } from "./draw-standard-error";
import { type DifferenceInterval, proportionDifference } from "./proportion-difference";
import { type ProportionInterval, wilson } from "./wilson";

/** Share of the pool that counts as "the first draws of the ranked arm". */
const FIRST_SHARE = 0.2;

export interface ControlSampleInput {
  sequence: Pick<DrawSequence, "item" | "arm" | "coin" | "controlOrder">;
  /** Length M of the closed prefix. */
  closed: number;
  /** Per closed draw: share of its first r judgments that are ties (both kinds), 0 … 1. */
  tieShare: Float64Array;
  /** Per closed draw: score s in [−1, 1]. */
  s: Float64Array;
  /** 0 where a draw was given up as unjudgeable; all judgeable if left out. */
  judgeable?: Uint8Array;
  /** 1 − confidence of the intervals, 0.05 unless given. */
  alpha?: number;
  /** How many of the ranked arm's first draws to compare with; a fifth of the pool unless given. */
  rankedLimit?: number;
}

export interface SampleRates {
  /** Comparisons taken, and those of them that were unjudgeable and are left out of the rates. */
  comparisons: number;
  unjudgeable: number;
  /** Mean share of ties per comparison and of decisive judgments, Wilson intervals with comparisons as trials. */
  tieRate: ProportionInterval | undefined;
  decisiveRate: ProportionInterval | undefined;
}

export interface ControlSample {
  method: "control-sample";
  /** u_1 … u_k, an exact simple random sample of the pool. */
  control: SampleRates & { margin: number | undefined; marginSe: number | undefined };
  /** The first draws of the ranked arm, those of slice minimums included. */
  ranked: SampleRates;
  /** Ranked minus control: what the order changes. Negative tie difference = ties avoided. */
  tieRateDifference: DifferenceInterval | undefined;
  decisiveRateDifference: DifferenceInterval | undefined;
  alpha: number;
}

/**
 * What the order is worth, measured inside the campaign: the control sample against the first draws of the ranked arm.
 *
 * With k control coins used in the closed prefix, the control sample is u_1 … u_k, whichever arm drew them: k does not
 * depend on u, so it is an exact simple random sample. It must not be prolonged to later places of u that happen to be
 * judged: those were picked by the ranked arm. Members of both samples count in both, which makes the intervals
 * of the differences wider than needed, never narrower. The margin is the control sample's plain mean of s.
 *
 * @throws RangeError when an array does not cover the closed prefix.
 * @example controlSample({ sequence, closed: 200, tieShare, s }).tieRateDifference?.estimate // −0.18
 */
export function controlSample(input: ControlSampleInput): ControlSample {
  const { sequence, closed, tieShare, s, judgeable, alpha = 0.05 } = input;
  const { item, arm, coin, controlOrder } = sequence;
  if (closed > item.length || tieShare.length < closed || s.length < closed) {
    throw new RangeError(`the closed prefix of ${closed} draws is longer than what is given`);
  }
  const limit = input.rankedLimit ?? Math.ceil(FIRST_SHARE * item.length);
  const drawOf = new Int32Array(item.length);
  const ranked = new Int32Array(Math.max(0, Math.min(closed, Math.ceil(limit))));
  let coins = 0;
  let taken = 0;
  for (let t = 0; t < closed; t++) {
    drawOf[item[t]!] = t;
    coins += coin[t]!;
    if (arm[t] !== 1 && taken < limit) ranked[taken++] = t;
  }
  const control = controlOrder.slice(0, coins);
  for (let place = 0; place < control.length; place++) control[place] = drawOf[control[place]!]!;
  const controlRates = ratesOf(control, judgeable, tieShare, alpha);
  const rankedRates = ratesOf(ranked.subarray(0, taken), judgeable, tieShare, alpha);
  const judged = judgedOf(control, judgeable);
  const scores = new Float64Array(judged.length);
  for (let place = 0; place < scores.length; place++) scores[place] = s[judged[place]!]!;
  return {
    method: "control-sample",
    control: {
      ...controlRates,
      margin: scores.length > 0 ? scores.reduce((sum, score) => sum + score, 0) / scores.length : undefined,
      marginSe: drawStandardError(item.length - controlRates.unjudgeable, scores),
    },
    ranked: rankedRates,
    tieRateDifference: proportionDifference(rankedRates.tieRate, controlRates.tieRate),
    decisiveRateDifference: proportionDifference(rankedRates.decisiveRate, controlRates.decisiveRate),
    alpha,
  };
}

/** The draws that were not given up. */
function judgedOf(draws: Int32Array, judgeable: Uint8Array | undefined): Int32Array {
  if (!judgeable) return draws;
  const judged = new Int32Array(draws.length);
  let length = 0;
  for (const t of draws) if (judgeable[t] === 1) judged[length++] = t;
  return judged.subarray(0, length);
}

function ratesOf(
  draws: Int32Array,
  judgeable: Uint8Array | undefined,
  tieShare: Float64Array,
  alpha: number,
): SampleRates {
  const judged = judgedOf(draws, judgeable);
  let tied = 0;
  for (const t of judged) tied += tieShare[t]!;
  const ties = Math.min(judged.length, tied);
  return {
    comparisons: draws.length,
    unjudgeable: draws.length - judged.length,
    tieRate: wilson(ties, judged.length, alpha),
    decisiveRate: wilson(judged.length - ties, judged.length, alpha),
  };
}
