import { and, eq, inArray } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Database } from "@/db/client";
import type { RankedPick, RankingPreview } from "@/db/schema/ranking";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { sliceArmName } from "../draw/slice-arms";
import { found } from "../errors";
import type { VerbContext } from "../verb-context";
import { findNewestRanking } from "./find-newest-ranking";
import { loadStrata } from "./load-strata";
import { orderName } from "./metric-title";
import { orderWords } from "./order-words";
import { previewOrder } from "./preview-order";
import type { GetRankingInput, PickView, RankingView } from "./schemas";

type RankingRow = Database["tables"]["ranking"]["$inferSelect"];

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
  const { importIds: _, campaignId: __, createdBy: ___, preview: ____, slices, ...fields } = row;
  const { histogram, strata, plannedShares, top, bottom } = await previewFor(database, row, campaign.budget);
  return {
    ...fields,
    stale: campaign.state === "draft" && (newest?.id !== row.id || newest.staleReason !== null),
    histogram,
    strata,
    ...(await viewPicks(database, { top, bottom })),
    slices: (slices ?? []).map((slice) => ({
      ...slice,
      plannedShare: plannedShares[sliceArmName(slice)] ?? null,
    })),
    orderedBy: orderName(row),
    orderWords: orderWords(row),
  };
}

/** As stored with the ranking; made anew where the budget has changed since. */
async function previewFor(
  database: Database,
  row: RankingRow,
  budget: number | null,
): Promise<RankingPreview> {
  if (row.preview && row.preview.budget === budget) return row.preview;
  return previewOrder(database, row, await loadStrata(database, row), budget);
}

async function viewPicks(
  database: Database,
  { top, bottom }: Pick<RankingPreview, "top" | "bottom">,
): Promise<{ top: PickView[]; bottom: PickView[] }> {
  const texts = await loadTexts(
    database,
    [...top, ...bottom].map(({ comparisonId }) => comparisonId),
  );
  const view = (pick: RankedPick): PickView => ({
    ...found(texts.get(pick.comparisonId), "comparison", pick.comparisonId),
    ...pick,
  });
  return { top: top.map(view), bottom: bottom.map(view) };
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
