import { getCampaignRow } from "../campaign/get-campaign-row";
import { TiebreakError } from "../errors";
import { queueJob } from "../jobs/job-row";
import type { VerbContext } from "../verb-context";

/** Queues a report of a launched campaign as it stands; returns the job's id. */
export async function startReport(context: VerbContext, campaignId: string): Promise<{ jobId: string }> {
  const campaign = await getCampaignRow(context.database, campaignId);
  if (campaign.state === "draft" || !campaign.rankingId) {
    throw new TiebreakError("wrong_state", "There is nothing to report before the campaign is launched.");
  }
  return { jobId: await queueJob(context, { campaignId, kind: "report" }) };
}
