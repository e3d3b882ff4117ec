import type { Random } from "../sampling/random";

/** What a lead assumes of a stratum before launch, or has from a pilot. */
export interface PlanAssumptions {
  /** Size of the stratum's pool, ≥ 1. */
  N: number;
  /** Share of the pool's comparisons that are ties, in [0, 1]. */
  tieRate: number;
  /** The pool's margin in [−1, 1], no larger than 1 − tieRate. */
  margin: number;
  /** How well the utility tells decisive comparisons from ties (area under the curve): 0.5 unless given, which is not at all. */
  auc?: number;
}

/** P(decisive) as a straight line over the rank r in (0, 1): mean + slope·(r − ½). */
export interface DecisiveLine {
  mean: number;
  slope: number;
  /** The area under the curve that the line has: the one asked for, or the nearest that a straight line can have. */
  auc: number;
}

/**
 * Refuses assumptions that no pool can meet.
 *
 * @throws RangeError for a number out of its range.
 * @example checkAssumptions({ N: 2000, tieRate: 0.3, margin: 0.1 })
 */
export function checkAssumptions({ N, tieRate, margin, auc = 0.5 }: PlanAssumptions): void {
  if (!(Number.isInteger(N) && N >= 1)) throw new RangeError(`a pool has 1 comparison or more, got ${N}`);
  if (!(tieRate >= 0 && tieRate <= 1)) throw new RangeError(`a tie rate must lie in [0, 1], got ${tieRate}`);
  if (!(Math.abs(margin) <= 1 - tieRate + 1e-12))
    throw new RangeError(`a margin of ${margin} is more than ${1 - tieRate} decisive comparisons can make`);
  if (!(auc >= 0 && auc <= 1)) throw new RangeError(`an area under the curve must lie in [0, 1], got ${auc}`);
}

/**
 * How the chance of a decisive comparison rises with its rank under the assumptions. A line of slope b has the area
 * ½ + b/(12 d(1 − d)); it may not leave [0, 1], which bounds b.
 *
 * @example decisiveLine({ N: 2000, tieRate: 0.5, margin: 0, auc: 0.6 }) // { mean: 0.5, slope: 0.3, auc: 0.6 }
 */
export function decisiveLine({ tieRate, auc = 0.5 }: PlanAssumptions): DecisiveLine {
  const mean = 1 - tieRate;
  const scale = 12 * mean * tieRate;
  const steepest = 2 * Math.min(mean, tieRate);
  const slope = Math.max(-steepest, Math.min(steepest, scale * (auc - 0.5)));
  return { mean, slope, auc: scale > 0 ? 0.5 + slope / scale : 0.5 };
}

/** One pool that meets the assumptions. */
export interface AssumedPool {
  /** (index + ½)/N: comparisons stand by ascending utility. */
  ranks: Float64Array;
  /** P(decisive) of each. */
  chance: Float64Array;
  /** −1, 0 or 1. */
  scores: Float64Array;
  /** Its realised margin: round(margin·N)/N. */
  truth: number;
}

/**
 * Draws a pool under the assumptions: its ties vary about the tie rate, its margin is met to the nearest comparison.
 *
 * @example assumedPool({ N: 2000, tieRate: 0.3, margin: 0 }, createRandom("s")).truth // 0
 */
export function assumedPool(assumptions: PlanAssumptions, random: Random): AssumedPool {
  checkAssumptions(assumptions);
  const { N, margin } = assumptions;
  const { mean, slope } = decisiveLine(assumptions);
  const ranks = Float64Array.from({ length: N }, (_, i) => (i + 0.5) / N);
  const chance = ranks.map((rank) => Math.max(0, Math.min(1, mean + slope * (rank - 0.5))));
  const decisive = Array.from(ranks.keys()).filter((i) => random.next() < chance[i]!);
  shuffle(decisive, random);
  const lead = Math.sign(margin) * Math.min(decisive.length, Math.round(Math.abs(margin) * N));
  // Wins and losses must differ by the lead exactly, so one comparison too many becomes a tie.
  if ((decisive.length - lead) % 2 !== 0) decisive.pop();
  const wins = (decisive.length + lead) / 2;
  const scores = new Float64Array(N);
  for (const [place, i] of decisive.entries()) scores[i] = place < wins ? 1 : -1;
  return { ranks, chance, scores, truth: lead / N };
}

function shuffle(values: number[], random: Random): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [values[i], values[j]] = [values[j]!, values[i]!];
  }
}
