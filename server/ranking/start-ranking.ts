import type { Connection } from "@/db/client";
import { findCombination } from "@/server/core/disagreement/combine";
import { type CampaignRow, getCampaignRow } from "../campaign/get-campaign-row";
import { checkPairChoice } from "../comparison/pair-choice";
import { refuseUnknownSlices } from "../draw/check-slices";
import { TiebreakError } from "../errors";
import { queueJob, refuseWhileRunning } from "../jobs/job-row";
import type { VerbContext } from "../verb-context";
import { listPublishedImports } from "./list-published-imports";
import { orderMetrics } from "./metric-by-id";
import { RankJobInput } from "./schemas";

/** Queues the scoring of a draft campaign with its present settings; returns the job's id. */
export async function startRanking(context: VerbContext, campaignId: string): Promise<{ jobId: string }> {
  const check = (connection: Connection) => requireRankable(connection, campaignId);
  const campaign = await check(context.database);
  orderMetrics(campaign);
  await checkPairChoice(context.database, campaignId, campaign.pairChoice);
  const importIds = await listPublishedImports(context.database, campaignId);
  await refuseUnknownSlices(context.database, importIds, campaign.sliceMinimums);
  // Chosen for a combination before, they mean nothing to a single metric.
  const members = findCombination(campaign.metric) ? campaign.members : null;
  const input = RankJobInput.parse({ ...campaign, members, importIds });
  return { jobId: await queueJob(context, { campaignId, kind: "rank", input, check }) };
}

async function requireRankable(connection: Connection, campaignId: string): Promise<CampaignRow> {
  const campaign = await getCampaignRow(connection, campaignId);
  if (campaign.state !== "draft") {
    throw new TiebreakError(
      "wrong_state",
      "A launched campaign keeps its ranking. Create a new campaign to try another order.",
    );
  }
  await refuseWhileRunning(connection, campaignId, "launch");
  return campaign;
}
