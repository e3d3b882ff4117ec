/** What one stratum contributes: its pool size, its estimate and the estimate's standard error. */
export interface StratumEstimate {
  N: number;
  theta: number | undefined;
  se: number | undefined;
}

export interface StratifiedEstimate {
  method: "stratified";
  /** Comparisons in all strata. */
  N: number;
  /** Σ (N_h/N) θ̂_h; undefined while any stratum has no estimate. */
  theta: number | undefined;
  /** √(Σ (N_h/N)² se_h²); undefined while any stratum has none. */
  se: number | undefined;
}

/**
 * Combines independent strata by the size of their pools, so that languages or pairs judged at different rates count by
 * what they are of the whole. Strata without comparisons are passed over.
 *
 * @throws RangeError for a negative or non-finite pool size.
 * @example stratified([{ N: 300, theta: 0.2, se: 0.1 }, { N: 100, theta: -0.2, se: 0.1 }]).theta // 0.1
 */
export function stratified(strata: readonly StratumEstimate[]): StratifiedEstimate {
  let N = 0;
  for (const stratum of strata) {
    if (!(stratum.N >= 0 && stratum.N < Infinity))
      throw new RangeError(`a stratum of ${stratum.N} comparisons`);
    N += stratum.N;
  }
  let theta: number | undefined = N > 0 ? 0 : undefined;
  let variance: number | undefined = theta;
  for (const stratum of strata) {
    if (stratum.N === 0) continue;
    const share = stratum.N / N;
    theta = theta === undefined || stratum.theta === undefined ? undefined : theta + share * stratum.theta;
    variance =
      variance === undefined || stratum.se === undefined ? undefined : variance + (share * stratum.se) ** 2;
  }
  return {
    method: "stratified",
    N,
    theta,
    se: theta === undefined || variance === undefined ? undefined : Math.sqrt(variance),
  };
}
