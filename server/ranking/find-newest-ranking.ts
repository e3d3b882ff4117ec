import { and, desc, eq, isNull } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { findCombination } from "@/server/core/disagreement/combine";
import type { CampaignRow } from "../campaign/get-campaign-row";
import { countExcluded } from "../noise/list-excluded";
import { canonicalJson } from "../report/canonical-json";
import { listPublishedImports } from "./list-published-imports";
import { canonicalPairs } from "./score-sets";

/** The campaign's newest ranking and why it no longer fits, if so: other settings, imports or exclusions since. */
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
  const changed = settingsOfOrder.filter((key) => !isSame(key, ranking, campaign));
  if (changed.length > 0)
    return `The settings changed since the ranking was made (${changed.map((key) => settingWords[key]).join(", ")}).`;
  const imports = await listPublishedImports(connection, campaign.id);
  if (imports.join() !== ranking.importIds.join()) return "Data was imported since the ranking was made.";
  const exclusions = await countExcluded(connection, campaign.id);
  if (canonicalJson(exclusions) !== canonicalJson(ranking.exclusions))
    return "The rules of what is left out changed since the ranking was made.";
  return null;
}

const settingsOfOrder = [
  "metric",
  "members",
  "spread",
  "pairChoice",
  "sliceMinimums",
  "mode",
  "preset",
  "controlShare",
  "routing",
  "seed",
] as const;

const settingWords: Record<(typeof settingsOfOrder)[number], string> = {
  metric: "metric",
  members: "combined metrics",
  spread: "what pairs are ordered by",
  pairChoice: "model pairs",
  sliceMinimums: "slice minimums",
  mode: "mode",
  preset: "preset",
  controlShare: "control share",
  routing: "routing",
  seed: "seed",
};

type OrderSettings = Pick<RankingRow, (typeof settingsOfOrder)[number]>;

/** Whether a setting means the same in both: members and weights count for a combination alone. */
function isSame(key: keyof OrderSettings, one: OrderSettings, other: OrderSettings): boolean {
  if (key === "members" && !findCombination(one.metric)) return true;
  if (key === "pairChoice")
    return canonicalJson(canonicalPairs(one[key])) === canonicalJson(canonicalPairs(other[key]));
  return canonicalJson(one[key]) === canonicalJson(other[key]);
}
