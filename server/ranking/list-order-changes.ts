import { and, asc, eq, isNotNull, max, min } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { orderedBy } from "./order-words";
import type { RankingSettings } from "./schemas";

/** One change of weights of a launched campaign. */
export interface OrderChange {
  rankingId: string;
  createdAt: number;
  /** The metric, what is combined, or the learned predictor, in words. */
  orderedBy: string;
  predictorId: string | null;
  preset: RankingSettings["preset"];
  /** Comparisons that were not drawn then. */
  comparisons: number;
  /** The first draw that was made with the new weights, in the strata where that was earliest and latest. */
  fromDraw: { earliest: number; latest: number };
}

/** How the order of a launched campaign was changed after launch, oldest first. */
export async function listOrderChanges(connection: Connection, campaignId: string): Promise<OrderChange[]> {
  const { orm, tables } = connection;
  const { ranking, stratum } = tables;
  const rows = await orm
    .select({
      rankingId: ranking.id,
      createdAt: ranking.createdAt,
      metric: ranking.metric,
      members: ranking.members,
      predictorId: ranking.predictorId,
      preset: ranking.preset,
      comparisons: ranking.poolSize,
    })
    .from(ranking)
    .where(and(eq(ranking.campaignId, campaignId), isNotNull(ranking.replacesId)))
    .orderBy(asc(ranking.createdAt), asc(ranking.id));
  const draws = await orm
    .select({
      rankingId: stratum.rankingId,
      earliest: min(stratum.fromDraw),
      latest: max(stratum.fromDraw),
    })
    .from(stratum)
    .where(and(eq(stratum.campaignId, campaignId), isNotNull(stratum.fromDraw)))
    .groupBy(stratum.rankingId);
  const drawsOf = new Map(draws.map((row) => [row.rankingId, row]));
  return rows.map(({ metric, members, ...row }) => ({
    ...row,
    orderedBy: row.predictorId === null ? orderedBy({ metric, members }) : "the learned predictor",
    fromDraw: {
      earliest: drawsOf.get(row.rankingId)?.earliest ?? 1,
      latest: drawsOf.get(row.rankingId)?.latest ?? 1,
    },
  }));
}
