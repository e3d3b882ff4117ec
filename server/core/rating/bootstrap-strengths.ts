import { quantile } from "../estimation/quantile";
import { createRandom } from "../sampling/random";
import { type BradleyTerry, fitBradleyTerry } from "./bradley-terry";
import { isOneGroup } from "./comparison-groups";
import { countPairs, type PairCounts } from "./count-pairs";
import { addGhostTies } from "./ghost-ties";
import { invertPositiveDefinite } from "./invert-positive-definite";
import type { PromptJudgments } from "./pair-judgments";
import { createResampler } from "./resample-counts";
import { centre, gamesOf, pointsOf, strengthCurvature, strengthGradient } from "./strength-likelihood";

/** Strengths refitted to resampled judgments. */
export interface StrengthBootstrap {
  /** `counts`: judgments are independent of each other. `prompts`: only prompts are. */
  method: "bootstrap-counts" | "bootstrap-prompts";
  models: number;
  times: number;
  seed: string;
  /** One array per resample that has strengths, each with Σr = 0. */
  strengths: Float64Array[];
  /** Resamples in which some models were separated from the rest: their strengths have no end. */
  separated: number;
}

const mostSteps = 60;
/** Far below what resamples differ by. */
const smallestMove = 1e-7;

/**
 * Strengths of `times` resamples of the judgments, from the pair counts alone: every count is drawn anew as a Poisson number
 * with itself as the mean, which is the multinomial bootstrap with a total that varies (Hanley and MacGibbon 2006). Each is
 * fitted by Newton steps with the curvature of the whole (chord Newton), from the strengths of the whole.
 *
 * Judgments of one prompt are resampled apart: where prompts were judged more than once, `bootstrapPrompts` is right.
 *
 * @param times at least 1.
 * @throws RangeError for counts that are not whole, as weighted ones or shared scores give.
 * @example bootstrapCounts(fit, 1000, "campaign-7").strengths.length // 1000 unless resamples were separated
 */
export function bootstrapCounts(
  fit: BradleyTerry,
  judged: PairCounts,
  times: number,
  seed: string,
): StrengthBootstrap {
  checkTimes(times);
  return collect("bootstrap-counts", fit, times, seed, createResampler(judged, seed));
}

/**
 * Strengths of `times` resamples of whole prompts with all their judgments, drawn with replacement: right where judgments
 * of one prompt hang together, and for weighted rows. Takes one pass over the judgments per resample.
 *
 * @throws RangeError as `countPairs`.
 * @example bootstrapPrompts(fit, judgments, 1000, "campaign-7")
 */
export function bootstrapPrompts(
  fit: BradleyTerry,
  judgments: PromptJudgments,
  times: number,
  seed: string,
): StrengthBootstrap {
  checkTimes(times);
  const random = createRandom(seed);
  const met = Int32Array.from(new Set(judgments.prompt));
  const copies = new Int32Array(judgments.prompts);
  const { weight } = judgments;
  const resampled = new Float64Array(judgments.a.length);
  return collect("bootstrap-prompts", fit, times, seed, () => {
    copies.fill(0);
    for (let draw = 0; draw < met.length; draw++) copies[met[random.below(met.length)]!]!++;
    for (let row = 0; row < resampled.length; row++)
      resampled[row] = copies[judgments.prompt[row]!]! * (weight ? weight[row]! : 1);
    return countPairs({ ...judgments, weight: resampled });
  });
}

/**
 * Percentile interval of r_i − r_j over the resamples.
 *
 * @returns undefined where so many resamples were separated that the interval's end may be infinite.
 * @example bootstrapDifference(bootstrap, 0, 1) // { lower: .26, upper: 1.07 }
 */
export function bootstrapDifference(
  { strengths, separated, times }: StrengthBootstrap,
  i: number,
  j: number,
  alpha = 0.05,
): { lower: number; upper: number } | undefined {
  if (separated >= (alpha / 2) * times) return undefined;
  const gaps = Float64Array.from(strengths, (r) => r[i]! - r[j]!);
  return { lower: quantile(gaps, alpha / 2)!, upper: quantile(gaps, 1 - alpha / 2)! };
}

function collect(
  method: StrengthBootstrap["method"],
  fit: BradleyTerry,
  times: number,
  seed: string,
  resample: () => PairCounts,
): StrengthBootstrap {
  const refit = createRefit(fit);
  const strengths: Float64Array[] = [];
  for (let run = 0; run < times; run++) {
    const r = refit(resample());
    if (r) strengths.push(r);
  }
  return { method, models: fit.models, times, seed, strengths, separated: times - strengths.length };
}

/** Fits counts that are close to those of `fit`; undefined where they are separated. */
function createRefit(fit: BradleyTerry): (counts: PairCounts) => Float64Array | undefined {
  const { models } = fit;
  const inverse = invertPositiveDefinite(strengthCurvature(gamesOf(fit.counts), fit.r), models);
  if (!inverse) throw new RangeError("strengths so far apart that their information cannot be inverted");
  return (resampled) => {
    const counts = fit.ghostTies === 0 ? resampled : addGhostTies(resampled, fit.ghostTies);
    if (!isOneGroup(counts)) return undefined;
    const games = gamesOf(counts);
    const points = pointsOf(counts);
    const r = fit.r.slice();
    for (let step = 0; step < mostSteps; step++) {
      const moved = addProduct(r, inverse, strengthGradient(games, points, r));
      if (moved < smallestMove) {
        centre(r);
        return r;
      }
      if (!(moved < 10)) break;
    }
    // Too far from the whole.
    const again = fitBradleyTerry(counts);
    return again.kind === "fitted" ? again.r : undefined;
  };
}

/** r += matrix · vector; the largest move. */
function addProduct(r: Float64Array, matrix: Float64Array, vector: Float64Array): number {
  const size = r.length;
  let largest = 0;
  for (let i = 0; i < size; i++) {
    let move = 0;
    for (let j = 0; j < size; j++) move += matrix[i * size + j]! * vector[j]!;
    r[i]! += move;
    largest = Math.max(largest, Math.abs(move));
  }
  return largest;
}

function checkTimes(times: number): void {
  if (!(Number.isInteger(times) && times >= 1)) throw new RangeError(`${times} resamples`);
}
