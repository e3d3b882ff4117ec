import { drawStandardError } from "./draw-standard-error";

/** One stratum's closed draws. */
export interface DecisiveStratum {
  /** Size of the pool. */
  N: number;
  /** Estimation weight per draw (`lureWeights`); 1 throughout for an unweighted sample. */
  v: Float64Array;
  /** Share of each draw's first r judgments that chose model_a, 0 … 1; 0 for an unjudgeable draw. */
  wins: Float64Array;
  /** Share that chose model_b. */
  losses: Float64Array;
}

export interface DecisiveWinRate {
  method: "decisive-win-rate";
  /** Σ v·W / Σ v·(W + L), in [0, 1]; undefined when no judgment was decisive or a stratum has no draws. */
  winRate: number | undefined;
  /** Linearised standard error; undefined where a stratum has a single draw of a larger pool. */
  se: number | undefined;
}

/**
 * How often model_a is preferred where the two could be told apart: ties of both kinds left out, the whole pool as
 * target. Σ v·W / Σ v·(W + L); with several strata each stratum's sums count N_h/M_h.
 *
 * @throws RangeError when a stratum's arrays differ in length.
 * @example decisiveWinRate([{ N: 3, v: Float64Array.of(1, 1, 1), wins: Float64Array.of(1, 1, 0),
 *   losses: Float64Array.of(0, 0, 1) }]).winRate // 0.6667
 */
export function decisiveWinRate(strata: readonly DecisiveStratum[]): DecisiveWinRate {
  const pools = strata.filter(({ N }) => N > 0);
  let won = 0;
  let decisive = 0;
  let complete = true;
  for (const { N, v, wins, losses } of pools) {
    if (wins.length !== v.length || losses.length !== v.length)
      throw new RangeError("arrays differ in length");
    if (v.length === 0) complete = false;
    const expansion = N / v.length;
    for (let m = 0; m < v.length; m++) {
      won += expansion * v[m]! * wins[m]!;
      decisive += expansion * v[m]! * (wins[m]! + losses[m]!);
    }
  }
  if (!complete || !(decisive > 0)) return { method: "decisive-win-rate", winRate: undefined, se: undefined };
  const winRate = won / decisive;
  let variance: number | undefined = 0;
  for (const { N, v, wins, losses } of pools) {
    const residuals = new Float64Array(v.length);
    for (let m = 0; m < v.length; m++) residuals[m] = v[m]! * (wins[m]! - winRate * (wins[m]! + losses[m]!));
    const se = drawStandardError(N, residuals);
    variance = variance === undefined || se === undefined ? undefined : variance + ((N * se) / decisive) ** 2;
  }
  return {
    method: "decisive-win-rate",
    winRate,
    se: variance === undefined ? undefined : Math.sqrt(variance),
  };
}
