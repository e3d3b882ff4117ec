import type { Database } from "@/db/client";
import { metrics } from "@/server/core/disagreement/registry";
import { type CampaignRow, getCampaignRow } from "../campaign/get-campaign-row";
import { countExcluded, listExcluded } from "../noise/list-excluded";
import type { CampaignBasis } from "../ranking/campaign-basis";
import { listMetrics } from "../ranking/list-metrics";
import { loadControl } from "./load-control";
import { loadRecorded } from "./load-recorded";
import type { Evidence, WorthContent } from "./schemas";
import { scoreControls } from "./score-controls";
import type { WorthEvidence, WorthInput } from "./worth-input";
import { loadPoolIds, loadWorthOrders } from "./worth-orders";

/** A table's input from one kind of evidence and the score sets that are complete, and what will tell whether it still holds. */
export async function loadWorthInput(
  database: Database,
  campaignId: string,
  evidence: Evidence,
  basis: CampaignBasis,
): Promise<{ input: WorthInput } & Omit<WorthContent, "table">> {
  const campaign = await getCampaignRow(database, campaignId);
  // Read first: a rule that comes while judgments are read makes the table stale, never wrongly fresh.
  const exclusions = await countExcluded(database, campaignId);
  const judged =
    evidence === "control"
      ? await loadControl(database, campaign)
      : await withinPool(database, await loadRecorded(database, campaignId), basis);
  const input = await inputOfEvidence(database, campaign, judged, basis);
  return { input, lastJudgmentId: judged.lastJudgmentId, exclusions };
}

/** The orders that stored scores can give over judged comparisons; the metrics that have none are named. */
export async function inputOfEvidence(
  database: Database,
  campaign: CampaignRow,
  judged: WorthEvidence,
  basis: CampaignBasis,
): Promise<WorthInput> {
  const views = await listMetrics(database, campaign.id);
  const scored = await loadWorthOrders(database, campaign, basis, {
    wanted: views.map(({ id }) => id),
    comparisonIds: judged.comparisonIds,
  });
  const unscoredControls = metrics.filter(
    ({ id, control }) => control && !scored.some((order) => order.id === id),
  );
  const orders = [...scored, ...(await scoreControls(database, basis, judged, unscoredControls))];
  const leftOut = views
    .filter(({ id }) => !orders.some((order) => order.id === id))
    .map(({ id, title, unavailableReason }) => ({
      metric: id,
      title,
      reason: unavailableReason ?? "Not scored on this campaign yet.",
    }));
  const { evidence, columns, unjudgeable } = judged;
  return { evidence, columns, unjudgeable, orders, leftOut, seed: campaign.seed };
}

/** The judged comparisons of the pool: those of pairs that are not compared, and those excluded, say nothing of its order. */
async function withinPool(
  database: Database,
  judged: WorthEvidence,
  basis: CampaignBasis,
): Promise<WorthEvidence> {
  const pool = await loadPoolIds(database, basis);
  const { excluded } = await listExcluded(database, basis.campaignId);
  const { comparisonIds, columns } = judged;
  const isInPool = (id: number) => (pool?.has(id) ?? true) && !excluded.has(id);
  const kept = Array.from(comparisonIds.keys()).filter((i) => isInPool(comparisonIds[i] as number));
  const pick = (column: ArrayLike<number>) => Int32Array.from(kept, (i) => column[i] as number);
  return {
    ...judged,
    comparisonIds: pick(comparisonIds),
    columns: {
      pairIndex: pick(columns.pairIndex),
      promptIndex: pick(columns.promptIndex),
      ties: pick(columns.ties),
      wins: pick(columns.wins),
      losses: pick(columns.losses),
    },
  };
}
