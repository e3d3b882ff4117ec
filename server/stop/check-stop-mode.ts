import type { CampaignSettings } from "../campaign/schemas";
import { TiebreakError } from "../errors";

/** Refuses a stop rule in explore mode, whose strict order allows no sequence to stop by. */
export function checkStopMode({ mode, stopRule }: Pick<CampaignSettings, "mode" | "stopRule">): void {
  if (mode !== "explore" || stopRule === null) return;
  throw new TiebreakError(
    "invalid_input",
    "Explore mode cannot stop by itself: a strict order says nothing beyond the judged comparisons. Take the stop rule away, or measure.",
  );
}
