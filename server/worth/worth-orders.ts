import type { Connection } from "@/db/client";
import { findCombination } from "@/server/core/disagreement/combine";
import { findMetric } from "@/server/core/disagreement/registry";
import type { CampaignRow } from "../campaign/get-campaign-row";
import type { CampaignBasis } from "../ranking/campaign-basis";
import { listLeftOut } from "../ranking/list-left-out";
import { orderUtilities } from "../ranking/order-utilities";
import { listScoreSets, loadScoreSet, type ScoreSetView } from "../ranking/score-sets";
import type { WorthOrder } from "./worth-input";

interface Pool {
  comparisonIds: Int32Array;
  utilities: Float64Array;
}

/**
 * Every order that stored scores can give, over these comparisons: each metric, the mean of the text metrics' ranks, and
 * the campaign's own order where that is more than one metric. Metrics come in the order of `wanted`, controls last.
 *
 * @param wanted metric specs. @param comparisonIds what to order; the orders' utilities stand in the same order.
 */
export async function loadWorthOrders(
  connection: Connection,
  campaign: CampaignRow,
  basis: CampaignBasis,
  { wanted, comparisonIds }: { wanted: readonly string[]; comparisonIds: Int32Array },
): Promise<WorthOrder[]> {
  const sets = await listScoreSets(connection, campaign.id, basis.basis);
  const scored = wanted.flatMap((spec) => sets.find(({ metric }) => metric === spec) ?? []);
  const place = new Map(Array.from(comparisonIds, (id, i) => [id, i]));
  const metrics: WorthOrder[] = [];
  for (const set of scored)
    metrics.push(viewMetric(set, pick(await loadScoreSet(connection, set.id), place)));
  const combinations: WorthOrder[] = [];
  const combined = combinationsOf(campaign, scored);
  const poolIds = combined.length > 0 ? await loadPoolIds(connection, basis) : undefined;
  // Ranks are taken among what is ranked: what is left out of a ranking counts to no combination.
  const leftOut = await listLeftOut(connection, campaign, poolIds ?? []);
  for (const combination of combined) {
    const { settings, ...view } = combination;
    const pool = await orderUtilities(connection, { ...campaign, ...settings }, basis, leftOut);
    combinations.push({
      ...view,
      settings: { metric: settings.metric, members: settings.members },
      version: null,
      kind: "combination",
      utility: pick(pool, place),
    });
  }
  const isControl = ({ kind }: WorthOrder) => kind === "control";
  return [...metrics.filter((order) => !isControl(order)), ...combinations, ...metrics.filter(isControl)];
}

function viewMetric({ metric: spec, metricVersion }: ScoreSetView, utility: Float64Array): WorthOrder {
  const metric = findMetric(spec);
  return {
    id: spec,
    title: metric?.title ?? spec,
    kind: metric?.control ? "control" : "metric",
    version: metricVersion,
    settings: { metric: spec, members: null },
    utility,
  };
}

/** The mean of ranks of all text metrics, and what the campaign itself is set to if that is a combination or a spread. */
function combinationsOf(campaign: CampaignRow, scored: readonly ScoreSetView[]) {
  const metrics = scored.map(({ metric }) => metric);
  const texts = metrics.filter((spec) => {
    const metric = findMetric(spec);
    return metric?.needs === "text" && !metric.control;
  });
  const { metric, spread } = campaign;
  // Chosen for a combination before, they mean nothing to a single metric.
  const members = findCombination(metric) ? campaign.members : null;
  const used = members?.map((member) => member.metric) ?? [metric];
  const isOwn = (members !== null || spread !== "pair") && used.every((spec) => metrics.includes(spec));
  return [
    ...(texts.length > 1
      ? [
          {
            id: "text-ranks",
            title: `Mean of ranks of the ${texts.length} text metrics`,
            settings: {
              metric: "mean-of-ranks",
              members: texts.map((spec) => ({ metric: spec, weight: 1 })),
              spread: "pair" as const,
            },
          },
        ]
      : []),
    ...(isOwn
      ? [
          {
            id: "own-order",
            title: "The order that this campaign is set to",
            settings: { metric, members, spread },
          },
        ]
      : []),
  ];
}

/** Ids of the pool's comparisons; undefined while nothing of it is scored. */
export async function loadPoolIds(
  connection: Connection,
  { campaignId, basis }: CampaignBasis,
): Promise<ReadonlySet<number> | undefined> {
  const [first] = await listScoreSets(connection, campaignId, basis);
  return first && new Set((await loadScoreSet(connection, first.id)).comparisonIds);
}

/** A pool's utilities of the comparisons asked for; NaN for those outside the pool. */
function pick({ comparisonIds, utilities }: Pool, place: ReadonlyMap<number, number>): Float64Array {
  const picked = new Float64Array(place.size).fill(Number.NaN);
  for (const [i, id] of comparisonIds.entries()) {
    const at = place.get(id);
    if (at !== undefined) picked[at] = utilities[i] as number;
  }
  return picked;
}
