import { normalQuantile } from "../estimation/normal-quantile";
import type { Bounds } from "../estimation/surviving-grid";

export interface StillNeededInput {
  /** Comparisons in the pool, and those of them closed. */
  N: number;
  M: number;
  /** The estimate so far and its standard error. */
  theta: number;
  se: number;
  /** The confidence sequence now. */
  bounds: Bounds;
  /** What is waited for: 0 excluded, the sequence inside ± a margin, or narrower than a width (both in margin). */
  goal: { kind: "winner" } | { kind: "equivalence"; margin: number } | { kind: "width"; width: number };
}

export interface StillNeeded {
  /** Comparisons still to be judged, 0 … N − M. */
  estimate: number;
  /** The same if the margin were at the end of its 80 % interval that is kinder, and at the other. */
  low: number;
  high: number;
  /** The goal is not met before the whole pool is judged, if the margin is what it seems; then it may not be met at all. */
  isWholePool: boolean;
}

/**
 * How many more comparisons a running campaign needs until its confidence sequence says what is waited for, roughly.
 *
 * The sequence is taken to stay as many standard errors wide as it is now, and the standard error to fall with the
 * number n judged as √(U·(1/n − 1/N)), U from what was judged so far; the margin to be what it seems (low and high: where
 * its 80 % interval ends). So it is a guess for planning the next days, no promise.
 *
 * @returns undefined before there is an error to go by (fewer than two draws, or all scores equal).
 * @throws RangeError for an M outside 1 … N.
 * @example judgmentsStillNeeded({ N: 2000, M: 200, theta: 0.12, se: 0.055, bounds: { lower: -0.06, upper: 0.3 },
 *   goal: { kind: "winner" } }) // { estimate: 200, low: 0, high: 990, isWholePool: false }
 */
export function judgmentsStillNeeded(input: StillNeededInput): StillNeeded | undefined {
  const { N, M, theta, se, bounds, goal } = input;
  if (!(M >= 1 && M <= N)) throw new RangeError(`${M} judged of ${N}`);
  if (M === N) return { estimate: 0, low: 0, high: 0, isWholePool: false };
  if (!(se > 0)) return undefined;
  const unit = se ** 2 / (1 / M - 1 / N);
  const factor = (bounds.upper - bounds.lower) / 2 / se;
  const needed = (margin: number) => {
    const target = halfWidthFor(goal, margin) / factor;
    if (!(target > 0)) return N - M;
    return Math.min(N - M, Math.max(0, Math.ceil(1 / (1 / N + target ** 2 / unit)) - M));
  };
  const spread = normalQuantile(0.9) * se;
  // A margin whose interval reaches 0 may be 0.
  const small = Math.max(0, Math.abs(theta) - spread);
  const ends = [needed(small), needed(Math.abs(theta) + spread)];
  const estimate = needed(theta);
  return {
    estimate,
    low: Math.min(estimate, ...ends),
    high: Math.max(estimate, ...ends),
    isWholePool: estimate === N - M,
  };
}

/** How narrow the sequence must be about a margin, half its width, to reach the goal. */
function halfWidthFor(goal: StillNeededInput["goal"], margin: number): number {
  if (goal.kind === "winner") return Math.abs(margin);
  return goal.kind === "equivalence" ? goal.margin - Math.abs(margin) : goal.width / 2;
}
