import type { Database } from "@/db/client";
import type { Metric } from "@/server/core/disagreement/metric";
import { findChosenPairs } from "../comparison/pair-choice";
import type { CampaignBasis } from "../ranking/campaign-basis";
import { type BlockSource, loadBlocks } from "../ranking/load-blocks";
import type { WorthEvidence, WorthOrder } from "./worth-input";

const promptsPerPage = 50;

/**
 * The controls' values of judged comparisons alone, for when their score sets are not there: no other metric is believed
 * before it beats them, and they cost next to nothing. Read in small pages, so that requests are served in between.
 */
export async function scoreControls(
  database: Database,
  basis: CampaignBasis,
  { comparisonIds, columns }: Pick<WorthEvidence, "comparisonIds" | "columns">,
  controls: readonly Metric[],
): Promise<WorthOrder[]> {
  if (controls.length === 0) return [];
  const { campaignId, importIds, pairChoice, seed } = basis;
  const pairIds = await findChosenPairs(database, campaignId, pairChoice);
  const source: BlockSource = { campaignId, importIds, pairIds };
  const place = new Map(Array.from(comparisonIds, (id, i) => [id, i]));
  const promptIds = [...new Set(columns.promptIndex)];
  const orders = controls.map((metric) => ({
    order: viewControl(metric, new Float64Array(comparisonIds.length).fill(Number.NaN)),
    scorer: metric.createScorer({ seed }),
  }));
  for (let from = 0; from < promptIds.length; from += promptsPerPage) {
    const ids = promptIds.slice(from, from + promptsPerPage);
    const read = await loadBlocks(database, source, ids, { needs: "text" });
    const values = new Float64Array(read.comparisonIds.length);
    for (const { order, scorer } of orders) {
      let at = 0;
      for (const block of read.blocks) {
        scorer.score(block, values, at);
        at += block.pairs.length / 2;
      }
      for (const [i, id] of read.comparisonIds.entries()) {
        const own = place.get(id);
        if (own !== undefined) order.utility[own] = values[i] as number;
      }
    }
  }
  return orders.map(({ order }) => order);
}

function viewControl({ id, title, version }: Metric, utility: Float64Array): WorthOrder {
  return { id, title, kind: "control", version, settings: { metric: id, members: null }, utility };
}
