import { getCampaignRow } from "../campaign/get-campaign-row";
import { campaignBasis } from "../ranking/campaign-basis";
import { ensureInspected } from "./ensure-inspected";
import type { JobWork } from "./run-job";

/** Looks for noise in the pool as the campaign's settings and imports are now; once launched, in its own pool. */
export const runInspectJob: JobWork = async (context, job, report) => {
  const campaign = await getCampaignRow(context.database, job.campaignId);
  return ensureInspected(context, await campaignBasis(context.database, campaign), report);
};
