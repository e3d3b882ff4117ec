import { normalQuantile } from "../estimation/normal-quantile";
import { studentQuantile } from "../estimation/student-quantile";
import { type OrderErrorInput, orderError } from "./order-error";

export interface PlanOptions {
  /** 1 − confidence of the interval, or level of the test; 0.05 unless given. */
  alpha?: number;
  /** Chance of seeing a margin of the detectable size, 0.8 unless given. */
  power?: number;
}

/**
 * Standard errors to either side of the fixed-n interval of n comparisons, as a report prints it (Student's t).
 *
 * @example errorsEachSide(10, 0.05) // 2.26
 */
export function errorsEachSide(n: number, alpha: number): number {
  return studentQuantile(1 - alpha / 2, Math.max(1, n - 1));
}

/**
 * How many comparisons must be judged for a fixed-n interval of some half-width, in margin (twice the win rate's).
 *
 * @param halfWidth > 0.
 * @returns the smallest such number, 1 … N: the whole pool leaves no sampling error.
 * @throws RangeError for a half-width of 0 or less, or as `orderError` does.
 * @example judgmentsForHalfWidth({ N: 2000, tieRate: 0.3, margin: 0, preset: "uniform" }, 0.05) // 700
 */
export function judgmentsForHalfWidth(
  order: OrderErrorInput,
  halfWidth: number,
  { alpha = 0.05 }: PlanOptions = {},
): number {
  if (!(halfWidth > 0)) throw new RangeError(`a half-width must be above 0, got ${halfWidth}`);
  const { N, errorAt } = orderError(order);
  return smallestNumber(N, (n) => errorsEachSide(n, alpha) * errorAt(n) <= halfWidth);
}

/**
 * The smallest margin that a budget would show to be no 0, with the given power; the assumed margin is not read.
 *
 * @param n comparisons judged, 1 … N.
 * @returns |θ| = (t_{1−α/2, n−1} + z_power)·se at that margin; undefined where no margin that the tie rate allows is seen so.
 * @throws RangeError as `orderError` does.
 * @example detectableMargin({ N: 2000, tieRate: 0.3, margin: 0, preset: "uniform" }, 400) // 0.104
 */
export function detectableMargin(
  order: OrderErrorInput,
  n: number,
  { alpha = 0.05, power = 0.8 }: PlanOptions = {},
): number | undefined {
  const seen = errorsEachSide(n, alpha) + normalQuantile(power);
  const needed = (margin: number) => seen * orderError({ ...order, margin }).errorAt(n);
  let [low, high] = [0, 1 - order.tieRate];
  if (needed(high) > high) return undefined;
  for (let step = 0; step < 30; step++) {
    const middle = (low + high) / 2;
    if (needed(middle) > middle) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * How many comparisons must be judged to show a margin of this size, with the given power.
 *
 * @returns 1 … N; undefined for a margin of 0, which no number shows.
 * @throws RangeError as `orderError` does.
 * @example judgmentsForMargin({ N: 2000, tieRate: 0.3, margin: 0.1, preset: "uniform" }) // 427
 */
export function judgmentsForMargin(
  order: OrderErrorInput,
  { alpha = 0.05, power = 0.8 }: PlanOptions = {},
): number | undefined {
  if (order.margin === 0) return undefined;
  const { N, errorAt } = orderError(order);
  const beyond = normalQuantile(power);
  return smallestNumber(N, (n) => (errorsEachSide(n, alpha) + beyond) * errorAt(n) <= Math.abs(order.margin));
}

/** The smallest n of 1 … N for which something that holds from there on holds; N if it never does. */
function smallestNumber(N: number, isEnough: (n: number) => boolean): number {
  let [low, high] = [1, N];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle + 1;
  }
  return high;
}
