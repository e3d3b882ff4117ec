import { normalQuantile } from "../estimation/normal-quantile";
import type { BradleyTerry } from "./bradley-terry";
import type { StrengthCovariance } from "./strength-covariance";

/** Points of Elo's scale per unit of log-strength: 400 points are odds of ten to one. */
export const eloPointsPerLogit = 400 / Math.LN10;

export interface RatingInterval {
  /** 1000 + (400/ln 10)·r. */
  rating: number;
  /** Standard error and interval in points; undefined without a covariance. */
  se: number | undefined;
  lower: number | undefined;
  upper: number | undefined;
}

/**
 * Strengths on Elo's scale, with intervals. Without an anchor the ratings' mean is 1000; with one the anchor's rating is
 * 1000 exactly, and the others' intervals are of their distance from it.
 *
 * @param covariance undefined where none is known: ratings alone. @param alpha 1 − confidence of each interval.
 * @param anchor number of a model, or undefined.
 * @throws RangeError for an anchor that is no model.
 * @example ratingIntervals(fit, clustered)[0] // { rating: 1071.7, se: 21.4, lower: 1029.8, upper: 1113.7 }
 */
export function ratingIntervals(
  { r, models }: Pick<BradleyTerry, "r" | "models">,
  covariance: StrengthCovariance | undefined,
  anchor?: number,
  alpha = 0.05,
): RatingInterval[] {
  if (anchor !== undefined && !(anchor in r))
    throw new RangeError(`${models} models have no number ${anchor}`);
  const z = normalQuantile(1 - alpha / 2);
  const from = anchor === undefined ? 0 : r[anchor]!;
  return Array.from(r, (strength, i) => {
    const rating = 1000 + eloPointsPerLogit * (strength - from);
    if (!covariance) return { rating, se: undefined, lower: undefined, upper: undefined };
    const variance =
      anchor === undefined ? covariance.matrix[i * (models + 1)]! : differenceVariance(covariance, i, anchor);
    const se = eloPointsPerLogit * Math.sqrt(variance);
    return { rating, se, lower: rating - z * se, upper: rating + z * se };
  });
}

/** How much stronger one model is than another, in log-odds, with its interval. */
export interface StrengthDifference {
  estimate: number;
  se: number;
  lower: number;
  upper: number;
}

/**
 * How much stronger model i is than model j: r_i − r_j in log-odds. Narrower than the two ratings' own intervals suggest,
 * because what is common to both falls away.
 *
 * @example strengthDifference(fit, clustered, 0, 1) // { estimate: 0.660550, se: 0.208417, … }
 */
export function strengthDifference(
  { r }: Pick<BradleyTerry, "r">,
  covariance: StrengthCovariance,
  i: number,
  j: number,
  alpha = 0.05,
): StrengthDifference {
  const estimate = r[i]! - r[j]!;
  const se = Math.sqrt(differenceVariance(covariance, i, j));
  const half = normalQuantile(1 - alpha / 2) * se;
  return { estimate, se, lower: estimate - half, upper: estimate + half };
}

/** Variance of r_i − r_j, never below 0. */
export function differenceVariance({ matrix, models }: StrengthCovariance, i: number, j: number): number {
  const own = matrix[i * models + i]! + matrix[j * models + j]!;
  return Math.max(0, own - matrix[i * models + j]! - matrix[j * models + i]!);
}
