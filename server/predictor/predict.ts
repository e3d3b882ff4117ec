import { and, eq, lte } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { decisiveProbabilities } from "@/server/core/prediction/decisive-probabilities";
import type { ComparisonTable } from "@/server/core/prediction/decisiveness-features";
import { normalScores } from "@/server/core/prediction/normal-scores";
import { found } from "../errors";
import { loadPredictor } from "./load-predictor";
import { loadMetricColumns, loadPoolColumns, placesOf } from "./pool-columns";

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
    .select({ id: ranking.id, campaignId: ranking.campaignId, routing: ranking.routing })
    .from(campaign)
    .innerJoin(ranking, eq(ranking.id, campaign.rankingId))
    .where(eq(campaign.id, campaignId));
  const launched = found(launches[0], "launched ranking of campaign", campaignId);
  const pool = await loadPoolColumns(connection, launched);
  const metrics: ComparisonTable["metrics"][number][] = [];
  const origin = { campaignId, basis };
  for await (const { metric, utilities } of loadMetricColumns(
    connection,
    origin,
    pool.comparisonIds,
    content.metrics,
  )) {
    metrics.push({ metric, scores: normalScores(utilities, pool.stratumIds) });
  }
  const utilities = decisiveProbabilities(
    { method: content.method, intercept: content.intercept, features: content.features },
    {
      size: pool.comparisonIds.length,
      metrics,
      groups: {
        stratum: Array.from(pool.stratumIds, String),
        language: pool.language,
        category: pool.category,
      },
    },
  );
  const placeOf = placesOf(pool.comparisonIds);
  for (const draws of content.draws) {
    for (const id of await listDrawn(connection, draws)) {
      const place = placeOf.get(id);
      if (place !== undefined) utilities[place] = Number.NaN;
    }
  }
  return { comparisonIds: pool.comparisonIds, utilities };
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
