import { and, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { CampaignRow } from "../campaign/get-campaign-row";
import { planDraws } from "../campaign/plan-draws";
import { isChosenPair } from "../comparison/pair-choice";
import { findNewestRanking } from "../ranking/find-newest-ranking";
import { listChoices } from "../ranking/list-choices";
import { listReportStrata } from "../report/list-report-strata";
import type { PlanPool } from "./schemas";

/** One model pair of the pool, its strata together. */
export interface PoolPair {
  modelA: string;
  modelB: string;
  size: number;
  strata: number;
  /** Draws that a launched campaign gives it; 0 in draft. */
  planned: number;
}

/** The comparisons that there are to judge, by pair: of the ranking where one fits, else as the imports have them. */
export async function findPool(
  database: Database,
  campaign: CampaignRow,
): Promise<{ pairs: PoolPair[]; pool: PlanPool | null }> {
  const ranked = await rankedPairs(database, campaign);
  const pairs = ranked ?? (await importedPairs(database, campaign));
  const sizes = pairs.map(({ size }) => size);
  const comparisons = sizes.reduce((sum, size) => sum + size, 0);
  if (comparisons === 0) return { pairs: [], pool: null };
  const perPair = {
    least: Math.min(...sizes),
    mean: Math.max(1, Math.round(comparisons / pairs.length)),
    most: Math.max(...sizes),
  };
  const prompts = await countPrompts(database, campaign.id);
  return {
    pairs,
    pool: { comparisons, pairs: pairs.length, perPair, prompts, isRanked: ranked !== undefined },
  };
}

/** What a budget gives each pair: as launched, else as a launch would share it. */
export function shareBudget(pairs: readonly PoolPair[], budget: number, isLaunched: boolean): number[] {
  return isLaunched
    ? pairs.map(({ planned }) => planned)
    : planDraws(
        pairs.map(({ size }) => size),
        budget,
      );
}

async function rankedPairs(database: Database, campaign: CampaignRow): Promise<PoolPair[] | undefined> {
  const id = campaign.rankingId ?? (await findFittingRanking(database, campaign));
  if (id === undefined) return undefined;
  const pairs = new Map<string, PoolPair>();
  for (const stratum of await listReportStrata(database, { id, campaignId: campaign.id })) {
    const { modelA, modelB, size, planned } = stratum;
    const key = JSON.stringify([modelA, modelB]);
    const pair = pairs.get(key) ?? { modelA, modelB, size: 0, strata: 0, planned: 0 };
    const strata = pair.strata + 1;
    pairs.set(key, { ...pair, strata, size: pair.size + size, planned: pair.planned + planned });
  }
  return [...pairs.values()];
}

async function findFittingRanking(database: Database, campaign: CampaignRow): Promise<string | undefined> {
  const newest = await findNewestRanking(database, campaign);
  return newest?.staleReason === null ? newest.id : undefined;
}

async function importedPairs(database: Database, campaign: CampaignRow): Promise<PoolPair[]> {
  const { pairs } = await listChoices(database, campaign.id);
  return pairs
    .filter(({ modelA, modelB }) => isChosenPair(campaign.pairChoice, modelA, modelB))
    .map(({ comparisons, ...pair }) => ({ ...pair, size: comparisons, strata: 1, planned: 0 }));
}

async function countPrompts({ orm, tables }: Database, campaignId: string): Promise<number> {
  const { prompt, dataImport } = tables;
  const rows = await orm
    .select({ n: sql<number>`count(*)`.mapWith(Number) })
    .from(dataImport)
    .innerJoin(prompt, eq(prompt.importId, dataImport.id))
    .where(and(eq(dataImport.campaignId, campaignId), eq(dataImport.state, "published")));
  return rows[0]?.n ?? 0;
}
