import { getCampaignRow } from "../campaign/get-campaign-row";
import { TiebreakError } from "../errors";
import { queueJob } from "../jobs/job-row";
import type { VerbContext } from "../verb-context";
import { countLearnable } from "./count-learnable";

/** Queues learning from the judgments so far; returns the job's id. */
export async function startLearning(context: VerbContext, campaignId: string): Promise<{ jobId: string }> {
  const campaign = await getCampaignRow(context.database, campaignId);
  const { blocker } = await countLearnable(context.database, campaign);
  if (blocker) throw new TiebreakError("wrong_state", blocker);
  return { jobId: await queueJob(context, { campaignId, kind: "learn" }) };
}
