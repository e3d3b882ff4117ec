import { and, asc, eq } from "drizzle-orm";
import type { Connection, Database } from "@/db/client";
import { type Metric, metricNeeds } from "@/server/core/disagreement/metric";
import { createRandom } from "@/server/core/sampling/random";
import { utilityRanks } from "@/server/core/sampling/utility-ranks";
import { utilityWeights, weightPresets } from "@/server/core/sampling/utility-weights";
import { recordAudit } from "../audit";
import { TiebreakError } from "../errors";
import { newId } from "../ids";
import { sharedGroup } from "../task/reads-group";
import type { VerbContext } from "../verb-context";
import { toBytes } from "./arrays";
import type { RankingSettings } from "./schemas";
import { dropChunks, loadScores } from "./score-chunks";

interface Stratum {
  pairId: number;
  routingGroup: string;
  /** Names its random choices, the same whatever ids a database gave out. */
  seed: string;
  comparisonIds: number[];
  utilities: number[];
}

/**
 * Turns a job's scores into a ranking: ranks and sampling weights per stratum, stored whole in one transaction.
 * Returns the ranking's id.
 */
export async function storeRanking(
  context: VerbContext,
  input: {
    job: { id: string; campaignId: string };
    settings: RankingSettings;
    /** The imports that the pool was built from; a later one makes the ranking stale. */
    importIds: string[];
    metric: Metric;
  },
): Promise<string> {
  const { database } = context;
  const { job, settings, importIds, metric } = input;
  const { campaignId } = job;
  const strata = await gatherStrata(database, job, settings);
  if (strata.length === 0) {
    throw new TiebreakError(
      "wrong_state",
      "There is nothing to compare: import completions of two models or more for the same prompts.",
    );
  }
  const { tau, kappa } = weightPresets[settings.preset];
  const unscored = strata.reduce((sum, { utilities }) => sum + utilities.filter(Number.isNaN).length, 0);
  const poolSize = strata.reduce((sum, { utilities }) => sum + utilities.length, 0);
  if (unscored === poolSize) {
    throw new TiebreakError(
      "wrong_state",
      `${metric.id} could not score a single comparison: it needs ${metricNeeds[metric.needs]}. docs/methods.md says what exactly.`,
    );
  }
  const rankingId = newId("rnk");
  const createdAt = context.clock();
  await database.transaction(async (tx) => {
    await tx.orm.insert(tx.tables.ranking).values({
      ...settings,
      id: rankingId,
      campaignId,
      metricVersion: metric.version,
      tau,
      kappa,
      poolSize,
      unscored,
      importIds,
      createdBy: context.actor,
      createdAt,
    });
    for (const { pairId, routingGroup, seed, comparisonIds, utilities } of strata) {
      const ranks = utilityRanks(Float64Array.from(utilities), createRandom(`${seed}/ties`));
      await tx.orm.insert(tx.tables.stratum).values({
        rankingId,
        campaignId,
        pairId,
        routingGroup,
        size: utilities.length,
        comparisonIds: toBytes(Int32Array.from(comparisonIds)),
        utilities: toBytes(Float64Array.from(utilities)),
        ranks: toBytes(ranks),
        weights: toBytes(utilityWeights(ranks, { tau, kappa })),
      });
    }
    await dropChunks(tx, job.id);
    await recordAudit(tx, context, {
      campaignId,
      action: "ranking.create",
      subject: rankingId,
      detail: settings,
    });
  });
  return rankingId;
}

/** Ids of the campaign's published imports: what a pool is built from. */
export async function listPublishedImports(
  { orm, tables: { dataImport } }: Connection,
  campaignId: string,
): Promise<string[]> {
  const rows = await orm
    .select({ id: dataImport.id })
    .from(dataImport)
    .where(and(eq(dataImport.campaignId, campaignId), eq(dataImport.state, "published")))
    .orderBy(asc(dataImport.createdAt), asc(dataImport.id));
  return rows.map(({ id }) => id);
}

/** The routing group of prompts that name no language, in a campaign that routes by language. */
export const unknownLanguage = "und";

async function gatherStrata(
  database: Database,
  job: { id: string; campaignId: string },
  settings: RankingSettings,
): Promise<Stratum[]> {
  const { orm, tables } = database;
  const { comparison, prompt } = tables;
  const pairNames = await loadPairNames(database, job.campaignId);
  const rows = await orm
    .select({ id: comparison.id, pairId: comparison.pairId, language: prompt.language })
    .from(comparison)
    .innerJoin(prompt, eq(prompt.id, comparison.promptId))
    .where(eq(comparison.campaignId, job.campaignId));
  const places = new Map(rows.map((row) => [row.id, row]));
  const strata = new Map<string, Stratum>();
  for (const { comparisonIds, utilities } of await loadScores(database, job.id)) {
    for (const [i, id] of comparisonIds.entries()) {
      const { pairId, language } = places.get(id) as { pairId: number; language: string | null };
      const routingGroup = settings.routing === "language" ? (language ?? unknownLanguage) : sharedGroup;
      const key = `${pairId}/${routingGroup}`;
      let stratum = strata.get(key);
      if (!stratum) {
        const seed = stratumSeed(settings.seed, pairNames.get(pairId) as PairNames, routingGroup);
        stratum = { pairId, routingGroup, seed, comparisonIds: [], utilities: [] };
        strata.set(key, stratum);
      }
      stratum.comparisonIds.push(id);
      stratum.utilities.push(utilities[i] as number);
    }
  }
  return [...strata.values()].sort((one, other) => (one.seed < other.seed ? -1 : 1));
}

export interface PairNames {
  modelA: string;
  modelB: string;
}

/** The two models' names per pair id. */
export async function loadPairNames(database: Database, campaignId: string): Promise<Map<number, PairNames>> {
  const { orm, tables } = database;
  const models = await orm.select().from(tables.model).where(eq(tables.model.campaignId, campaignId));
  const names = new Map(models.map(({ id, name }) => [id, name]));
  const pairs = await orm.select().from(tables.modelPair).where(eq(tables.modelPair.campaignId, campaignId));
  return new Map(
    pairs.map(({ id, modelAId, modelBId }) => [
      id,
      { modelA: names.get(modelAId) as string, modelB: names.get(modelBId) as string },
    ]),
  );
}

/** Where a stratum's random choices start: the campaign's seed and names, never ids. */
export function stratumSeed(seed: string, pair: PairNames, routingGroup: string): string {
  return `${seed}/stratum/${JSON.stringify([pair.modelA, pair.modelB, routingGroup])}`;
}
