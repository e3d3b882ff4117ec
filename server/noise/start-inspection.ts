import { getCampaignRow } from "../campaign/get-campaign-row";
import { TiebreakError } from "../errors";
import { queueJob } from "../jobs/job-row";
import { campaignBasis } from "../ranking/campaign-basis";
import type { VerbContext } from "../verb-context";

/** Queues a look for noise in a campaign's texts; returns the job's id. */
export async function startInspection(context: VerbContext, campaignId: string): Promise<{ jobId: string }> {
  const campaign = await getCampaignRow(context.database, campaignId);
  const { importIds } = await campaignBasis(context.database, campaign);
  if (importIds.length === 0)
    throw new TiebreakError("wrong_state", "Import completions first: there are no texts to look at.");
  return { jobId: await queueJob(context, { campaignId, kind: "inspect" }) };
}
