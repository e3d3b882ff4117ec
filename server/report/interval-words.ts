import type { HeadlineInterval, HeadlineReason } from "@/server/core/estimation/headline-interval";
import type { WinRateEstimate } from "./schemas";

const whyKind: Record<HeadlineReason, string> = {
  "planned-number-closed": "The number of draws was fixed before launch and all of them are closed.",
  "number-not-fixed": "The number of draws was changed after launch.",
  "stop-rule-could-fire": "A stop rule could have ended the campaign earlier.",
  "number-by-outcomes": "How many draws this pair got depends on what had been judged.",
  "drawn-beyond-plan": "More was drawn than was planned.",
  "planned-number-not-reached": "The planned number of draws is not reached.",
  "open-draws": "Draws are still open.",
  "no-standard-error": "All scores so far are equal, or too few, so there is no standard error.",
};

/** Why the headline's interval is of its kind, and what it covers when several pairs are watched. */
export function intervalNote({ kind, why, alpha, monitored }: HeadlineInterval): string {
  const confidence = `${percent(1 - alpha)} confidence`;
  if (kind === "fixed-n") {
    const alone = monitored > 1 ? `, for this one alone (${monitored} are reported)` : "";
    return `${whyKind[why]} The interval is the fixed-n interval at ${confidence}${alone}.`;
  }
  const together = monitored > 1 ? `, for all ${monitored} together` : "";
  return `${whyKind[why]} The interval is a confidence sequence, which holds at every moment at ${confidence}${together}.`;
}

/** Why there is no interval beside a rate other than the win rate. */
export function noIntervalNote({ kind, why }: HeadlineInterval): string {
  if (kind === "fixed-n") return "No interval: its standard error cannot be computed from so few judgments.";
  return `No interval: ${whyKind[why].charAt(0).toLowerCase()}${whyKind[why].slice(1)} A fixed-n interval would not hold.`;
}

export const estimateNotes: Record<NonNullable<WinRateEstimate["estimateKind"]>, string> = {
  "fixed-n": "estimate from a number of draws fixed before launch",
  "adaptive-stop":
    "estimate where judging stands now, not at a number of draws fixed before launch; such estimates are exaggerated on average",
  "whole-pool": "the mean over the whole set, all of it judged",
};

/** With a space that does not break. @example percent(0.6184) // "61.8 %" */
export function percent(rate: number): string {
  return `${(100 * rate).toFixed(1).replace(/\.0$/, "")}\u00a0%`;
}

/** @example percentRange({ lower: 0.54, upper: 0.701 }) // "54–70.1 %" */
export function percentRange({ lower, upper }: { lower: number; upper: number }): string {
  return `${percent(lower).slice(0, -2)}–${percent(upper)}`;
}
