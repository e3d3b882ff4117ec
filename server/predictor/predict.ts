import { setImmediate as nextTurn } from "node:timers/promises";
import { and, eq, lte } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { addFeatures, probabilityOf } from "@/server/core/prediction/decisive-probabilities";
import { normalScores } from "@/server/core/prediction/normal-scores";
import { found } from "../errors";
import { loadPredictor, type StoredPredictor } from "./load-predictor";
import { loadMetricColumns, loadPoolColumns, type PoolColumns, placesOf } from "./pool-columns";

/**
 * P(decisive) of every comparison of a campaign's pool by a stored predictor, in (0, 1). NaN for the comparisons of the
 * closed draws that it has learned from: no predictor ever scores those.
 */
export async function predictDecisiveness(
  connection: Connection,
  predictorId: string,
): Promise<{ comparisonIds: Int32Array; utilities: Float64Array }> {
  const { campaignId, basis, content } = await loadPredictor(connection, predictorId);
  const { campaign, ranking } = connection.tables;
  const launches = await connection.orm
    .select({ id: ranking.id, campaignId: ranking.campaignId })
    .from(campaign)
    .innerJoin(ranking, eq(ranking.id, campaign.rankingId))
    .where(eq(campaign.id, campaignId));
  const launched = found(launches[0], "launched ranking of campaign", campaignId);
  const pool = await loadPoolColumns(connection, launched);
  const utilities = await sumUp(connection, { campaignId, basis, content }, pool);
  const placeOf = placesOf(pool.comparisonIds);
  for (const draws of content.draws) {
    for (const id of await listDrawn(connection, draws)) {
      const place = placeOf.get(id);
      if (place !== undefined) utilities[place] = Number.NaN;
    }
  }
  return { comparisonIds: pool.comparisonIds, utilities };
}

/** Metric by metric, so that one is in memory at a time and judging is answered in between. */
async function sumUp(
  connection: Connection,
  { campaignId, basis, content }: Pick<StoredPredictor, "campaignId" | "basis" | "content">,
  pool: PoolColumns,
): Promise<Float64Array> {
  const { intercept, features, metrics } = content;
  const size = pool.comparisonIds.length;
  const stratum = Array.from(pool.stratumIds, String);
  const groups = { stratum, language: pool.language, category: pool.category };
  const logOdds = new Float64Array(size).fill(intercept);
  addFeatures(
    logOdds,
    features.filter((feature) => !("metric" in feature)),
    { size, metrics: [], groups },
  );
  const columns = loadMetricColumns(connection, { campaignId, basis }, pool.comparisonIds, metrics);
  for await (const { metric, utilities } of columns) {
    const own = features.filter((feature) => "metric" in feature && feature.metric === metric);
    const scores = normalScores(utilities, pool.stratumIds);
    addFeatures(logOdds, own, { size, metrics: [{ metric, scores }], groups });
    await nextTurn();
  }
  return logOdds.map(probabilityOf);
}

/** The comparisons of a stratum's first draws: they keep their numbers for good. */
async function listDrawn(
  { orm, tables: { draw } }: Connection,
  { stratumId, closed }: { stratumId: number; closed: number },
): Promise<number[]> {
  const rows = await orm
    .select({ comparisonId: draw.comparisonId })
    .from(draw)
    .where(and(eq(draw.stratumId, stratumId), lte(draw.number, closed)));
  return rows.map(({ comparisonId }) => comparisonId);
}
