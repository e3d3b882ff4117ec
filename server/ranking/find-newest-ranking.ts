import { and, desc, eq, isNull } from "drizzle-orm";
import type { Connection } from "@/db/client";
import type { CampaignRow } from "../campaign/get-campaign-row";
import { listPublishedImports } from "./list-published-imports";

/** The campaign's newest ranking and why it no longer fits, if so: other settings, or imports since. */
export async function findNewestRanking(connection: Connection, campaign: CampaignRow) {
  const { ranking } = connection.tables;
  const rows = await connection.orm
    .select()
    .from(ranking)
    // What orders a launched campaign's undrawn anew is of a part of the pool only.
    .where(and(eq(ranking.campaignId, campaign.id), isNull(ranking.replacesId)))
    .orderBy(desc(ranking.createdAt), desc(ranking.id))
    .limit(1);
  const newest = rows[0];
  if (!newest) return undefined;
  return { ...newest, staleReason: await findStaleReason(connection, campaign, newest) };
}

type RankingRow = Connection["tables"]["ranking"]["$inferSelect"];

/** Why a ranking no longer fits its campaign, or null when it does. */
export async function findStaleReason(
  connection: Connection,
  campaign: CampaignRow,
  ranking: RankingRow,
): Promise<string | null> {
  const settings = ["metric", "mode", "preset", "controlShare", "routing", "seed"] as const;
  const changed = settings.filter((key) => ranking[key] !== campaign[key]);
  if (changed.length > 0) return `The settings changed since the ranking was made (${changed.join(", ")}).`;
  const imports = await listPublishedImports(connection, campaign.id);
  if (imports.join() !== ranking.importIds.join()) return "Data was imported since the ranking was made.";
  return null;
}
