import { and, eq, inArray } from "drizzle-orm";
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
  if (ranking.staleReason) return [`${ranking.staleReason} Rank again.`];
  return campaign.adoptImported ? listForeignOutcomes(database, campaign) : [];
}

const foreign = { four: ["tie"], three: ["both_good", "both_bad"] } as const;

/** Adopted judgments must have the campaign's outcomes: four and three are never mixed. */
async function listForeignOutcomes({ orm, tables }: Database, campaign: CampaignRow): Promise<string[]> {
  const { judgment, dataImport } = tables;
  const rows = await orm
    .selectDistinct({ outcome: judgment.outcome })
    .from(dataImport)
    .innerJoin(judgment, eq(judgment.importId, dataImport.id))
    .where(
      and(
        eq(dataImport.campaignId, campaign.id),
        eq(dataImport.state, "published"),
        inArray(judgment.outcome, [...foreign[campaign.outcomes]]),
      ),
    );
  if (rows.length === 0) return [];
  const found = rows.map(({ outcome }) => outcome).sort();
  return [
    `Imported judgments say ${found.join(" and ")}, which this campaign of ${campaign.outcomes} outcomes does not have. Change the outcomes, or do not adopt them.`,
  ];
}
