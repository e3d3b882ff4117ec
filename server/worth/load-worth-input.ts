import type { Database } from "@/db/client";
import { type CampaignRow, getCampaignRow } from "../campaign/get-campaign-row";
import type { CampaignBasis } from "../ranking/campaign-basis";
import { listMetrics } from "../ranking/list-metrics";
import { loadControl } from "./load-control";
import { loadRecorded } from "./load-recorded";
import type { Evidence } from "./schemas";
import type { WorthEvidence, WorthInput } from "./worth-input";
import { loadPoolIds, loadWorthOrders } from "./worth-orders";

/** The judged comparisons that belong to the pool: pairs that are not compared have judgments too, perhaps. */
function withinPool(evidence: WorthEvidence, pool: ReadonlySet<number>): WorthEvidence {
  const { comparisonIds, columns } = evidence;
  const kept = Array.from(comparisonIds.keys()).filter((i) => pool.has(comparisonIds[i] as number));
  const { weight } = columns;
  const pick = (column: ArrayLike<number>) => Int32Array.from(kept, (i) => column[i] as number);
  return {
    ...evidence,
    comparisonIds: pick(comparisonIds),
    columns: {
      pairIndex: pick(columns.pairIndex),
      promptIndex: pick(columns.promptIndex),
      ties: pick(columns.ties),
      wins: pick(columns.wins),
      losses: pick(columns.losses),
      weight: weight && Float64Array.from(kept, (i) => weight[i] as number),
    },
  };
}

/** A table's input from one kind of evidence and the score sets that are complete, and how far judgments were read. */
export async function loadWorthInput(
  database: Database,
  campaignId: string,
  evidence: Evidence,
  basis: CampaignBasis,
): Promise<{ input: WorthInput; lastJudgmentId: number }> {
  const campaign = await getCampaignRow(database, campaignId);
  const judged =
    evidence === "control" ? await loadControl(database, campaign) : await loadRecorded(database, campaignId);
  const input = await inputOfEvidence(database, campaign, judged, basis);
  return { input, lastJudgmentId: judged.lastJudgmentId };
}

/** The orders that stored scores can give over judged comparisons; the metrics that have none are named. */
export async function inputOfEvidence(
  database: Database,
  campaign: CampaignRow,
  judged: WorthEvidence,
  basis: CampaignBasis,
): Promise<WorthInput> {
  const pool = await loadPoolIds(database, campaign.id, basis);
  const evidence = pool ? withinPool(judged, pool) : judged;
  const views = await listMetrics(database, campaign.id);
  const orders = await loadWorthOrders(database, campaign, basis, {
    wanted: views.map(({ id }) => id),
    comparisonIds: evidence.comparisonIds,
  });
  const leftOut = views
    .filter(({ id }) => !orders.some((order) => order.id === id))
    .map(({ id, unavailableReason }) => ({
      metric: id,
      reason: unavailableReason ?? "Not scored on this campaign yet.",
    }));
  return {
    evidence: evidence.evidence,
    columns: evidence.columns,
    unjudgeable: evidence.unjudgeable,
    orders,
    leftOut,
    seed: campaign.seed,
  };
}
