import { and, eq, inArray } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Database } from "@/db/client";
import { orderPreview } from "@/server/core/sampling/order-preview";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { planDraws } from "../campaign/plan-draws";
import { readSliceArms, sliceArmName } from "../draw/slice-arms";
import { found } from "../errors";
import type { VerbContext } from "../verb-context";
import { findNewestRanking } from "./find-newest-ranking";
import { stratumSeed } from "./lay-out-strata";
import { loadStrata, type RankedStratum } from "./load-strata";
import { orderedBy, orderWords } from "./order-words";
import type { GetRankingInput, PickView, RankingView } from "./schemas";
import { utilityHistogram } from "./utility-histogram";

type RankingRow = Database["tables"]["ranking"]["$inferSelect"];

const picks = 5;
/** The preview draws a sequence per stratum; beyond this size it looks at the first strata only. */
const previewedComparisons = 200_000;
/** Up to this size several sequences are averaged; in a larger pool one is as telling. */
const wellPreviewed = 20_000;

/** A ranking as the lead judges it: what it picks, what it favours, what it will cost. The newest, unless named. */
export async function getRanking(
  { database }: VerbContext,
  input: GetRankingInput,
): Promise<RankingView | null> {
  const campaign = await getCampaignRow(database, input.campaignId);
  const newest = await findNewestRanking(database, campaign);
  const wanted = input.rankingId ?? campaign.rankingId ?? newest?.id;
  if (!wanted) return null;
  const { ranking } = database.tables;
  const rows = await database.orm
    .select()
    .from(ranking)
    .where(and(eq(ranking.id, wanted), eq(ranking.campaignId, input.campaignId)));
  const row = found(rows[0], "ranking", wanted);
  const strata = await loadStrata(database, row);
  const planned = planDraws(
    strata.map(({ size }) => size),
    campaign.budget,
  );
  const { importIds: _, campaignId: __, createdBy: ___, slices, ...fields } = row;
  const preview = await previewStrata(database, strata, planned, row);
  return {
    ...fields,
    stale: campaign.state === "draft" && (newest?.id !== row.id || newest.staleReason !== null),
    histogram: utilityHistogram(strata.map(({ utilities }) => utilities)),
    strata: preview.strata,
    ...(await listPicks(database, strata)),
    slices: (slices ?? []).map((slice) => ({
      ...slice,
      plannedShare: preview.plannedShares.get(sliceArmName(slice)) ?? null,
    })),
    orderedBy: orderedBy(row),
    orderWords: orderWords(row),
  };
}

/** What drawing will be like, per stratum, and the share of the draws that each slice with a minimum will have. */
async function previewStrata(
  database: Database,
  strata: RankedStratum[],
  planned: number[],
  ranking: Pick<RankingRow, "seed" | "mode" | "controlShare" | "sliceMinimums">,
): Promise<{ strata: RankingView["strata"]; plannedShares: Map<string, number> }> {
  let budget = previewedComparisons;
  const poolSize = strata.reduce((sum, { size }) => sum + size, 0);
  const isMeasured = ranking.mode === "measure";
  const minimums = isMeasured ? ranking.sliceMinimums : [];
  const armsOf = readSliceArms(database, minimums);
  const drawn = minimums.map(() => 0);
  const views: RankingView["strata"] = [];
  for (const [i, stratum] of strata.entries()) {
    budget -= stratum.size;
    if (budget < 0 && views.length > 0) break;
    const { modelA, modelB, routingGroup, size, ranks, weights, comparisonIds } = stratum;
    const n = Math.max(1, planned[i] as number);
    const preview = orderPreview({
      ranks,
      weights,
      controlShare: ranking.controlShare,
      arms: await armsOf(comparisonIds),
      n,
      seed: stratumSeed(ranking.seed, stratum, routingGroup),
      sequences: poolSize > wellPreviewed ? 1 : 5,
    });
    for (const [j, slice] of (preview?.slices ?? []).entries())
      drawn[j] = (drawn[j] as number) + n * slice.plannedShare;
    views.push({
      modelA,
      modelB,
      routingGroup,
      size,
      planned: n,
      topFifthInFirstFifth: isMeasured ? (preview?.topFifthShare ?? 0) : 1,
      effectiveSampleRatio: isMeasured ? (preview?.effectiveRatio ?? 0) : 0,
      largestWeight: isMeasured ? (preview?.largestWeight ?? 0) : 0,
    });
  }
  const total = views.reduce((sum, view) => sum + view.planned, 0);
  return {
    strata: views,
    plannedShares: new Map(
      minimums.map((minimum, j) => [sliceArmName(minimum), (drawn[j] as number) / total]),
    ),
  };
}

/** The comparisons that the metric puts first and last, over all strata. */
async function listPicks(
  database: Database,
  strata: RankedStratum[],
): Promise<{ top: PickView[]; bottom: PickView[] }> {
  const scored = strata.flatMap((stratum) => edges(stratum));
  scored.sort((one, other) => other.rank - one.rank || other.utility - one.utility);
  const top = scored.slice(0, picks);
  const bottom = scored.slice(-picks).reverse();
  const texts = await loadTexts(
    database,
    [...top, ...bottom].map(({ comparisonId }) => comparisonId),
  );
  const view = ({ comparisonId, utility, rank, modelA, modelB }: (typeof scored)[number]): PickView => {
    const text = found(texts.get(comparisonId), "comparison", comparisonId);
    return { ...text, comparisonId, modelA, modelB, utility: Number.isNaN(utility) ? null : utility, rank };
  };
  return { top: top.map(view), bottom: bottom.map(view) };
}

/** The few highest and lowest of a stratum; more cannot be among the few of all strata. */
function edges(stratum: RankedStratum) {
  const edge = picks / stratum.size;
  const wanted: number[] = [];
  for (const [item, rank] of stratum.ranks.entries()) if (rank < edge || rank > 1 - edge) wanted.push(item);
  return wanted.map((item) => ({
    comparisonId: stratum.comparisonIds[item] as number,
    utility: stratum.utilities[item] as number,
    rank: stratum.ranks[item] as number,
    modelA: stratum.modelA,
    modelB: stratum.modelB,
  }));
}

async function loadTexts({ orm, tables }: Database, comparisonIds: number[]) {
  const { comparison, prompt, completion } = tables;
  const a = alias(completion, "a");
  const b = alias(completion, "b");
  const rows = await orm
    .select({
      id: comparison.id,
      promptExternalId: prompt.externalId,
      prompt: prompt.text,
      language: prompt.language,
      category: prompt.category,
      completionA: a.text,
      completionB: b.text,
    })
    .from(comparison)
    .innerJoin(prompt, eq(prompt.id, comparison.promptId))
    .innerJoin(a, eq(a.id, comparison.completionAId))
    .innerJoin(b, eq(b.id, comparison.completionBId))
    .where(inArray(comparison.id, comparisonIds));
  return new Map(rows.map(({ id, ...text }) => [id, text]));
}
