import type { Database } from "@/db/client";
import { findNewestRanking } from "../ranking/find-newest-ranking";
import { listPublishedImports } from "../ranking/store-ranking";
import type { CampaignRow } from "./get-campaign-row";

/** What stands between a draft campaign and its launch, as sentences; empty when it may launch. */
export async function listBlockers(database: Database, campaign: CampaignRow): Promise<string[]> {
  if (campaign.state !== "draft") return [];
  if ((await listPublishedImports(database, campaign.id)).length === 0) return ["Import completions first."];
  const ranking = await findNewestRanking(database, campaign);
  if (!ranking) return ["Rank the comparisons first."];
  return ranking.staleReason ? [`${ranking.staleReason} Rank again.`] : [];
}
