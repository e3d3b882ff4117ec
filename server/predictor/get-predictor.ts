import { TiebreakError } from "../errors";
import type { VerbContext } from "../verb-context";
import { loadPredictor } from "./load-predictor";
import type { PredictorView } from "./schemas";
import { viewPredictor } from "./view-predictor";

/** A predictor of the campaign. */
export async function getPredictor(
  { database }: VerbContext,
  { campaignId, predictorId }: { campaignId: string; predictorId: string },
): Promise<PredictorView> {
  const stored = await loadPredictor(database, predictorId);
  if (stored.campaignId === campaignId) return viewPredictor(stored);
  throw new TiebreakError("not_found", `There is no predictor ${predictorId}.`);
}
