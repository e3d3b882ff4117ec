import { createBettingSequence } from "../estimation/betting-confidence-sequence";
import { lure } from "../estimation/lure";
import { studentQuantile } from "../estimation/student-quantile";
import { createWeightedSequence } from "../estimation/weighted-confidence-sequence";
import { pairAllocation, pickByChance } from "../rating/pair-allocation";
import { createRandom, type Random } from "../sampling/random";
import type { WeightPreset } from "../sampling/utility-weights";
import { type SimulatedDraws, simulateDraws } from "./simulate-order";

export interface SimulateAllocationInput {
  /** Comparisons of each pair. */
  N: number;
  /** One per pair: the margin that its pool is made with. */
  margins: readonly number[];
  tieRate: number;
  auc?: number;
  preset: WeightPreset;
  /** Comparisons judged over all pairs. */
  budget: number;
  /** Who judge side by side, of twice as many open comparisons and 20 at least; ties take them so many times as long. */
  annotators: number;
  tieDuration: number;
  /** even: pairs take turns, as what to compare with. */
  allocation: "even" | "uncertain";
  replications: number;
  seed: string;
}

/** How one pair fared over the campaigns. */
export interface AllocatedPair {
  margin: number;
  /** Mean number of its judgments. */
  judgments: number;
  /** Share of campaigns in which its confidence sequence ever excluded the truth, looked at after every closed draw. */
  missed: number;
  /** Share in which the interval of a fixed number, taken at the end, held the truth; of those that had one. */
  fixedCoverage: number;
  /** Mean of estimate − truth at the end, and its Monte-Carlo standard error. */
  bias: number;
  biasError: number;
}

/**
 * What is said of pairs whose share of the judgments follows from what was judged (`pairAllocation`), by playing whole campaigns
 * with people who judge side by side.
 *
 * @throws RangeError as `simulateDraws` does.
 * @example simulateAllocation({ N: 500, margins: [0, 0.6], tieRate: 0.3, preset: "balanced", budget: 200, annotators: 5,
 *   tieDuration: 2, allocation: "uncertain", replications: 100, seed: "s" })[0].missed // 0.03
 */
export function simulateAllocation(input: SimulateAllocationInput): AllocatedPair[] {
  const { margins, replications, seed } = input;
  const tallies = margins.map(() => ({ judgments: 0, missed: 0, covered: 0, held: 0, sum: 0, squares: 0 }));
  for (let run = 0; run < replications; run++) {
    const draws = margins.map((margin, pair) =>
      simulateDraws({ ...input, margin }, `${seed}/${run}/${pair}`),
    );
    const judged = playBudget(input, draws, createRandom(`${seed}/${run}/play`));
    for (const [pair, own] of draws.entries()) {
      const tally = tallies[pair]!;
      const M = judged[pair]!;
      tally.judgments += M;
      if (missesBy(input, own, M)) tally.missed++;
      if (M === 0) continue;
      const { theta = 0, se } = lure({ N: input.N, q: own.q.subarray(0, M), s: own.s.subarray(0, M) });
      const miss = theta - own.truth;
      tally.sum += miss;
      tally.squares += miss * miss;
      if (se === undefined || se === 0) continue;
      tally.held++;
      if (Math.abs(miss) <= studentQuantile(0.975, Math.max(1, M - 1)) * se) tally.covered++;
    }
  }
  return tallies.map(({ judgments, missed, covered, held, sum, squares }, pair) => {
    const bias = sum / replications;
    return {
      margin: margins[pair]!,
      judgments: judgments / replications,
      missed: missed / replications,
      fixedCoverage: covered / held,
      bias,
      biasError: Math.sqrt((squares / replications - bias * bias) / replications),
    };
  });
}

/** Plays a campaign until its budget is judged; how many draws of each pair that were. */
function playBudget(input: SimulateAllocationInput, draws: readonly SimulatedDraws[], random: Random) {
  const { N, budget, annotators, tieDuration } = input;
  const tallies = draws.map(() => ({ wins: 0, losses: 0, ties: 0, spent: 0 }));
  const waiting: { pair: number; s: number }[] = [];
  const hands: { pair: number; s: number; until: number }[] = [];
  const most = Math.min(budget, N * draws.length);
  let opened = 0;
  let now = 0;
  for (;;) {
    while (opened < most && waiting.length + hands.length < Math.max(2 * annotators, 20)) {
      const pair = choosePair(input, tallies, random);
      waiting.push({ pair, s: draws[pair]!.s[tallies[pair]!.spent++]! });
      opened++;
    }
    while (hands.length < annotators && waiting.length > 0) {
      const next = waiting.shift()!;
      const duration = (0.5 + random.next()) * (next.s === 0 ? tieDuration : 1);
      hands.push({ ...next, until: now + duration });
    }
    if (hands.length === 0) return tallies.map(({ spent }) => spent);
    const first = hands.reduce((one, other) => (other.until < one.until ? other : one));
    hands.splice(hands.indexOf(first), 1);
    now = first.until;
    const tally = tallies[first.pair]!;
    if (first.s > 0) tally.wins++;
    else if (first.s < 0) tally.losses++;
    else tally.ties++;
  }
}

function choosePair(
  { allocation, N }: SimulateAllocationInput,
  tallies: readonly { wins: number; losses: number; ties: number; spent: number }[],
  random: Random,
): number {
  const open = [...tallies.keys()].filter((pair) => tallies[pair]!.spent < N);
  if (allocation === "even")
    return open.reduce((least, pair) => (tallies[pair]!.spent < tallies[least]!.spent ? pair : least));
  const { probabilities } = pairAllocation(open.map((pair) => tallies[pair]!));
  return open[pickByChance(probabilities, random.next())]!;
}

/** Whether the martingale at the true margin rejects it within the first M draws; of an even order the betting one. */
function missesBy({ N, preset }: SimulateAllocationInput, draws: SimulatedDraws, M: number): boolean {
  if (preset === "uniform") return missesByBets(N, draws, M);
  const { q, a, s, truth } = draws;
  const { state } = createWeightedSequence({ N, gridSize: 1 });
  state.grid.fill(truth);
  const sequence = createWeightedSequence({ N, state });
  for (let t = 0; t < M; t++) {
    sequence.extend(q[t]!, s[t]!, a[t]!);
    if (state.rejected[0]) return true;
  }
  return false;
}

function missesByBets(N: number, { s, truth }: SimulatedDraws, M: number): boolean {
  const { state } = createBettingSequence({ N, gridSize: 1 });
  state.grid.fill((1 + truth) / 2);
  const sequence = createBettingSequence({ N, state });
  for (let t = 0; t < M; t++) {
    sequence.extend((1 + s[t]!) / 2);
    if (state.rejected[0]) return true;
  }
  return false;
}
