import { and, eq, isNotNull, max, min } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { orderName } from "./metric-title";
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
      replacesId: ranking.replacesId,
      createdAt: ranking.createdAt,
      metric: ranking.metric,
      members: ranking.members,
      predictorId: ranking.predictorId,
      preset: ranking.preset,
      comparisons: ranking.poolSize,
    })
    .from(ranking)
    .where(and(eq(ranking.campaignId, campaignId), isNotNull(ranking.replacesId)));
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
  return inLine(rows).map((row) => {
    const { metric, members, replacesId: _, ...change } = row;
    const { earliest, latest } = drawsOf.get(row.rankingId) ?? {};
    return {
      ...change,
      orderedBy: row.predictorId === null ? orderName({ metric, members }) : "the learned predictor",
      fromDraw: { earliest: earliest ?? 1, latest: latest ?? 1 },
    };
  });
}

/** Each after the one that it replaced: two may be of one millisecond. */
function inLine<Row extends { rankingId: string; replacesId: string | null }>(rows: readonly Row[]): Row[] {
  const ids = new Set(rows.map(({ rankingId }) => rankingId));
  const line: Row[] = [];
  let next = rows.find(({ replacesId }) => replacesId !== null && !ids.has(replacesId));
  while (next) {
    line.push(next);
    const { rankingId }: Row = next;
    next = rows.find(({ replacesId }) => replacesId === rankingId);
  }
  return line;
}
