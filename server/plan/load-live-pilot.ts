import { eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type StratumEstimate, stratified } from "@/server/core/estimation/stratified";
import { studentQuantile } from "@/server/core/estimation/student-quantile";
import { wilson } from "@/server/core/estimation/wilson";
import type { CampaignRow } from "../campaign/get-campaign-row";
import { errorRate } from "../report/error-rate";
import { listReportStrata } from "../report/list-report-strata";
import { lureOfPrefix, type ScoredStratum } from "../report/scored-stratum";
import { loadStratum } from "../stop/load-stratum";
import { type Pilot, type PilotPair, pairKey, rateInterval } from "./pilot";

/** Draws that are read while a page waits. */
export const mostDraws = 20_000;

/** Draws that a launched campaign has opened. */
export async function countDrawn({ orm, tables: { drawSequence } }: Database, campaignId: string) {
  const rows = await orm
    .select({ n: sql<number>`coalesce(sum(${drawSequence.opened}), 0)`.mapWith(Number) })
    .from(drawSequence)
    .where(eq(drawSequence.campaignId, campaignId));
  return rows[0]?.n ?? 0;
}

/** What the closed draws of a campaign in measure mode say of the whole pool, pair by pair. */
export async function loadLivePilot(
  database: Database,
  campaign: CampaignRow & { rankingId: string },
): Promise<Pilot | null> {
  const { id: campaignId, rankingId } = campaign;
  const byPair = new Map<string, ScoredStratum[]>();
  for (const stratum of await listReportStrata(database, { id: rankingId, campaignId })) {
    const key = pairKey(stratum);
    byPair.set(key, [...(byPair.get(key) ?? []), await loadStratum(database, campaign, stratum)]);
  }
  const strata = [...byPair.values()];
  const judged = strata.flat().reduce((sum, { closedPrefix }) => sum + closedPrefix, 0);
  if (judged === 0) return null;
  const tie = combineTies(strata.flat(), judged);
  return tie && { judged, ...tie, pairs: strata.map(viewPair) };
}

/** Of strata with a closed draw, by size; null where all draws were given up. */
function combineTies(
  strata: readonly ScoredStratum[],
  judged: number,
): Pick<Pilot, "tieRate" | "tieInterval"> | null {
  const known = strata.flatMap((stratum) => {
    const estimate = estimateOf(stratum, stratum.shares.tie);
    return estimate.theta === undefined ? [] : [estimate];
  });
  const { theta, se, degrees } = stratified(known);
  if (theta === undefined) return null;
  const tieRate = Math.max(0, Math.min(1, theta));
  // No spread so far is no certainty.
  const counted = wilson(tieRate * judged, judged) as { lower: number; upper: number };
  const half = se === undefined || se === 0 ? undefined : studentQuantile(1 - errorRate / 2, degrees) * se;
  const tieInterval =
    half === undefined
      ? rateInterval(counted.lower, counted.upper)
      : rateInterval(tieRate - half, tieRate + half);
  return { tieRate, tieInterval };
}

function viewPair(strata: readonly ScoredStratum[]): PilotPair {
  const { modelA, modelB } = strata[0] as ScoredStratum;
  const combine = (scoresOf: (stratum: ScoredStratum) => Float64Array) =>
    stratified(strata.map((stratum) => estimateOf(stratum, scoresOf(stratum))));
  const { theta, se, degrees } = combine(({ s }) => s);
  const tieRate = combine(({ shares }) => shares.tie).theta;
  const margin = theta === undefined ? null : Math.max(-1, Math.min(1, theta));
  const isKnown = margin !== null && se !== undefined && se > 0;
  const half = isKnown ? studentQuantile(1 - errorRate / 2, degrees) * se : 0;
  return {
    modelA,
    modelB,
    judged: strata.reduce((sum, { closedPrefix }) => sum + closedPrefix, 0),
    tieRate: tieRate === undefined ? null : Math.max(0, Math.min(1, tieRate)),
    margin,
    marginInterval: isKnown ? [Math.max(-1, margin - half), Math.min(1, margin + half)] : null,
  };
}

function estimateOf(stratum: ScoredStratum, scores: Float64Array): StratumEstimate {
  const { theta, se, M, unjudgeable } = lureOfPrefix(stratum, scores);
  return { N: stratum.size, theta, se, degrees: Math.max(1, M - unjudgeable - 1) };
}
