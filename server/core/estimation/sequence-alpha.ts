/**
 * The error level each stratum's confidence sequence runs at: α/(K·H), split over the K pairs or slices that are watched
 * together and the H strata whose intervals are added up (Bonferroni, so any dependence is allowed).
 *
 * @param alpha 1 − confidence of the whole, in (0, 1).
 * @param monitored K ≥ 1. @param strata H ≥ 1.
 * @throws RangeError for numbers out of range.
 * @example sequenceAlpha(0.05, 5, 2) // 0.005
 */
export function sequenceAlpha(alpha: number, monitored: number, strata: number): number {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha must lie in (0, 1), got ${alpha}`);
  if (!(monitored >= 1 && strata >= 1))
    throw new RangeError(`${monitored} monitored, ${strata} strata: both start at 1`);
  return alpha / (monitored * strata);
}
