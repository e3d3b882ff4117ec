import { headlineInterval } from "../estimation/headline-interval";
import { lure } from "../estimation/lure";
import { normalQuantile } from "../estimation/normal-quantile";
import { applyStopRule, type MarginVerdict } from "../estimation/stop-rule";
import { weightedConfidenceSequence } from "../estimation/weighted-confidence-sequence";
import { wilson } from "../estimation/wilson";
import { drawSequence } from "../sampling/draw-sequence";
import type { Random } from "../sampling/random";
import { utilityOrder } from "../sampling/utility-order";
import { utilityRanks } from "../sampling/utility-ranks";
import { presetWeights, type WeightPreset } from "../sampling/utility-weights";

/** A pool of which every score is known, and what one campaign over it looks at. */
export interface PlayInput {
  /** What each comparison is ordered by; NaN ranks lowest. */
  utilities: Float64Array;
  /** Score of each comparison in [−1, 1], as judging it would give. */
  scores: Float64Array;
  /** Numbers of judged comparisons to report at, each 1 … N. */
  n: readonly number[];
  /** 1 − confidence, 0.05 unless given. */
  alpha?: number;
  random: Random;
}

/** What is said at a fixed number of judged comparisons, in margin. */
export interface PlayedReading {
  estimate: number;
  lower: number;
  upper: number;
}

export interface PlayedCampaign {
  /** Pool indices in the order they are judged. */
  item: Int32Array;
  /** One reading per n, each as if that n had been fixed before launch. */
  fixed: PlayedReading[];
  /** Where judging ends if it ends once a winner is shown, looked at after every comparison; else the pool's end. */
  step: number;
  verdict: MarginVerdict;
  /** Whether an interval looked at on the way to the pool's end ever left out the pool's margin. */
  missed: boolean;
}

/** Sums of scores that cancel may leave this much. */
const rounding = 1e-9;

/**
 * One campaign in measure mode: draws with known probabilities; at fixed n the headline interval around LURE's estimate; on
 * the way the weighted confidence sequence, at whose first exclusion of 0 the stop rule "winner" ends it.
 *
 * @param input `gridSize`: steps of the sequence's grid, 200 unless given: the fewer, the quicker and the wider.
 * @throws RangeError as `presetWeights`, `drawSequence` and `lure` do.
 * @example playMeasure({ utilities, scores, n: [100], preset: "balanced", controlShare: 0.15, random }).verdict // "model_a"
 */
export function playMeasure(
  input: PlayInput & { preset: WeightPreset; controlShare: number; gridSize?: number },
): PlayedCampaign {
  const { utilities, scores, n, alpha = 0.05, random, preset, controlShare, gridSize = 200 } = input;
  const N = scores.length;
  const ranks = utilityRanks(utilities, random);
  const weights = presetWeights(preset, { ranks, utilities });
  const { item, q, a } = drawSequence({ weights, controlShare, random });
  const s = Float64Array.from(item, (index) => scores[index]!);
  const sequence = weightedConfidenceSequence({ N, alpha, gridSize, q, s, a });
  const fixed = n.map((M) => {
    const { theta, se } = lure({ N, q: q.subarray(0, M), s: s.subarray(0, M) });
    const bounds = { lower: sequence.lower[M - 1]!, upper: sequence.upper[M - 1]!, alpha };
    const stratum = { N, planned: M, drawn: M, closed: M, theta, se, sequence: bounds };
    const { lower, upper } = headlineInterval({ strata: [stratum], stopRule: false, alpha })!;
    return { estimate: theta!, lower, upper };
  });
  return { item, fixed, ...watch(sequence.lower, sequence.upper, mean(scores)) };
}

/**
 * One campaign in explore mode read at face value, as nobody should: strictly by utility, and of what was judged the plain
 * mean, as if it spoke of the pool.
 *
 * @param input `interval`: `wilson` is Wilson's with comparisons as trials and a tie as half a success, as reports print it of
 * the judged; `sample` is mean ± z·sd/√n·√(1 − n/N), right for a simple random sample, and all of [−1, 1] while nothing varies.
 * @example playExplore({ utilities, scores, n: [100], interval: "sample", random }).fixed[0].estimate // 0.31, the pool's: 0.12
 */
export function playExplore(input: PlayInput & { interval: "wilson" | "sample" }): PlayedCampaign {
  const { utilities, scores, n, alpha = 0.05, interval, random } = input;
  const item = utilityOrder(utilities, random).reverse();
  const s = Float64Array.from(item, (index) => scores[index]!);
  const estimate = new Float64Array(s.length);
  let sum = 0;
  for (let t = 0; t < s.length; t++) {
    sum += s[t]!;
    estimate[t] = sum / (t + 1);
  }
  const { lower, upper } =
    interval === "wilson" ? wilsonBounds(estimate, alpha) : sampleBounds(s, estimate, alpha);
  const fixed = n.map((M) => ({ estimate: estimate[M - 1]!, lower: lower[M - 1]!, upper: upper[M - 1]! }));
  return { item, fixed, ...watch(lower, upper, mean(scores)) };
}

function wilsonBounds(estimate: Float64Array, alpha: number) {
  const bounds = { lower: new Float64Array(estimate.length), upper: new Float64Array(estimate.length) };
  for (const [t, margin] of estimate.entries()) {
    const points = ((1 + margin) / 2) * (t + 1);
    const { lower, upper } = wilson(Math.max(0, Math.min(points, t + 1)), t + 1, alpha)!;
    bounds.lower[t] = 2 * lower - 1;
    bounds.upper[t] = 2 * upper - 1;
  }
  return bounds;
}

function sampleBounds(s: Float64Array, estimate: Float64Array, alpha: number) {
  const N = s.length;
  const z = normalQuantile(1 - alpha / 2);
  const bounds = { lower: new Float64Array(N).fill(-1), upper: new Float64Array(N).fill(1) };
  let squares = 0;
  for (let t = 0; t < N; t++) {
    squares += s[t]! ** 2;
    const M = t + 1;
    const variance = t > 0 ? (squares - M * estimate[t]! ** 2) / t : 0;
    if (variance < rounding && M < N) continue;
    const half = z * Math.sqrt((Math.max(0, variance) / M) * (1 - M / N));
    bounds.lower[t] = Math.max(-1, estimate[t]! - half);
    bounds.upper[t] = Math.min(1, estimate[t]! + half);
  }
  return bounds;
}

/** The stop rule "winner" over bounds looked at after every comparison, and whether they ever miss the truth. */
function watch(lower: Float64Array, upper: Float64Array, truth: number) {
  const settle = (bound: number) => (Math.abs(bound) < rounding ? 0 : bound);
  const { step, verdict } = applyStopRule({ winner: true }, lower.map(settle), upper.map(settle));
  const missed = lower.some((bound, t) => bound > truth + rounding || upper[t]! < truth - rounding);
  return { step, verdict, missed };
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
