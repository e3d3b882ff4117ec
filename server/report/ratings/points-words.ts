import type { PointsDifference, RatedModel } from "./view";

/** Rating points without decimals. @example points(1071.7) // "1072" */
export function points(value: number): string {
  return Math.round(value).toFixed(0).replace("-", "−");
}

/** @example pointsRange({ lower: 1029.8, upper: 1113.7 }) // "1030 to 1114" */
export function pointsRange({ lower, upper }: { lower: number; upper: number }): string {
  return `${points(lower)} to ${points(upper)}`;
}

/** @example differenceWords({ points: 12.3, lower: -3, upper: 27 }) // "+12 (−3 to +27)" */
export function differenceWords({ points: value, lower, upper }: PointsDifference): string {
  const range = lower === null || upper === null ? "" : ` (${signed(lower)} to ${signed(upper)})`;
  return `${signed(value)}${range}`;
}

/** @example rankWords({ rankBest: 1, rankWorst: 3 }) // "1–3" */
export function rankWords({
  rankBest,
  rankWorst,
}: Pick<RatedModel, "rankBest" | "rankWorst">): string | null {
  if (rankBest === null || rankWorst === null) return null;
  return rankBest === rankWorst ? String(rankBest) : `${rankBest}–${rankWorst}`;
}

function signed(value: number): string {
  const rounded = Math.round(value);
  if (rounded === 0) return "0";
  return rounded < 0 ? `−${-rounded}` : `+${rounded}`;
}
