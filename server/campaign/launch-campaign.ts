import { TiebreakError } from "../errors";
import { queueJob, refuseWhileRunning } from "../jobs/job-row";
import { findNewestRanking } from "../ranking/find-newest-ranking";
import type { VerbContext } from "../verb-context";
import { getCampaignRow } from "./get-campaign-row";
import { listBlockers } from "./list-blockers";

/** Queues the launch: the sequence of draws is fixed by seed, then judging opens. Returns the job's id. */
export async function launchCampaign(context: VerbContext, campaignId: string): Promise<{ jobId: string }> {
  const campaign = await getCampaignRow(context.database, campaignId);
  if (campaign.state !== "draft")
    throw new TiebreakError("wrong_state", `The campaign is ${campaign.state} already.`);
  await refuseWhileRunning(context.database, campaignId, "rank");
  await refuseWhileRunning(context.database, campaignId, "fetch");
  const blockers = await listBlockers(context.database, campaign);
  if (blockers.length > 0) throw new TiebreakError("wrong_state", blockers.join(" "));
  const ranking = await findNewestRanking(context.database, campaign);
  return {
    jobId: await queueJob(context, { campaignId, kind: "launch", input: { rankingId: ranking?.id } }),
  };
}
