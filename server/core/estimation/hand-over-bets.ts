import type { BettingState } from "./betting-confidence-sequence";
import { createSurvivingGrid } from "./surviving-grid";
import type { WeightedState } from "./weighted-confidence-sequence";

/**
 * What a weighted sequence starts from where an even order was replaced: the capital that the betting sequence has won on the
 * even draws. Every candidate's capital stays one nonnegative martingale under that candidate, whatever made the lead replace
 * the order and when: half of what the bets upwards hold and half of what those downwards hold, then times what each weighted
 * draw brings. So both parts together miss with probability α, and what the betting sequence has rejected stays rejected.
 * The weighted bets begin with what the even draws have taught.
 *
 * @param betting after the even draws, of a pool of N on the grid of x = (1 + s)/2. @param draws scores of the even draws first.
 * @returns the state after them, on the grid of margins, for `createWeightedSequence`.
 * @example createWeightedSequence({ N, alpha, state: handOverBets(betting.state, { N, s }) })
 */
export function handOverBets(
  betting: BettingState,
  draws: { N: number; s: Float64Array; judgeable?: Uint8Array },
): WeightedState {
  const { logUp, logDown, judged } = betting;
  const { grid } = createSurvivingGrid(-1, 1, betting.grid.length - 1);
  return {
    grid,
    rejected: betting.rejected.slice(),
    first: betting.first,
    last: betting.last,
    lower: 2 * betting.lower - 1,
    upper: 2 * betting.upper - 1,
    draws: betting.draws,
    unjudgeable: betting.draws - judged,
    sum: 2 * betting.sum - judged,
    logW: logUp.map((up, j) => logOfMean(up, logDown[j]!)),
    ...lessonsOf(grid, betting.draws, draws),
  };
}

/** ln ((e^x + e^y)/2). */
function logOfMean(x: number, y: number): number {
  return Math.max(x, y) + Math.log1p(Math.exp(-Math.abs(x - y))) - Math.LN2;
}

/** B₁ and B₂ of every candidate, as the weighted sequence would have learnt them from the even draws. */
function lessonsOf(
  grid: Float64Array,
  draws: number,
  { N, s, judgeable }: { N: number; s: Float64Array; judgeable?: Uint8Array },
): Pick<WeightedState, "B1" | "B2"> {
  const B1 = new Float64Array(grid.length);
  const B2 = new Float64Array(grid.length);
  let sum = 0;
  let unjudgeable = 0;
  for (let t = 0; t < draws; t++) {
    const isJudged = !judgeable || judgeable[t] === 1;
    for (let j = 0; j < grid.length; j++) {
      const m = grid[j]!;
      const mu = m - (sum + unjudgeable * m) / N;
      const surprise = ((isJudged ? s[t]! : m) * (N - t)) / N - mu;
      B1[j]! += surprise;
      B2[j]! += surprise * surprise;
    }
    if (isJudged) sum += s[t]!;
    else unjudgeable++;
  }
  return { B1, B2 };
}
