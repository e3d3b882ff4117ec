/** What one stratum contributes: its pool size, its estimate and the estimate's standard error. */
export interface StratumEstimate {
  N: number;
  theta: number | undefined;
  se: number | undefined;
  /** Degrees of freedom of se, such as judged draws − 1; as many as one likes if left out. */
  degrees?: number;
}

export interface StratifiedEstimate {
  method: "stratified";
  /** Comparisons in all strata. */
  N: number;
  /** Σ (N_h/N) θ̂_h; undefined while any stratum has no estimate. */
  theta: number | undefined;
  /** √(Σ (N_h/N)² se_h²); undefined while any stratum has none. */
  se: number | undefined;
  /** Degrees of freedom of se, by Satterthwaite's rule; Infinity where none are known. */
  degrees: number;
}

/**
 * Combines independent strata by the size of their pools, so that languages or pairs judged at different rates count by
 * what they are of the whole. Strata without comparisons are passed over. Degrees of freedom: (Σ V_h)²/Σ (V_h²/ν_h) with
 * V_h = (N_h/N)² se_h² (Satterthwaite 1946, Biometrics Bulletin 2:110).
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
    degrees: degreesOf(strata, N),
  };
}

function degreesOf(strata: readonly StratumEstimate[], N: number): number {
  let variance = 0;
  let squares = 0;
  for (const { N: size, se = 0, degrees = Infinity } of strata) {
    const own = (size / N) ** 2 * se * se;
    variance += own;
    squares += (own * own) / degrees;
  }
  return squares > 0 ? (variance * variance) / squares : Infinity;
}
