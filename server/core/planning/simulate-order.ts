import { lure } from "../estimation/lure";
import { drawSequence } from "../sampling/draw-sequence";
import { createRandom } from "../sampling/random";
import { presetWeights, type WeightPreset } from "../sampling/utility-weights";
import { assumedPool, type PlanAssumptions } from "./assumptions";
import { errorsEachSide } from "./plan-judgments";

export interface SimulateOrderInput extends PlanAssumptions {
  preset: WeightPreset;
  /** Probability of a control coin, 0.15 unless given. */
  controlShare?: number;
  /** Numbers of judged comparisons to look at, each 1 … N. */
  n: readonly number[];
  replications: number;
  seed: string;
  /** 1 − confidence of the intervals, 0.05 unless given. */
  alpha?: number;
  /** Level of the test that names a winner, alpha unless given. */
  level?: number;
}

export interface SimulatedOrder {
  n: number;
  /** Root mean squared error of the estimate, and its mean error. */
  error: number;
  bias: number;
  /** Root mean square of the standard errors printed, and the share of intervals that cover the pool's margin. */
  printed: number;
  coverage: number;
  /** Shares of tests that name the model that is ahead in the pool, and the one that is not. */
  shown: number;
  wrong: number;
  /** Judgments that were ties, as a share. */
  tieRate: number;
  /** Mean effective sample size. */
  ess: number;
}

/**
 * What an order's estimates would be like, by playing whole campaigns: the slow answer that `orderError` gives by formula.
 * Every campaign has a pool and draws of its own; a campaign of 2,000 comparisons takes about a millisecond.
 *
 * @returns one entry per n, in the order given.
 * @throws RangeError as `assumedPool` and `lure` do.
 * @example simulateOrder({ N: 2000, tieRate: 0.3, margin: 0.1, preset: "balanced", n: [200], replications: 500, seed: "s" })
 */
export function simulateOrder(input: SimulateOrderInput): SimulatedOrder[] {
  const { N, n, replications, seed, alpha = 0.05, level = alpha } = input;
  const each = n.map((M) => ({ half: errorsEachSide(M, alpha), critical: errorsEachSide(M, level) }));
  const tally = n.map(() => ({
    squares: 0,
    sum: 0,
    printed: 0,
    covered: 0,
    shown: 0,
    wrong: 0,
    ties: 0,
    ess: 0,
  }));
  for (let run = 0; run < replications; run++) {
    const { q, s, truth } = simulateDraws(input, `${seed}/${run}`);
    for (const [place, M] of n.entries()) {
      const { theta, se = 0, ess } = lure({ N, q: q.subarray(0, M), s: s.subarray(0, M) });
      const counts = tally[place]!;
      const { half, critical } = each[place]!;
      const miss = theta! - truth;
      counts.squares += miss * miss;
      counts.sum += miss;
      counts.printed += se * se;
      counts.ess += ess;
      if (Math.abs(miss) <= half * se + 1e-12) counts.covered++;
      if (Math.abs(theta!) > critical * se + 1e-12) {
        if (Math.sign(theta!) === Math.sign(truth)) counts.shown++;
        else counts.wrong++;
      }
      for (let m = 0; m < M; m++) if (s[m] === 0) counts.ties++;
    }
  }
  return tally.map((counts, place) => ({
    n: n[place]!,
    error: Math.sqrt(counts.squares / replications),
    bias: counts.sum / replications,
    printed: Math.sqrt(counts.printed / replications),
    coverage: counts.covered / replications,
    shown: counts.shown / replications,
    wrong: counts.wrong / replications,
    tieRate: counts.ties / (replications * n[place]!),
    ess: counts.ess / replications,
  }));
}

/** The draws of one campaign over an assumed pool. */
export interface SimulatedDraws {
  item: Int32Array;
  q: Float64Array;
  a: Float64Array;
  s: Float64Array;
  truth: number;
}

/**
 * One campaign's whole sequence of draws with the scores they would bring.
 *
 * @example simulateDraws({ N: 2000, tieRate: 0.3, margin: 0, preset: "sharp" }, "run-1").q[0] // 0.0011
 */
export function simulateDraws(
  input: PlanAssumptions & { preset: WeightPreset; controlShare?: number },
  seed: string,
): SimulatedDraws {
  const { preset, controlShare = 0.15 } = input;
  const random = createRandom(seed);
  const { ranks, chance, scores, truth } = assumedPool(input, random);
  const weights = presetWeights(preset, { ranks, utilities: chance });
  const { item, q, a } = drawSequence({ weights, controlShare, random });
  return { item, q, a, s: Float64Array.from(item, (index) => scores[index]!), truth };
}
