import { drawStandardError } from "./draw-standard-error";
import { effectiveSampleSize, lureWeights } from "./lure-weights";

export interface LureInput {
  /** Size of the stratum's pool. */
  N: number;
  /** Marginal probability of each draw of the closed prefix, in draw order; M = q.length. */
  q: Float64Array;
  /** Score of each draw in [−1, 1]: mean of +1 (model_a), 0 (any tie), −1 (model_b) over its first r judgments. */
  s: Float64Array;
  /** 0 where the comparison was given up as unjudgeable (its s is not read); all judgeable if left out. */
  judgeable?: Uint8Array;
  /** `lureWeights` of N and q where they are known already, as of another score of the same draws. */
  v?: Float64Array;
}

export interface LureEstimate {
  method: "lure";
  N: number;
  M: number;
  /** Estimated margin of the whole pool; undefined when nothing was judged. */
  theta: number | undefined;
  /** Its standard error; undefined for a single draw of a larger pool. */
  se: number | undefined;
  /** Effective sample size (Σv)²/Σv². */
  ess: number;
  /** Largest v, undefined without draws. */
  largestWeight: number | undefined;
  /** Estimation weight of every draw, unjudgeable ones included. */
  v: Float64Array;
  /** Draws given up. */
  unjudgeable: number;
  /** Their share of the draws, undefined without draws. */
  unjudgeableShare: number | undefined;
}

/**
 * The margin of the whole pool from a prioritised but randomised order: θ̂ = (1/M) Σ v_m s_m, unbiased for every M,
 * se = sd(v·s)/√M · √(1 − M/N). With uniform q it is the plain mean; with M = N the pool's mean, se 0.
 *
 * If draws were given up as unjudgeable, the target is the mean over the judgeable part of the pool and the estimate the
 * ratio Σ v·s·1{judgeable} / Σ v·1{judgeable} with its linearised standard error.
 *
 * The standard error is 0 also when all v·s are equal; a caller that makes an interval of it must not (see
 * `headlineInterval`). Source: Farquhar, Gal and Rainforth 2021; Kossen et al. 2021 (Active Testing).
 *
 * @throws RangeError for arrays of different length, M > N, q outside (0, 1] or s outside [−1, 1].
 * @example lure({ N: 5, q: Float64Array.of(0.3, 0.25, 0.5), s: Float64Array.of(1, 0, -1) }).theta // 0.0556
 */
export function lure({ N, q, s, judgeable, v = lureWeights(N, q) }: LureInput): LureEstimate {
  checkLengths({ N, q, s, judgeable, v });
  const M = q.length;
  const terms = new Float64Array(M);
  let weighted = 0;
  let weight = 0;
  let unjudgeable = 0;
  let largest = 0;
  for (let m = 0; m < M; m++) {
    const value = v[m]!;
    if (value > largest) largest = value;
    if (judgeable && !judgeable[m]) {
      unjudgeable++;
      continue;
    }
    const score = s[m]!;
    if (!(Math.abs(score) <= 1)) throw new RangeError(`draw ${m + 1} has score ${score}, outside [−1, 1]`);
    const term = value * score;
    terms[m] = term;
    weighted += term;
    weight += value;
  }
  const plain = unjudgeable === 0;
  const theta = weight > 0 ? weighted / (plain ? M : weight) : undefined;
  if (!plain)
    for (let m = 0; m < M; m++)
      terms[m] = judgeable![m] && theta !== undefined ? (v[m]! * (s[m]! - theta) * M) / weight : 0;
  return {
    method: "lure",
    N,
    M,
    theta,
    se: theta === undefined ? undefined : drawStandardError(N, terms),
    ess: effectiveSampleSize(v),
    largestWeight: M > 0 ? largest : undefined,
    v,
    unjudgeable,
    unjudgeableShare: M > 0 ? unjudgeable / M : undefined,
  };
}

function checkLengths({ q, s, judgeable, v }: LureInput & { v: Float64Array }): void {
  if (s.length !== q.length || (judgeable && judgeable.length !== q.length)) {
    throw new RangeError(`${q.length} probabilities for ${s.length} scores`);
  }
  if (v.length !== q.length) throw new RangeError(`${v.length} weights for ${q.length} draws`);
}
