import { type Bounds, createSurvivingGrid, narrow, type SurvivingGrid } from "./surviving-grid";

/** What a weighted sequence has learnt; plain data, kept per stratum and extended draw by draw. */
export interface WeightedState extends SurvivingGrid {
  draws: number;
  unjudgeable: number;
  /** Σs over judged draws. */
  sum: number;
  /** Per candidate: log W, B₁ = Σ(Z_i − μ_i), B₂ = Σ(Z_i − μ_i)². */
  logW: Float64Array;
  B1: Float64Array;
  B2: Float64Array;
}

export interface WeightedSequenceOptions {
  /** Pool size of the stratum. */
  N: number;
  /** Chance of ever missing the truth, 0.05 unless given; α/(K·H) when K are monitored and H strata combined. */
  alpha?: number;
  /** Steps of the grid of candidates on [−1, 1], 1,000 unless given (so 1,001 candidates, both ends included). */
  gridSize?: number;
  /** Goes on from here instead of from no draws; changed in place. */
  state?: WeightedState;
}

export interface WeightedSequence {
  readonly state: WeightedState;
  /**
   * Takes the next closed draw and returns the interval for the pool's margin after it.
   *
   * @param q its probability; @param s its score in [−1, 1]; @param a the draw record's largest 1/(N q) over what remained.
   * @param judgeable false: s is not read, and the draw counts as the hypothesised margin under every candidate, so
   * the target becomes the mean over the judgeable part of the pool.
   */
  extend(q: number, s: number, a: number, judgeable?: boolean): Bounds;
}

/**
 * A confidence sequence for the margin of a pool drawn in a prioritised order with known probabilities: its intervals
 * hold at all times together with probability 1 − α, so it may be looked at after every judgment and stopped on.
 *
 * Z_t = s_t/(N q_t) is fair around μ_t(m) = m − (1/N) Σ_{i<t} s_i if the pool's margin is m. W_t(m) = ∏(1 + λ_t(Z_t − μ_t)),
 * λ_t = B₁/(B₂ + a_t²/4) from earlier draws only, clipped to half the admissible range [−1/(a_t − μ_t), 1/(a_t + μ_t)];
 * m is rejected at W ≥ 1/α, or when |μ_t(m)| exceeds the share of the pool that remains. Ties cost nothing.
 * Source: after Shekhar et al. 2023 (arXiv 2305.06884). About 15 µs a draw on the usual grid.
 *
 * @throws RangeError for a score outside [−1, 1], a q outside (0, 1] or rarer than `a` allows, too many draws, a bad option.
 * @example createWeightedSequence({ N: 10 }).extend(0.1818, 1, 5.5) // { lower: -0.8, upper: 1 }
 */
export function createWeightedSequence(options: WeightedSequenceOptions): WeightedSequence {
  const { N, alpha = 0.05, gridSize = 1000 } = options;
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha must lie in (0, 1), got ${alpha}`);
  const state = options.state ?? emptyState(gridSize);
  return {
    state,
    extend(q, s, a, judgeable = true) {
      checkDraw(state, N, { q, s, a, judgeable });
      bet(state, N, alpha, { q, a, s: judgeable ? s : undefined });
      state.draws++;
      if (judgeable) state.sum += s;
      else state.unjudgeable++;
      return narrow(state, logicalBounds(state, N));
    },
  };
}

function emptyState(gridSize: number): WeightedState {
  const survivors = createSurvivingGrid(-1, 1, gridSize);
  const logW = new Float64Array(survivors.grid.length);
  return { ...survivors, draws: 0, unjudgeable: 0, sum: 0, logW, B1: logW.slice(), B2: logW.slice() };
}

function checkDraw(
  state: WeightedState,
  N: number,
  draw: { q: number; s: number; a: number; judgeable: boolean },
): void {
  const { q, s, a, judgeable } = draw;
  if (state.draws >= N) throw new RangeError(`more draws than the ${N} comparisons of the pool`);
  if (!(q > 0 && q <= 1 + 1e-9)) throw new RangeError(`a draw's probability must lie in (0, 1], got ${q}`);
  if (judgeable && !(Math.abs(s) <= 1)) throw new RangeError(`a score must lie in [−1, 1], got ${s}`);
  if (!(1 / (N * q) <= a * (1 + 1e-6)))
    throw new RangeError(`a = ${a} is below this draw's own 1/(N q) = ${1 / (N * q)}`);
}

/** Every candidate's capital is staked on this draw with a bet that knows only earlier ones. */
function bet(
  state: WeightedState,
  N: number,
  alpha: number,
  { q, a, s }: { q: number; a: number; s: number | undefined },
): void {
  const { grid, rejected, logW, B1, B2, draws, unjudgeable, sum } = state;
  const remaining = (N - draws) / N + 1e-12;
  const bar = -Math.log(alpha);
  const floor = (a * a) / 4;
  for (let j = state.first; j <= state.last; j++) {
    if (rejected[j]) continue;
    const m = grid[j]!;
    // Unjudgeable draws took m out of the pool each: with none of them this is m − Σs/N.
    const mu = m - (sum + unjudgeable * m) / N;
    if (Math.abs(mu) > remaining) {
      rejected[j] = 1;
      continue;
    }
    const surprise = (s ?? m) / (N * q) - mu;
    const wish = B1[j]! / (B2[j]! + floor);
    const stake = Math.max(-0.5 / Math.max(a - mu, 0), Math.min(0.5 / Math.max(a + mu, 0), wish));
    logW[j]! += Math.log1p(stake * surprise);
    B1[j]! += surprise;
    B2[j]! += surprise * surprise;
    if (logW[j]! >= bar) rejected[j] = 1;
  }
}

function logicalBounds({ draws, unjudgeable, sum }: WeightedState, N: number): Bounds {
  const judgeable = N - unjudgeable;
  if (judgeable <= 0) return { lower: -1, upper: 1 };
  const open = N - draws;
  return { lower: (sum - open) / judgeable, upper: (sum + open) / judgeable };
}

/**
 * The whole weighted confidence sequence of a series of closed draws at once; see `createWeightedSequence`.
 *
 * @param q,s,a per draw, in draw order, as in the draw record; `judgeable` 0 where a draw was given up.
 * @returns the running interval after each draw.
 * @example weightedConfidenceSequence({ N: 10, q, s, a, alpha: 0.05 }).lower
 */
export function weightedConfidenceSequence(
  options: Omit<WeightedSequenceOptions, "state"> & {
    q: Float64Array;
    s: Float64Array;
    a: Float64Array;
    judgeable?: Uint8Array;
  },
): {
  method: "weighted-confidence-sequence";
  N: number;
  alpha: number;
  gridSize: number;
  lower: Float64Array;
  upper: Float64Array;
} {
  const { N, alpha = 0.05, gridSize = 1000, q, s, a, judgeable } = options;
  const sequence = createWeightedSequence({ N, alpha, gridSize });
  const lower = new Float64Array(q.length);
  const upper = new Float64Array(q.length);
  for (let t = 0; t < q.length; t++) {
    const bounds = sequence.extend(q[t]!, s[t]!, a[t]!, !judgeable || judgeable[t] === 1);
    lower[t] = bounds.lower;
    upper[t] = bounds.upper;
  }
  return { method: "weighted-confidence-sequence", N, alpha, gridSize, lower, upper };
}
