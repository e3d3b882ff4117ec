/**
 * The weights v_m of the levelled unbiased risk estimator for M draws without replacement out of N:
 * v_m = 1 + (N − M)/(N − m) · (1/((N − m + 1) q_m) − 1), and v = 1 when M = N.
 *
 * All of them change with M, so they are computed anew for every prefix.
 *
 * Source: Farquhar, Gal and Rainforth 2021 (On Statistical Bias in Active Learning), eq. 11.
 *
 * @param N size of the pool.
 * @param q probability of each draw given the earlier ones, in draw order, in (0, 1]; its length is M ≤ N.
 * @returns v > 0 per draw, 1 throughout when every q_m is 1/(N − m + 1).
 * @throws RangeError when there are more draws than comparisons, or a q lies outside (0, 1].
 * @example lureWeights(5, Float64Array.of(0.3, 0.25, 0.5)) // Float64Array [0.8333, 1, 0.6667]
 */
export function lureWeights(N: number, q: Float64Array): Float64Array {
  const M = q.length;
  if (M > N) throw new RangeError(`${M} draws from a pool of ${N}`);
  const v = new Float64Array(M);
  for (let index = 0; index < M; index++) {
    const probability = q[index]!;
    // Rounding may leave a certain draw a hair above 1.
    if (!(probability > 0 && probability <= 1 + 1e-9)) {
      throw new RangeError(`draw ${index + 1} has probability ${probability}, outside (0, 1]`);
    }
    const m = index + 1;
    v[index] = M === N ? 1 : 1 + ((N - M) / (N - m)) * (1 / ((N - m + 1) * probability) - 1);
  }
  return v;
}

/**
 * Kish's effective sample size (Σv)²/Σv²: how many evenly weighted draws these weighted ones are worth.
 *
 * @param v weights ≥ 0.
 * @returns between 1 and v.length; 0 for no draws.
 * @example effectiveSampleSize(Float64Array.of(1, 1, 2)) // 2.667
 */
export function effectiveSampleSize(v: Float64Array): number {
  let sum = 0;
  let squares = 0;
  for (const weight of v) {
    sum += weight;
    squares += weight * weight;
  }
  return squares > 0 ? (sum * sum) / squares : 0;
}
