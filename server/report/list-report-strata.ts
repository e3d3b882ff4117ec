import { asc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { loadPairNames } from "../ranking/pair-names";

/** A stratum of a launched ranking, without its arrays. */
export interface ReportStratum {
  /** Position among the ranking's strata, from 1: how exports name it. */
  stratum: number;
  stratumId: number;
  modelA: string;
  modelB: string;
  routingGroup: string;
  size: number;
  /** Both 0 before launch. */
  planned: number;
  drawn: number;
}

/** The strata of a ranking, in the order in which they were stored. */
export async function listReportStrata(
  database: Database,
  ranking: { id: string; campaignId: string },
): Promise<ReportStratum[]> {
  const { stratum, drawSequence } = database.tables;
  const names = await loadPairNames(database, ranking.campaignId);
  const rows = await database.orm
    .select({
      stratumId: stratum.id,
      pairId: stratum.pairId,
      routingGroup: stratum.routingGroup,
      size: stratum.size,
      planned: drawSequence.planned,
      drawn: drawSequence.opened,
    })
    .from(stratum)
    .leftJoin(drawSequence, eq(drawSequence.stratumId, stratum.id))
    .where(eq(stratum.rankingId, ranking.id))
    .orderBy(asc(stratum.id));
  return rows.map(({ pairId, planned, drawn, ...row }, i) => ({
    ...row,
    stratum: i + 1,
    modelA: names.get(pairId)?.modelA ?? "",
    modelB: names.get(pairId)?.modelB ?? "",
    planned: planned ?? 0,
    drawn: drawn ?? 0,
  }));
}
