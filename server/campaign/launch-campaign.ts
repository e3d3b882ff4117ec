import type { Connection, Transaction } from "@/db/client";
import { TiebreakError } from "../errors";
import { refuseUnlikeGold } from "../gold/refuse-unlike-gold";
import { queueJob, refuseWhileRunning } from "../jobs/job-row";
import { findNewestRanking } from "../ranking/find-newest-ranking";
import type { VerbContext } from "../verb-context";
import { getCampaignRow } from "./get-campaign-row";
import { listBlockers } from "./list-blockers";

/** Queues the launch: the sequence of draws is fixed by seed, then judging opens. Returns the job's id. */
export async function launchCampaign(context: VerbContext, campaignId: string): Promise<{ jobId: string }> {
  const rankingId = await requireReady(context.database, campaignId);
  await refuseUnlikeGold(context.database, campaignId);
  const check = async (tx: Transaction) => {
    if ((await requireReady(tx, campaignId)) !== rankingId)
      throw new TiebreakError("conflict", "The comparisons were ranked anew meanwhile. Look, then launch.");
  };
  return { jobId: await queueJob(context, { campaignId, kind: "launch", input: { rankingId }, check }) };
}

/** The ranking that a draft is ready to be launched with, or a refusal that says what is in the way. */
async function requireReady(connection: Connection, campaignId: string): Promise<string | undefined> {
  const campaign = await getCampaignRow(connection, campaignId);
  if (campaign.state !== "draft")
    throw new TiebreakError("wrong_state", `The campaign is ${campaign.state} already.`);
  await refuseWhileRunning(connection, campaignId, "rank");
  await refuseWhileRunning(connection, campaignId, "fetch");
  const blockers = await listBlockers(connection, campaign);
  if (blockers.length > 0) throw new TiebreakError("wrong_state", blockers.join(" "));
  return (await findNewestRanking(connection, campaign))?.id;
}
