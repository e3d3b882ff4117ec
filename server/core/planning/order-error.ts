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
  const { N } = input;
  const stretches = drawVariances(input);
  return {
    method: "expected-draws",
    N,
    errorAt(n) {
      if (!(n >= 1 && n <= N)) throw new RangeError(`n must lie in 1 … ${N}, got ${n}`);
      if (n === N) return 0;
      const { from, sum, rate } = stretches.findLast((stretch) => stretch.from <= n)!;
      const variance = sum + rate * (1 / (N - n) - 1 / (N - from));
      return ((N * (N - n)) / n) * Math.sqrt(Math.max(0, variance));
    },
  };
}

/** Draws over which Var(a_m | past) is taken to fall as the square of what remains. */
interface Stretch {
  /** Draws made before it. */
  from: number;
  /** Σ Var(a_m | past)/((N − m)(N − m + 1))² over those. */
  sum: number;
  /** What of that sum a draw adds, times (N − m)(N − m + 1). */
  rate: number;
}

function drawVariances(input: OrderErrorInput): Stretch[] {
  const { N, margin, preset, controlShare = 0.15 } = input;
  const { mean, slope } = decisiveLine(input);
  const bins = Math.min(parts, N);
  const ranks = Float64Array.from({ length: bins }, (_, b) => (b + 0.5) / bins);
  const chance = ranks.map((rank) => Math.max(0, Math.min(1, mean + slope * (rank - 0.5))));
  const weights = presetWeights(preset, { ranks, utilities: chance });
  const lead = mean > 0 ? margin / mean : 0;
  const left = new Float64Array(bins).fill(N / bins);
  const stretches: Stretch[] = [];
  let [from, sum] = [0, 0];
  for (let step = 1; step <= steps; step++) {
    const remaining = N - from;
    const q = probabilities({ left, weights, remaining, unused: N - controlShare * from, controlShare });
    let squares = 0;
    let centre = 0;
    for (let b = 0; b < bins; b++) {
      squares += (left[b]! * chance[b]!) / (N * N * q[b]!);
      centre += (left[b]! * chance[b]! * lead) / N;
    }
    const rate = Math.max(0, squares - centre ** 2) / remaining ** 2;
    stretches.push({ from, sum, rate });
    // Equal shares of what remains, down to half a comparison: the last draws matter as much as the first.
    const to = N * (1 - (0.5 / N) ** (step / steps));
    sum += rate * (1 / (N - to) - 1 / remaining);
    for (let b = 0; b < bins; b++) left[b]! *= Math.exp(-q[b]! * (to - from));
    rescale(left, N - to);
    from = to;
  }
  return stretches;
}

/** q per comparison of each part. */
function probabilities(state: {
  left: Float64Array;
  weights: Float64Array;
  remaining: number;
  unused: number;
  controlShare: number;
}): Float64Array {
  const { left, weights, remaining, unused, controlShare } = state;
  const even = controlShare / unused;
  const total = left.reduce((sum, count, b) => sum + count * weights[b]!, 0);
  return weights.map((weight) => even + (1 - even * remaining) * (weight / total));
}

/** The step is not small everywhere, so that what is left must be brought back to its known sum. */
function rescale(left: Float64Array, to: number): void {
  const sum = left.reduce((total, count) => total + count, 0);
  for (let b = 0; b < left.length; b++) left[b]! *= sum > 0 ? to / sum : 0;
}
