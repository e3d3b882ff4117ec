import { and, asc, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { findNewestJob } from "../jobs/job-row";
import { findNewestRanking } from "../ranking/find-newest-ranking";
import { listOrderChanges } from "../ranking/list-order-changes";
import { orderName } from "../ranking/metric-title";
import { orderWords } from "../ranking/order-words";
import { isStopped } from "../stop/is-stopped";
import { stopWords } from "../stop/stop-words";
import type { VerbContext } from "../verb-context";
import type { CampaignView } from "./campaign-view";
import { getCampaignRow } from "./get-campaign-row";
import { listBlockers } from "./list-blockers";
import { CampaignSettings } from "./schemas";

/** A campaign with its settings, what was imported, and what stands before its launch. */
export async function getCampaign({ database }: VerbContext, campaignId: string): Promise<CampaignView> {
  const row = await getCampaignRow(database, campaignId);
  const ranking = await findNewestRanking(database, row);
  const settings = CampaignSettings.parse(row);
  const { id, name, state, budgetAtLaunch, createdAt, launchedAt, closedAt, rankingId, seed } = row;
  return {
    id,
    name,
    state,
    settings: { ...settings, seed },
    orderedBy: orderName(settings),
    orderWords: orderWords(settings),
    orderChange: rankingId === null ? null : ((await listOrderChanges(database, id)).at(-1) ?? null),
    ...(await describeContent(database, campaignId)),
    ranking: ranking
      ? {
          id: ranking.id,
          metric: ranking.metric,
          metricVersion: ranking.metricVersion,
          orderedBy: orderName(ranking),
          createdAt: ranking.createdAt,
          poolSize: ranking.poolSize,
          staleReason: ranking.staleReason,
        }
      : null,
    launchedRankingId: rankingId,
    budgetAtLaunch,
    createdAt,
    launchedAt,
    closedAt,
    ruleWords: stopWords(row.stopRule),
    isStopped: await isStopped(database, row),
    blockers: await listBlockers(database, row),
    job: await findNewestJob(database, campaignId),
  };
}

async function describeContent({ orm, tables }: Database, campaignId: string) {
  const { prompt, completion, model, judgment, dataImport } = tables;
  const isPublished = and(eq(dataImport.campaignId, campaignId), eq(dataImport.state, "published"));
  const count = sql<number>`count(*)`.mapWith(Number);
  const models = await orm
    .select({ name: model.name, completions: count })
    .from(dataImport)
    .innerJoin(completion, eq(completion.importId, dataImport.id))
    .innerJoin(model, eq(model.id, completion.modelId))
    .where(isPublished)
    .groupBy(model.id, model.name)
    .orderBy(asc(model.name));
  const languages = await orm
    .select({ language: prompt.language, prompts: count })
    .from(dataImport)
    .innerJoin(prompt, eq(prompt.importId, dataImport.id))
    .where(isPublished)
    .groupBy(prompt.language)
    .orderBy(sql`count(*) desc`, asc(prompt.language));
  const categories = await orm
    .select({ category: prompt.category, prompts: count })
    .from(dataImport)
    .innerJoin(prompt, eq(prompt.importId, dataImport.id))
    .where(isPublished)
    .groupBy(prompt.category)
    .orderBy(sql`count(*) desc`, asc(prompt.category));
  const imported = await orm
    .select({ n: count })
    .from(dataImport)
    .innerJoin(judgment, eq(judgment.importId, dataImport.id))
    .where(isPublished);
  const prompts = languages.reduce((sum, row) => sum + row.prompts, 0);
  return { models, languages, categories, prompts, importedJudgments: imported[0]?.n ?? 0 };
}
