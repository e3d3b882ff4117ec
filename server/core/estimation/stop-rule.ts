import type { Bounds } from "./surviving-grid";

/** When judging may end, set before launch and not changed after. A part that is left out never ends it. */
export interface StopRule {
  /** Ends once the sequence excludes a margin of 0. */
  winner?: boolean;
  /** Ends once the sequence lies inside ± this margin of equivalence, in (0, 1]. */
  equivalence?: number;
  /** Ends once the sequence is narrower than this, in margin (twice the win rate's), in (0, 2]. */
  width?: number;
  /** Ends at this many closed draws, ≥ 1. */
  budget?: number;
}

/** The part of the rule that ended it. */
export type StopReason = "winner" | "equivalence" | "width" | "budget";

/** What a margin's bounds allow to be said. */
export type MarginVerdict = "model_a" | "model_b" | "equivalent" | "undecided";

export interface StopResult {
  method: "stop-rule";
  rule: StopRule;
  /** undefined while the rule has not ended it. */
  reason: StopReason | undefined;
  /** Closed draws when it ended, or those there are. */
  step: number;
  /** The sequence there, and what it allows to be said. */
  bounds: Bounds;
  verdict: MarginVerdict;
  /** The same after all closed draws, those that were open at the stop included: the reading had nothing ended it. */
  without: { step: number; bounds: Bounds; verdict: MarginVerdict };
}

/**
 * Refuses a rule that could not be kept.
 *
 * @throws RangeError for a margin of equivalence outside (0, 1], a width outside (0, 2] or a budget that is no whole number ≥ 1.
 * @example checkStopRule({ winner: true, budget: 400 })
 */
export function checkStopRule({ equivalence, width, budget }: StopRule): void {
  if (equivalence !== undefined && !(equivalence > 0 && equivalence <= 1))
    throw new RangeError(`a margin of equivalence must lie in (0, 1], got ${equivalence}`);
  if (width !== undefined && !(width > 0 && width <= 2))
    throw new RangeError(`a target width must lie in (0, 2], got ${width}`);
  if (budget !== undefined && !(Number.isInteger(budget) && budget >= 1))
    throw new RangeError(`a budget is a whole number from 1 on, got ${budget}`);
}

/**
 * Which part of a stop rule ends judging at this step, if any: a winner before equivalence, both before a width, the
 * budget last.
 *
 * @param bounds of a confidence sequence, for the margin: only such bounds may be looked at after every judgment.
 * @example stopReason({ winner: true }, { lower: 0.01, upper: 0.3 }, 120) // "winner"
 */
export function stopReason(rule: StopRule, bounds: Bounds, step: number): StopReason | undefined {
  const { lower, upper } = bounds;
  if (rule.winner && (lower > 0 || upper < 0)) return "winner";
  if (rule.equivalence !== undefined && lower > -rule.equivalence && upper < rule.equivalence)
    return "equivalence";
  if (rule.width !== undefined && upper - lower < rule.width) return "width";
  return rule.budget !== undefined && step >= rule.budget ? "budget" : undefined;
}

/**
 * What bounds of a margin allow to be said: a winner where they exclude 0, else equivalence where they lie inside it.
 *
 * @example marginVerdict({ lower: -0.02, upper: 0.04 }, 0.05) // "equivalent"
 */
export function marginVerdict({ lower, upper }: Bounds, equivalence?: number): MarginVerdict {
  if (lower > 0) return "model_a";
  if (upper < 0) return "model_b";
  return equivalence !== undefined && lower > -equivalence && upper < equivalence
    ? "equivalent"
    : "undecided";
}

/**
 * Where a stop rule ends a campaign, and what is concluded with it and would be without it.
 *
 * @param lower,upper a confidence sequence's bounds for the margin after each closed draw (strata combined); ±1 before any.
 * @throws RangeError for arrays of different length, or as `checkStopRule` does.
 * @example applyStopRule({ winner: true }, lower, upper).step // 212
 */
export function applyStopRule(rule: StopRule, lower: Float64Array, upper: Float64Array): StopResult {
  checkStopRule(rule);
  if (lower.length !== upper.length) throw new RangeError("arrays differ in length");
  const at = (step: number): Bounds =>
    step === 0 ? { lower: -1, upper: 1 } : { lower: lower[step - 1]!, upper: upper[step - 1]! };
  const readingAt = (step: number) => ({
    step,
    bounds: at(step),
    verdict: marginVerdict(at(step), rule.equivalence),
  });
  let reason: StopReason | undefined;
  let step = 0;
  while (reason === undefined && step < lower.length) {
    step++;
    reason = stopReason(rule, at(step), step);
  }
  const without = readingAt(lower.length);
  return { method: "stop-rule", rule, reason, ...readingAt(step), without };
}
