import { type Bounds, createSurvivingGrid, narrow, type SurvivingGrid } from "./surviving-grid";

/** What a betting sequence has learnt; plain data, kept per stratum and extended draw by draw. */
export interface BettingState extends SurvivingGrid {
  draws: number;
  judged: number;
  /** Σx over judged draws. */
  sum: number;
  /** ¼ + Σ(x_i − μ̂_i)². */
  squares: number;
  /** log ∏(1 + λ⁺(x − μ)) and log ∏(1 − λ⁻(x − μ)) per candidate. */
  logUp: Float64Array;
  logDown: Float64Array;
}

export interface BettingSequenceOptions {
  /** Pool size; Infinity for draws with replacement. */
  N: number;
  /** Chance of ever missing the truth, 0.05 unless given. */
  alpha?: number;
  /** Steps of the grid of candidates on [0, 1], 1,000 unless given (so 1,001 candidates, both ends included). */
  gridSize?: number;
  /** Goes on from here instead of from no draws; changed in place. */
  state?: BettingState;
}

export interface BettingSequence {
  readonly state: BettingState;
  /**
   * Takes the next draw's x = (1 + s)/2 in [0, 1] and returns the interval after it. An unjudgeable draw (x not read)
   * counts as the hypothesised mean under every candidate, so the target becomes the mean of the judgeable.
   */
  extend(x: number, judgeable?: boolean): Bounds;
}

/**
 * A confidence sequence for the mean of a finite pool drawn evenly without replacement: its intervals hold at all
 * times together with probability 1 − α, so it may be looked at after every judgment.
 *
 * K_t(m) = max(½∏(1 + λ⁺(x − μ_t(m))), ½∏(1 − λ⁻(x − μ_t(m)))), m stays while K_t(m) < 1/α and 0 ≤ μ_t(m) ≤ 1; running
 * intersection, widened by one grid step, within the logical bounds.
 * Source: Waudby-Smith and Ramdas 2024 (JRSS B), hedged capital with predictable plug-in bets.
 *
 * @throws RangeError for x outside [0, 1], more draws than the pool has, or a bad option.
 * @example createBettingSequence({ N: 20 }).extend(1) // { lower: 0.05, upper: 1 }
 */
export function createBettingSequence(options: BettingSequenceOptions): BettingSequence {
  const { N, alpha = 0.05, gridSize = 1000 } = options;
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha must lie in (0, 1), got ${alpha}`);
  const state = options.state ?? emptyState(gridSize);
  return {
    state,
    extend(x, judgeable = true) {
      if (state.draws >= N) throw new RangeError(`more draws than the ${N} comparisons of the pool`);
      if (judgeable && !(x >= 0 && x <= 1)) throw new RangeError(`x must lie in [0, 1], got ${x}`);
      bet(state, N, alpha, judgeable ? x : undefined);
      record(state, judgeable ? x : undefined);
      return narrow(state, logicalBounds(state, N));
    },
  };
}

function emptyState(gridSize: number): BettingState {
  const survivors = createSurvivingGrid(0, 1, gridSize);
  const logUp = new Float64Array(survivors.grid.length);
  return { ...survivors, draws: 0, judged: 0, sum: 0, squares: 0.25, logUp, logDown: logUp.slice() };
}

/** Every candidate's capital is staked on x with bets that know only earlier draws. */
function bet(state: BettingState, N: number, alpha: number, x: number | undefined): void {
  const { grid, rejected, logUp, logDown, judged, draws, sum } = state;
  // λ_t = √(2 ln(2/α)/(t ln(1 + t) σ̂²_{t−1})), where t·σ̂²_{t−1} is the running sum of squares.
  const lambda = Math.sqrt((2 * Math.log(2 / alpha)) / (Math.log(2 + judged) * state.squares));
  const bar = Math.log(2 / alpha);
  for (let j = state.first; j <= state.last; j++) {
    if (rejected[j]) continue;
    const m = grid[j]!;
    // What is left must average mu if the pool averages m; unjudgeable draws took out m each.
    const mu = N === Infinity ? m : (N * m - sum - (draws - judged) * m) / (N - draws);
    if (mu < -1e-12 || mu > 1 + 1e-12) {
      rejected[j] = 1;
      continue;
    }
    const surprise = (x ?? m) - mu;
    logUp[j]! += Math.log1p(Math.min(lambda, 0.5 / Math.max(mu, 0)) * surprise);
    logDown[j]! += Math.log1p(-Math.min(lambda, 0.5 / Math.max(1 - mu, 0)) * surprise);
    if (Math.max(logUp[j]!, logDown[j]!) >= bar) rejected[j] = 1;
  }
}

function record(state: BettingState, x: number | undefined): void {
  state.draws++;
  if (x === undefined) return;
  state.judged++;
  state.sum += x;
  const mean = (0.5 + state.sum) / (state.judged + 1);
  state.squares += (x - mean) ** 2;
}

function logicalBounds({ draws, judged, sum }: BettingState, N: number): Bounds {
  if (N === Infinity) return { lower: 0, upper: 1 };
  const left = N - (draws - judged);
  if (left <= 0) return { lower: 0, upper: 1 };
  return { lower: sum / left, upper: 1 - (judged - sum) / left };
}

/** The intervals of a betting sequence after each draw, with what they were computed from. */
export interface RunningBounds {
  method: string;
  N: number;
  alpha: number;
  gridSize: number;
  lower: Float64Array;
  upper: Float64Array;
}

/**
 * The whole betting confidence sequence of a series of draws at once; see `createBettingSequence`.
 *
 * @param x scores (1 + s)/2 in draw order; `judgeable` 0 where a draw was given up.
 * @example bettingConfidenceSequence({ N: 20, x: Float64Array.of(1, 0) }).lower // Float64Array [0.05, 0.05]
 */
export function bettingConfidenceSequence(
  options: Omit<BettingSequenceOptions, "state"> & { x: Float64Array; judgeable?: Uint8Array },
): RunningBounds {
  const { N, alpha = 0.05, gridSize = 1000, x, judgeable } = options;
  const sequence = createBettingSequence({ N, alpha, gridSize });
  const lower = new Float64Array(x.length);
  const upper = new Float64Array(x.length);
  for (let t = 0; t < x.length; t++) {
    const bounds = sequence.extend(x[t]!, !judgeable || judgeable[t] === 1);
    lower[t] = bounds.lower;
    upper[t] = bounds.upper;
  }
  return { method: "betting-confidence-sequence", N, alpha, gridSize, lower, upper };
}
