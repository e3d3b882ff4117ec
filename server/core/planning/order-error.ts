import { presetWeights, type WeightPreset } from "../sampling/utility-weights";
import { checkAssumptions, decisiveLine, type PlanAssumptions } from "./assumptions";

export interface OrderErrorInput extends PlanAssumptions {
  preset: WeightPreset;
  /** Probability of a control coin, 0.15 unless given. */
  controlShare?: number;
}

/** The standard error that an order will have, by formula, for every number of judged comparisons. */
export interface OrderError {
  method: "expected-draws";
  N: number;
  /** Of the estimate from n of N comparisons, 1 ≤ n ≤ N; 0 at n = N. */
  readonly errorAt: (n: number) => number;
}

/** Ranks are taken together in so many parts, and draws in so many steps. */
const parts = 200;
const steps = 400;

/**
 * What standard error LURE will have under a preset, before any judgment: the variance of θ̂ = Σ c_m a_m is
 * Σ c_m² Var(a_m | past), and Var(a_m | past) = Σ_{remaining} s²/(N² q_m) − (mean of s remaining·share remaining)². What
 * remains at a draw is taken as its expectation, which follows from q step by step, comparisons of about one rank
 * together; s² is P(decisive) of the rank. Within about 2 % of simulation; the margin is taken as spread like the ties.
 *
 * @throws RangeError as `checkAssumptions` does, or for an n outside 1 … N.
 * @example orderError({ N: 2000, tieRate: 0.3, margin: 0.1, preset: "uniform" }).errorAt(200) // 0.056
 */
export function orderError(input: OrderErrorInput): OrderError {
  checkAssumptions(input);
  const { N, margin } = input;
  const { varianceAt } = orderVariance(input);
  return { method: "expected-draws", N, errorAt: (n) => Math.sqrt(varianceAt(n, margin)) };
}

/** The variance that an order will have, for every number of judged comparisons and every margin of the pool. */
export interface OrderVariance {
  /** 1 ≤ n ≤ N; 0 at n = N. */
  readonly varianceAt: (n: number, margin: number) => number;
}

/**
 * The square of `orderError` for all margins at once: how draws go does not depend on the margin, and the variance falls
 * with its square.
 *
 * @throws RangeError as `checkAssumptions` does, or for an n outside 1 … N.
 * @example orderVariance({ N: 2000, tieRate: 0.3, preset: "uniform" }).varianceAt(200, 0.1) // 0.0031
 */
export function orderVariance(input: Omit<OrderErrorInput, "margin">): OrderVariance {
  const { N } = input;
  checkAssumptions({ ...input, margin: 0 });
  const { mean } = decisiveLine({ ...input, margin: 0 });
  const stretches = drawVariances(input);
  return {
    varianceAt(n, margin) {
      if (!(n >= 1 && n <= N)) throw new RangeError(`n must lie in 1 … ${N}, got ${n}`);
      if (n === N) return 0;
      const lead = mean > 0 ? (margin / mean) ** 2 : 0;
      const { from, squares, centres, square, centre } = stretches.findLast(({ from }) => from <= n)!;
      const sum = squares - lead * centres;
      const rate = Math.max(0, square - lead * centre);
      const variance = sum + rate * (1 / (N - n) - 1 / (N - from));
      return ((N * (N - n)) / n) ** 2 * Math.max(0, variance);
    },
  };
}

/** Draws over which Var(a_m | past) is taken to fall as the square of what remains. Both parts of it, the second for a lead of 1. */
interface Stretch {
  /** Draws made before it. */
  from: number;
  /** Σ Var(a_m | past)/((N − m)(N − m + 1))² over those. */
  squares: number;
  centres: number;
  /** What of that sum a draw adds, times (N − m)(N − m + 1). */
  square: number;
  centre: number;
}

function drawVariances(input: Omit<OrderErrorInput, "margin">): Stretch[] {
  const { N, preset, controlShare = 0.15 } = input;
  const { mean, slope } = decisiveLine({ ...input, margin: 0 });
  const bins = Math.min(parts, N);
  const ranks = Float64Array.from({ length: bins }, (_, b) => (b + 0.5) / bins);
  const chance = ranks.map((rank) => Math.max(0, Math.min(1, mean + slope * (rank - 0.5))));
  const weights = presetWeights(preset, { ranks, utilities: chance });
  const left = new Float64Array(bins).fill(N / bins);
  const q = new Float64Array(bins);
  const stretches: Stretch[] = [];
  let [from, squares, centres] = [0, 0, 0];
  for (let step = 1; step <= steps; step++) {
    const remaining = N - from;
    fillProbabilities(q, { left, weights, remaining, unused: N - controlShare * from, controlShare });
    let [square, centre] = [0, 0];
    for (let b = 0; b < bins; b++) {
      const decisive = left[b]! * chance[b]!;
      square += decisive / q[b]!;
      centre += decisive;
    }
    square /= (N * remaining) ** 2;
    centre = (centre / (N * remaining)) ** 2;
    stretches.push({ from, squares, centres, square, centre });
    // Equal shares of what remains, down to half a comparison: the last draws matter as much as the first.
    const to = N * (1 - (0.5 / N) ** (step / steps));
    const added = 1 / (N - to) - 1 / remaining;
    squares += square * added;
    centres += centre * added;
    let sum = 0;
    for (let b = 0; b < bins; b++) {
      left[b]! *= Math.exp(-q[b]! * (to - from));
      sum += left[b]!;
    }
    // The step is not small everywhere, so that what is left must be brought back to its known sum.
    for (let b = 0; b < bins; b++) left[b]! *= sum > 0 ? (N - to) / sum : 0;
    from = to;
  }
  return stretches;
}

/** q per comparison of each part. */
function fillProbabilities(
  q: Float64Array,
  state: {
    left: Float64Array;
    weights: Float64Array;
    remaining: number;
    unused: number;
    controlShare: number;
  },
): void {
  const { left, weights, remaining, unused, controlShare } = state;
  const even = controlShare / unused;
  let total = 0;
  for (let b = 0; b < q.length; b++) total += left[b]! * weights[b]!;
  const ranked = (1 - even * remaining) / total;
  for (let b = 0; b < q.length; b++) q[b] = even + ranked * weights[b]!;
}
