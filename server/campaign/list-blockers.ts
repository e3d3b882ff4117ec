import { and, eq, inArray } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { findNewestRanking } from "../ranking/find-newest-ranking";
import { listPublishedImports } from "../ranking/list-published-imports";
import type { CampaignRow } from "./get-campaign-row";

/** What stands between a draft campaign and its launch, as sentences; empty when it may launch. */
export async function listBlockers(connection: Connection, campaign: CampaignRow): Promise<string[]> {
  if (campaign.state !== "draft") return [];
  if ((await listPublishedImports(connection, campaign.id)).length === 0)
    return ["Import completions first."];
  const ranking = await findNewestRanking(connection, campaign);
  if (!ranking) return ["Rank the comparisons first."];
  const blockers = ranking.staleReason ? [`${ranking.staleReason} Rank again.`] : [];
  if (campaign.adoptImported) blockers.push(...(await foreignOutcomes(connection, campaign)));
  return blockers;
}

/** Imported judgments that would be adopted although the campaign does not have their outcome. */
async function foreignOutcomes(connection: Connection, campaign: CampaignRow): Promise<string[]> {
  const { judgment, dataImport } = connection.tables;
  const isForeign = inArray(
    judgment.outcome,
    campaign.outcomes === "four" ? ["tie"] : ["both_good", "both_bad"],
  );
  const rows = await connection.orm
    .select({ outcome: judgment.outcome })
    .from(dataImport)
    .innerJoin(judgment, eq(judgment.importId, dataImport.id))
    .where(and(eq(dataImport.campaignId, campaign.id), eq(dataImport.state, "published"), isForeign))
    .limit(1);
  if (!rows[0]) return [];
  const other = campaign.outcomes === "four" ? "three" : "four";
  return [
    `The imported judgments have the outcome "${rows[0].outcome}", which a campaign of ${campaign.outcomes} outcomes does not: set the outcomes to ${other}, or do not adopt them.`,
  ];
}
