import { drawStandardError } from "./draw-standard-error";
import { type LureEstimate, lure } from "./lure";
import { RunningRegression } from "./running-regression";

export interface JudgeControlInput {
  /** Size of the stratum's pool. */
  N: number;
  /** As for `lure`, one per draw of the closed prefix. */
  q: Float64Array;
  s: Float64Array;
  judgeable?: Uint8Array;
  /** The judge's score of each drawn comparison; any finite numbers that no human judgment of this pool went into. */
  f: Float64Array;
  /** Of the judge's scores over the whole pool, drawn or not, judgeable or not. */
  pool: JudgeScores;
  /** Draws that λ waits for, 20 unless given: before them it is 0. */
  warmUp?: number;
}

/** What is needed of the judge's scores on the whole pool. */
export interface JudgeScores {
  /** Σf. */
  sum: number;
  /** max |f|. */
  largest: number;
}

export interface JudgeControlEstimate {
  method: "judge-control-variate";
  N: number;
  M: number;
  /** Estimated margin of the whole pool; undefined when nothing was judged. */
  theta: number | undefined;
  /** Its standard error; undefined for a single draw of a larger pool. */
  se: number | undefined;
  /** λ of every draw, from earlier draws only. */
  lambda: Float64Array;
  /** The λ that the next draw would get. */
  nextLambda: number;
  /** Weighted correlation of judge and people over the judged draws; undefined where either does not vary. */
  correlation: number | undefined;
  /** The same without the judge. */
  lure: LureEstimate;
  warmUp: number;
}

/**
 * What is needed of a judge's scores on the whole pool.
 *
 * @throws RangeError for a score that is not finite (an unscored comparison needs a number, such as the others' mean).
 * @example judgeScores(Float64Array.of(0.5, -1)) // { sum: -0.5, largest: 1 }
 */
export function judgeScores(scores: Float64Array): JudgeScores {
  let [sum, largest] = [0, 0];
  for (const [index, score] of scores.entries()) {
    if (!Number.isFinite(score)) throw new RangeError(`comparison ${index} has the judge's score ${score}`);
    sum += score;
    largest = Math.max(largest, Math.abs(score));
  }
  return { sum, largest };
}

/**
 * The margin of the whole pool, a judge's known scores f taking out variance: people's judgments are never replaced, and a
 * useless judge costs next to nothing.
 *
 * a_m = (1/N) Σ_{t<m} s_t + (s_m − λ_m f_m)/(N q_m) + (λ_m/N) Σ_{j remaining at m} f_j, and θ̂ = Σ c_m a_m with
 * c_m = N(N − M)/(M(N − m)(N − m + 1)) for M < N, the plain mean for M = N. λ_m = Cov/Var of the earlier draws' parts with
 * and without the judge, so that nothing known of draw m decides it: θ̂ is unbiased for every M and any f. It is clipped
 * to ±1/max|f|, where λ·f spans what a score spans. λ = 0 is `lure` exactly.
 *
 * With unjudgeable draws the numerator of the ratio is treated so, the denominator as in `lure`. The standard error is that
 * of the draws v·(s − λf) + λ·mean f. Source: Angelopoulos, Duchi and Zrnic 2023 (PPI++), in sequential form.
 *
 * @throws RangeError as `lure` does, and for judge's scores that are not finite or beyond the pool's largest.
 * @example judgeControlVariate({ N: 4, q, s, f, pool: judgeScores(scores) }).theta // 0.21
 */
export function judgeControlVariate(input: JudgeControlInput): JudgeControlEstimate {
  const { N, q, s, f, pool, judgeable, warmUp = 20 } = input;
  const plain = lure({ N, q, s, judgeable });
  checkJudge(f, q.length, pool);
  const score = judgeable ? s.map((value, m) => (judgeable[m] ? value : 0)) : s;
  const { lambda, nextLambda, correction } = runLambda({ ...input, s: score, warmUp });
  const about = {
    method: "judge-control-variate" as const,
    N,
    M: plain.M,
    lambda,
    nextLambda,
    correlation: weightedCorrelation(plain.v, s, f, judgeable),
    lure: plain,
    warmUp,
  };
  if (plain.theta === undefined) return { ...about, theta: undefined, se: undefined };
  const judged = plain.unjudgeable === 0 ? 1 : judgedWeight(plain.v, judgeable!) / plain.M;
  const theta = plain.theta - correction / judged;
  const centre = plain.unjudgeable === 0 ? 0 : theta;
  const terms = plain.v.map((v, m) => {
    const residual = judgeable && !judgeable[m] ? 0 : v * (s[m]! - centre);
    return (residual - lambda[m]! * (v * f[m]! - pool.sum / N)) / judged;
  });
  return { ...about, theta, se: drawStandardError(N, terms) };
}

function checkJudge(f: Float64Array, M: number, { largest }: JudgeScores): void {
  if (f.length !== M) throw new RangeError(`${f.length} judge's scores for ${M} draws`);
  for (const [m, score] of f.entries()) {
    if (!(Math.abs(score) <= largest * (1 + 1e-9))) {
      throw new RangeError(`draw ${m + 1} has the judge's score ${score}, the pool's largest is ${largest}`);
    }
  }
}

/** λ before every draw, and Σ c_m λ_m D_m with D_m = f_m/(N q_m) − (1/N) Σ_{remaining} f, which every draw expects to be 0. */
function runLambda(input: Required<Omit<JudgeControlInput, "judgeable">>): {
  lambda: Float64Array;
  nextLambda: number;
  correction: number;
} {
  const { N, q, s, f, pool, warmUp } = input;
  const M = q.length;
  const regression = new RunningRegression();
  const limit = pool.largest > 0 ? 1 / pool.largest : 0;
  const next = () =>
    regression.count < warmUp ? 0 : Math.max(-limit, Math.min(limit, regression.slope ?? 0));
  const lambda = new Float64Array(M);
  let [remaining, correction] = [pool.sum, 0];
  for (let index = 0; index < M; index++) {
    lambda[index] = next();
    const expansion = 1 / (N * q[index]!);
    const gap = f[index]! * expansion - remaining / N;
    const left = N - index;
    // (N − M)/((N − m)(N − m + 1)) with m = index + 1; all of it is 0 when the whole pool is drawn.
    if (M < N) correction += ((N * (N - M)) / (M * (left - 1) * left)) * lambda[index]! * gap;
    // By what is left, so that early and late draws are on one scale.
    regression.add(gap / left, (s[index]! * expansion) / left);
    remaining -= f[index]!;
  }
  return { lambda, nextLambda: next(), correction };
}

function judgedWeight(v: Float64Array, judgeable: Uint8Array): number {
  return v.reduce((sum, weight, m) => sum + (judgeable[m] ? weight : 0), 0);
}

function weightedCorrelation(
  v: Float64Array,
  s: Float64Array,
  f: Float64Array,
  judgeable: Uint8Array | undefined,
): number | undefined {
  const regression = new RunningRegression();
  for (let m = 0; m < v.length; m++) if (!judgeable || judgeable[m]) regression.add(f[m]!, s[m]!, v[m]!);
  return regression.correlation;
}
