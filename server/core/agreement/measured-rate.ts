import { type ProportionInterval, wilson } from "../estimation/wilson";

/** A share of one annotator's doing with Wilson's interval, or why there is none. */
export type MeasuredRate<Reason extends string> =
  | (ProportionInterval & { kind: "known"; of: number })
  | { kind: "unknown"; reason: Reason };

/**
 * `successes` of `of` with Wilson's interval, or the reason given where there is nothing to count.
 *
 * @example measuredRate(8, 10, "no-gold") // { kind: "known", estimate: 0.8, lower: 0.49, upper: 0.94, of: 10 }
 */
export function measuredRate<Reason extends string>(
  successes: number,
  of: number,
  reason: Reason,
  alpha?: number,
): MeasuredRate<Reason> {
  const interval = wilson(Math.min(successes, of), of, alpha);
  return interval ? { kind: "known", ...interval, of } : { kind: "unknown", reason };
}
