import { formatShare } from "@/app/_ui/number-words";
import type { PlanEvidence, PlanNumber, PlanPreset } from "@/server/plan/schemas";

export const presetTitles: Record<PlanPreset, string> = {
  balanced: "Balanced",
  sharp: "Sharp",
  "minimum-variance": "Minimum variance",
  uniform: "Uniform",
};

export const evidenceTitles: Record<PlanEvidence, string> = {
  assumed: "Assumptions",
  recorded: "Imported judgments",
  live: "Judgments so far",
};

/** A number for a form: no more decimals than it needs. */
export function plainNumber(value: number, digits = 1): string {
  return String(Number(value.toFixed(digits)));
}

/** A margin as the leader's win rate. */
export function winRate(margin: number | null | undefined): string {
  if (margin === null || margin === undefined) return "–";
  return formatShare((1 + margin) / 2, 1).replace(".0", "");
}

/** Half a width in margin, in points of the win rate. */
export function plusMinus(half: number | null): string {
  return half === null ? "–" : `± ${formatShare(half / 2, 1)}`;
}

const sources: Record<PlanNumber["from"], string> = {
  set: "Yours.",
  assumed: "Assumed.",
  recorded: "From imported judgments.",
  live: "From the judgments so far.",
  measured: "Measured in this campaign.",
  campaign: "The campaign's.",
};

/** Where a number comes from, and how sure it is. */
export function sourceWords({ from, interval }: PlanNumber, view: (end: number) => string): string {
  if (!interval) return sources[from];
  return `${sources[from].slice(0, -1)}: ${view(interval[0])} to ${view(interval[1])}.`;
}
