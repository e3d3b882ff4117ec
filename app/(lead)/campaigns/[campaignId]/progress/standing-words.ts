import { formatCount } from "@/app/_ui/number-words";
import type { PairState, StillNeeded } from "@/server/stop/schemas";

/** What a pair's sequence allows to be said; where the stop rule ended it, what was concluded then. */
export function conclusionWords({
  modelA,
  modelB,
  conclusion,
}: Pick<PairState, "modelA" | "modelB" | "conclusion">): string {
  if (conclusion === "undecided") return "Undecided";
  if (conclusion === "equivalent") return "Equivalent";
  return `Decided: ${conclusion === "model_a" ? modelA : modelB} ahead`;
}

/** @example neededWords({ goal: "winner", judgments: 120, low: 40, high: 400, isWholePool: false }) // "about 120 (40 to 400)" */
export function neededWords(needed: StillNeeded | null | undefined): string {
  if (!needed) return "–";
  const { judgments, low, high, isWholePool } = needed;
  if (isWholePool) return `all ${formatCount(judgments)}, and may not do`;
  if (judgments === 0) return `up to ${formatCount(Math.max(high, 1))}`;
  return `about ${formatCount(judgments)} (${formatCount(low)} to ${formatCount(high)})`;
}
