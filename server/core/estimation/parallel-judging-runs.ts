import { simulateDraws } from "../planning/simulate-order";
import { createRandom, type Random } from "../sampling/random";
import type { WeightPreset } from "../sampling/utility-weights";
import { lure } from "./lure";

export interface ParallelJudgingInput {
  /** The pool, as for a plan. */
  N: number;
  tieRate: number;
  margin: number;
  auc?: number;
  preset: WeightPreset;
  annotators: number;
  /** Most comparisons open at once: max(2 × annotators, 20) unless given. */
  open?: number;
  /** Mean durations (even between half and one and a half of it) of judging a decisive comparison and one that ties. */
  decisiveDuration: number;
  tieDuration: number;
  /** When the campaigns are looked at, in the same unit; late enough that the first draw is closed. */
  time: number;
  replications: number;
  seed: string;
}

export interface ParallelJudging {
  /** Mean of estimate − truth, and its Monte-Carlo standard error, reading the closed prefix. */
  bias: number;
  biasError: number;
  /** The same if all completed comparisons were read instead: the mistake that the prefix is there to avoid. */
  completedBias: number;
  /** Mean length of the closed prefix, and of completed comparisons. */
  prefix: number;
  completed: number;
}

/**
 * What estimates are like when people judge side by side and ties take them longer (or shorter): drawn comparisons are given
 * out lowest number first, and the campaign is looked at at a fixed time.
 *
 * At a fixed time the length of the closed prefix itself depends a little on outcomes, since a slow tie holds it up. That leaves
 * a bias of some tenths of 1/M (.005 at M = 38, .001 at M = 259, ties four times as slow), well below the standard
 * error. Read at a number of draws fixed before launch, all of them closed, the prefix has none.
 *
 * @throws RangeError as `simulateDraws` does, or when no draw is closed by the time.
 * @example simulateParallelJudging({ N: 600, tieRate: 0.4, margin: 0.2, preset: "balanced", annotators: 8,
 *   decisiveDuration: 1, tieDuration: 4, time: 30, replications: 400, seed: "s" }).bias // 0.001
 */
export function simulateParallelJudging(input: ParallelJudgingInput): ParallelJudging {
  const { N, replications, seed } = input;
  const tally = { sum: 0, squares: 0, naive: 0, prefix: 0, completed: 0 };
  for (let run = 0; run < replications; run++) {
    const { q, s, truth } = simulateDraws(input, `${seed}/${run}`);
    const isClosed = judgedBy(input, s, createRandom(`${seed}/${run}/time`));
    const prefix = isClosed.indexOf(0) === -1 ? N : isClosed.indexOf(0);
    const done = Int32Array.from(isClosed.keys()).filter((t) => isClosed[t] === 1);
    if (prefix === 0) throw new RangeError("no draw is closed by the time");
    const estimate = (draws: Int32Array) =>
      lure({ N, q: Float64Array.from(draws, (t) => q[t]!), s: Float64Array.from(draws, (t) => s[t]!) })
        .theta!;
    const miss = estimate(Int32Array.from({ length: prefix }, (_, t) => t)) - truth;
    tally.sum += miss;
    tally.squares += miss * miss;
    tally.naive += estimate(done) - truth;
    tally.prefix += prefix;
    tally.completed += done.length;
  }
  const bias = tally.sum / replications;
  return {
    bias,
    biasError: Math.sqrt((tally.squares / replications - bias * bias) / replications),
    completedBias: tally.naive / replications,
    prefix: tally.prefix / replications,
    completed: tally.completed / replications,
  };
}

/** Which draws are judged by the time, 1 or 0 per draw. */
function judgedBy(input: ParallelJudgingInput, s: Float64Array, random: Random): Uint8Array {
  const { N, annotators, open = Math.max(2 * annotators, 20), time } = input;
  const isClosed = new Uint8Array(N);
  const free = new Float64Array(annotators);
  const busy = new Int32Array(annotators).fill(-1);
  let given = 0;
  let closed = 0;
  for (;;) {
    const who = free.indexOf(free.reduce((a, b) => Math.min(a, b)));
    const now = free[who]!;
    if (now > time) return isClosed;
    if (busy[who]! >= 0) {
      isClosed[busy[who]!] = 1;
      closed++;
      busy[who] = -1;
    }
    // Draws are opened in order, so the lowest-numbered open one that nobody has is the next.
    const isOpen = given < N && given < closed + open;
    const duration = isOpen && s[given] === 0 ? input.tieDuration : input.decisiveDuration;
    free[who] = isOpen ? now + (0.5 + random.next()) * duration : Infinity;
    if (isOpen) busy[who] = given++;
    if (!isOpen && free.every((at) => at === Infinity)) return isClosed;
  }
}
