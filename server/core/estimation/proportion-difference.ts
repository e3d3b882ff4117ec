import type { ProportionInterval } from "./wilson";

/** A difference of two proportions, in [−1, 1]. */
export interface DifferenceInterval {
  estimate: number;
  lower: number;
  upper: number;
}

/**
 * The difference of two independent proportions, first − second, with Newcombe's hybrid score interval.
 *
 * Source: Newcombe 1998, Statistics in Medicine 17:873, method 10. Where the two samples share members it is wider than needed.
 *
 * @param first,second Wilson intervals of the same confidence.
 * @returns undefined when either proportion has no answer.
 * @example proportionDifference(wilson(56, 70), wilson(48, 80)) // estimate 0.2, lower 0.0524, upper 0.3339
 */
export function proportionDifference(
  first: ProportionInterval | undefined,
  second: ProportionInterval | undefined,
): DifferenceInterval | undefined {
  if (!first || !second) return undefined;
  const estimate = first.estimate - second.estimate;
  return {
    estimate,
    lower: estimate - Math.hypot(first.estimate - first.lower, second.upper - second.estimate),
    upper: estimate + Math.hypot(first.upper - first.estimate, second.estimate - second.lower),
  };
}
