import { and, desc, eq, isNotNull } from "drizzle-orm";
import type { Connection } from "@/db/client";
import type { CampaignRow } from "../campaign/get-campaign-row";
import { toFloat64, toInt32 } from "../ranking/arrays";
import { unknownLanguage } from "../ranking/lay-out-strata";
import { sharedGroup } from "../task/reads-group";

type RankingRow = Connection["tables"]["ranking"]["$inferSelect"];

/** The ranking that a campaign was launched with; before launch its newest, if any. */
export async function findOrder(
  { orm, tables: { ranking } }: Connection,
  campaign: CampaignRow,
): Promise<RankingRow | undefined> {
  const wanted = campaign.rankingId ? eq(ranking.id, campaign.rankingId) : undefined;
  const rows = await orm
    .select()
    .from(ranking)
    .where(and(eq(ranking.campaignId, campaign.id), wanted))
    .orderBy(desc(ranking.createdAt), desc(ranking.id))
    .limit(1);
  return rows[0];
}

/** The rankings that took the place of the launch's for what was not drawn yet, the newest first. */
export async function listReplacements(
  { orm, tables: { ranking } }: Connection,
  campaignId: string,
): Promise<RankingRow[]> {
  return orm
    .select()
    .from(ranking)
    .where(and(eq(ranking.campaignId, campaignId), isNotNull(ranking.replacesId)))
    .orderBy(desc(ranking.createdAt), desc(ranking.id));
}

/** The routing group that an order puts a prompt of this language into. */
export function groupOf({ routing }: { routing: string }, language: string | null): string {
  return routing === "language" ? (language ?? unknownLanguage) : sharedGroup;
}

export interface StratumArrays {
  stratumId: number;
  rankingId: string;
  comparisonIds: Int32Array;
  utilities: Float64Array;
  ranks: Float64Array;
  weights: Float64Array;
}

/** A ranking's stratum of a model pair and routing group. */
export async function findStratum(
  { orm, tables: { stratum } }: Connection,
  { rankingId, pairId, routingGroup }: { rankingId: string; pairId: number; routingGroup: string },
): Promise<StratumArrays | undefined> {
  const rows = await orm
    .select()
    .from(stratum)
    .where(
      and(
        eq(stratum.rankingId, rankingId),
        eq(stratum.pairId, pairId),
        eq(stratum.routingGroup, routingGroup),
      ),
    );
  const row = rows[0];
  return (
    row && {
      stratumId: row.id,
      rankingId,
      comparisonIds: toInt32(row.comparisonIds),
      utilities: toFloat64(row.utilities),
      ranks: toFloat64(row.ranks),
      weights: toFloat64(row.weights),
    }
  );
}

/** A stored rank r as a place from 1, the most disagreement. @example placeOfRank(0.95, 10) // 1 */
export function placeOfRank(rank: number, size: number): number {
  return size - Math.round(rank * size - 0.5);
}
