import { and, eq, inArray, isNotNull, lte, sql } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { orderedBy } from "../ranking/order-words";
import type { ReportStratum } from "./list-report-strata";
import type { ReportReplacement } from "./schemas";

type RankingRow = Connection["tables"]["ranking"]["$inferSelect"];

/** The rankings that took the launch ranking's place for what was undrawn, with the draws that each made; oldest first. */
export async function listReplacements(
  connection: Connection,
  launched: { id: string; campaignId: string },
  strata: readonly ReportStratum[],
): Promise<ReportReplacement[]> {
  const rankings = await listLine(connection, launched);
  const numberOf = await numberWeights(connection, launched);
  const drawn = new Map<number, number>();
  for (const stratum of rankings.length > 0 ? strata : []) {
    for (const { weightsId, draws } of await countByWeights(connection, stratum)) {
      const number = numberOf(weightsId);
      drawn.set(number, (drawn.get(number) ?? 0) + draws);
    }
  }
  return rankings.map((row, i) => ({
    ranking: i + 2,
    rankingId: row.id,
    orderedBy: row.predictorId === null ? orderedBy(row) : "a learned predictor of decisiveness",
    metric: row.metric,
    metricVersion: row.metricVersion,
    members: row.members,
    spread: row.spread,
    predictorId: row.predictorId,
    preset: row.preset,
    tau: row.tau,
    kappa: row.kappa,
    seed: row.seed,
    undrawn: row.poolSize,
    drawn: drawn.get(i + 2) ?? 0,
  }));
}

/** Which ranking made a draw, by the stratum whose weights it had: 1 the launch's, 2 the first in its place, and so on. */
export async function numberWeights(
  connection: Connection,
  launched: { id: string; campaignId: string },
): Promise<(weightsId: number | null) => number> {
  const line = await listLine(connection, launched);
  const { stratum } = connection.tables;
  const rankingIds = line.map(({ id }) => id);
  const rows =
    rankingIds.length === 0
      ? []
      : await connection.orm
          .select({ id: stratum.id, rankingId: stratum.rankingId })
          .from(stratum)
          .where(inArray(stratum.rankingId, rankingIds));
  const numbers = new Map(rows.map(({ id, rankingId }) => [id, rankingIds.indexOf(rankingId) + 2]));
  return (weightsId) => (weightsId === null ? 1 : (numbers.get(weightsId) ?? 1));
}

/** The rankings that took the launch ranking's place, oldest first. */
export async function listLine(
  { orm, tables: { ranking } }: Connection,
  launched: { id: string; campaignId: string },
): Promise<RankingRow[]> {
  const rows = await orm
    .select()
    .from(ranking)
    .where(and(eq(ranking.campaignId, launched.campaignId), isNotNull(ranking.replacesId)));
  const line: RankingRow[] = [];
  for (let last = launched.id; ; ) {
    const next = rows.find(({ replacesId }) => replacesId === last);
    if (!next) return line;
    line.push(next);
    last = next.id;
  }
}

async function countByWeights(
  { orm, tables: { draw } }: Connection,
  { stratumId, drawn }: ReportStratum,
): Promise<{ weightsId: number; draws: number }[]> {
  const rows = await orm
    .select({ weightsId: draw.weightsId, draws: sql<number>`count(*)`.mapWith(Number) })
    .from(draw)
    .where(and(eq(draw.stratumId, stratumId), lte(draw.number, drawn), isNotNull(draw.weightsId)))
    .groupBy(draw.weightsId);
  return rows.map(({ weightsId, draws }) => ({ weightsId: weightsId as number, draws }));
}
