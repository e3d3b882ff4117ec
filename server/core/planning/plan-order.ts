import { normalQuantile } from "../estimation/normal-quantile";
import { type OrderErrorInput, orderVariance } from "./order-error";
import { errorsEachSide, type PlanOptions } from "./plan-judgments";

/** What an order is able to show at every number of judged comparisons, for one level and power. */
export interface OrderPlan {
  method: "expected-draws";
  N: number;
  /** Standard error of the estimate from n comparisons (1 ≤ n ≤ N) of a pool with this margin. */
  readonly errorAt: (n: number, margin: number) => number;
  /** Half the width of the fixed-n interval there. */
  readonly halfWidthAt: (n: number, margin: number) => number;
  /** The smallest margin that n comparisons show; undefined where none that the tie rate allows is seen so. */
  readonly detectableAt: (n: number) => number | undefined;
  /** Comparisons that show a margin, 1 … N; undefined for a margin of 0. */
  readonly judgmentsFor: (margin: number) => number | undefined;
}

/**
 * The answers of `detectableMargin` and `judgmentsForMargin` for every n and margin at the cost of one `orderError`: the
 * variance is A(n) − θ²·B(n), and θ² = k²A/(1 + k²B), k = t_{1−α/2, n−1} + z_power, is the margin that is just seen.
 *
 * @param order its margin is not read.
 * @throws RangeError as `orderError` does; its functions for an n outside 1 … N.
 * @example planOrder({ N: 2000, tieRate: 0.3, preset: "uniform" }).detectableAt(400) // 0.104
 */
export function planOrder(
  order: Omit<OrderErrorInput, "margin">,
  { alpha = 0.05, power = 0.8 }: PlanOptions = {},
): OrderPlan {
  const { N, tieRate } = order;
  const most = Math.max(0, 1 - tieRate);
  const { varianceAt } = orderVariance(order);
  const beyond = normalQuantile(power);
  const errorAt = (n: number, margin: number) => Math.sqrt(varianceAt(n, margin));
  return {
    method: "expected-draws",
    N,
    errorAt,
    halfWidthAt: (n, margin) => errorsEachSide(n, alpha) * errorAt(n, margin),
    detectableAt(n) {
      const A = varianceAt(n, 0);
      const B = most > 0 ? Math.max(0, A - varianceAt(n, most)) / most ** 2 : 0;
      const seen = (errorsEachSide(n, alpha) + beyond) ** 2;
      const margin = Math.sqrt((seen * A) / (1 + seen * B));
      return margin <= most ? margin : undefined;
    },
    judgmentsFor(margin) {
      if (margin === 0) return undefined;
      let [low, high] = [1, N];
      while (low < high) {
        const middle = Math.floor((low + high) / 2);
        const seen = errorsEachSide(middle, alpha) + beyond;
        if (seen * errorAt(middle, margin) <= Math.abs(margin)) high = middle;
        else low = middle + 1;
      }
      return high;
    },
  };
}
