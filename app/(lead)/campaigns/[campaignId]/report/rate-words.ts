import { formatShare } from "@/app/_ui/number-words";
import type { RateBounds } from "@/server/report/schemas";

/** Bounds as percentages. @example formatBounds({ lower: 0.481, upper: 0.62 }) === "48.1 to 62.0 %" */
export function formatBounds({ lower, upper }: RateBounds): string {
  return `${signed(lower)} to ${signed(upper)}\u202f%`;
}

/** A rate with one decimal. */
export function formatRate(rate: number | null | undefined): string {
  return formatShare(rate, 1).replace("-", "−");
}

function signed(rate: number): string {
  return (100 * rate).toFixed(1).replace("-", "−");
}
