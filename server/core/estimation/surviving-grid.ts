/** A running interval for an unknown mean. */
export interface Bounds {
  lower: number;
  upper: number;
}

/** Candidate means that a confidence sequence has not rejected yet, and the interval they leave. Plain data. */
export interface SurvivingGrid {
  /** Evenly spaced candidates, ends included. */
  grid: Float64Array;
  /** 1 where a candidate was rejected; never taken back (running intersection). */
  rejected: Uint8Array;
  /** Lowest and highest candidate left. Kept as they were when none is left. */
  first: number;
  last: number;
  /** The interval so far. */
  lower: number;
  upper: number;
}

/**
 * Candidates from `from` to `to` in `steps` even steps, both ends included, all still in.
 *
 * @throws RangeError for fewer than 1 step.
 * @example createSurvivingGrid(0, 1, 2).grid // Float64Array [0, 0.5, 1]
 */
export function createSurvivingGrid(from: number, to: number, steps: number): SurvivingGrid {
  if (!(Number.isInteger(steps) && steps >= 1))
    throw new RangeError(`a grid needs 1 step or more, got ${steps}`);
  const grid = new Float64Array(steps + 1).map((_, j) => from + ((to - from) * j) / steps);
  return { grid, rejected: new Uint8Array(steps + 1), first: 0, last: steps, lower: from, upper: to };
}

/**
 * Draws the interval in after candidates were rejected: the survivors widened by one grid step, intersected with what is
 * logically possible and with every earlier interval.
 *
 * When no candidate is left (the truth may lie between two of them) the last survivors go on standing for their
 * neighbourhood. Should that contradict the logical bounds, the sequence has missed, and the logical bounds are
 * given, which are certain.
 */
export function narrow(state: SurvivingGrid, logical: Bounds): Bounds {
  let { first, last } = state;
  while (first <= last && state.rejected[first]) first++;
  while (last >= first && state.rejected[last]) last--;
  if (first <= last) {
    state.first = first;
    state.last = last;
  }
  const step = state.grid[1]! - state.grid[0]!;
  state.lower = Math.max(state.lower, state.grid[state.first]! - step, logical.lower);
  state.upper = Math.min(state.upper, state.grid[state.last]! + step, logical.upper);
  if (state.lower > state.upper) {
    state.lower = logical.lower;
    state.upper = logical.upper;
  }
  return { lower: state.lower, upper: state.upper };
}
