import { asc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { toFloat64, toInt32 } from "./arrays";
import { loadPairNames } from "./pair-names";

/** The strata of a ranking with their arrays, in pool order. */
export async function loadStrata(database: Database, ranking: { id: string; campaignId: string }) {
  const { stratum } = database.tables;
  const names = await loadPairNames(database, ranking.campaignId);
  const rows = await database.orm
    .select()
    .from(stratum)
    .where(eq(stratum.rankingId, ranking.id))
    .orderBy(asc(stratum.id));
  return rows.map((row) => ({
    stratumId: row.id,
    pairId: row.pairId,
    modelA: names.get(row.pairId)?.modelA ?? "",
    modelB: names.get(row.pairId)?.modelB ?? "",
    routingGroup: row.routingGroup,
    size: row.size,
    continuesId: row.continuesId,
    fromDraw: row.fromDraw,
    comparisonIds: toInt32(row.comparisonIds),
    utilities: toFloat64(row.utilities),
    ranks: toFloat64(row.ranks),
    weights: toFloat64(row.weights),
  }));
}

export type RankedStratum = Awaited<ReturnType<typeof loadStrata>>[number];
