import { eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { sequenceAlpha } from "@/server/core/estimation/sequence-alpha";
import { errorRate } from "../report/error-rate";
import { listReportStrata, type ReportStratum } from "../report/list-report-strata";

/** A stratum, its share of the error rate, and how far its sequence has read. */
export interface StratumProgress extends ReportStratum {
  alpha: number;
  /** Draws 1..closedPrefix are all settled. */
  closedPrefix: number;
  /** Closed draws that its stored sequence has read; null before there is one. */
  step: number | null;
  isStopped: boolean;
}

/** The pairs of a launched campaign, each with its strata; each pair is watched at its part of the error rate. */
export async function listWatchedPairs(
  database: Database,
  campaign: { id: string; rankingId: string },
): Promise<StratumProgress[][]> {
  const strata = await listReportStrata(database, { id: campaign.rankingId, campaignId: campaign.id });
  const states = await listSteps(database, campaign.id);
  const firstOpen = await listFirstOpen(database, campaign.id);
  const pairs = new Map<string, ReportStratum[]>();
  for (const stratum of strata) {
    const key = JSON.stringify([stratum.modelA, stratum.modelB]);
    const members = pairs.get(key);
    if (members) members.push(stratum);
    else pairs.set(key, [stratum]);
  }
  return [...pairs.values()].map((members) => {
    const alpha = sequenceAlpha(errorRate, pairs.size, members.length);
    return members.map((stratum) => {
      const state = states.get(stratum.stratumId);
      return {
        ...stratum,
        alpha,
        closedPrefix: Math.min(stratum.drawn, (firstOpen.get(stratum.stratumId) ?? Infinity) - 1),
        step: state?.step ?? null,
        isStopped: state?.stoppedAt != null,
      };
    });
  });
}

async function listSteps({ orm, tables: { sequenceState } }: Database, campaignId: string) {
  const { stratumId, step, stoppedAt } = sequenceState;
  const rows = await orm
    .select({ stratumId, step, stoppedAt })
    .from(sequenceState)
    .where(eq(sequenceState.campaignId, campaignId));
  return new Map(rows.map((row) => [row.stratumId, row]));
}

/** The lowest open draw of each stratum that has one, by the index of what is open. */
async function listFirstOpen({ orm, tables: { comparisonStatus: status } }: Database, campaignId: string) {
  const rows = await orm
    .select({ stratumId: status.stratumId, first: sql<number>`min(${status.drawNumber})`.mapWith(Number) })
    .from(status)
    // Written out, so that SQLite sees that the partial index applies.
    .where(sql`${status.campaignId} = ${campaignId} and ${status}.state = 'open'`)
    .groupBy(status.stratumId);
  return new Map(rows.map(({ stratumId, first }) => [stratumId, first]));
}
