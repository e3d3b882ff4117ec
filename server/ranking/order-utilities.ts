import { setImmediate as nextTurn } from "node:timers/promises";
import type { Connection } from "@/db/client";
import { meanOfRanks, weightedZScores } from "@/server/core/disagreement/combine";
import { promptDisagreement } from "@/server/core/disagreement/prompt-disagreement";
import type { CampaignBasis } from "./campaign-basis";
import { layOutStrata, type PoolLayout } from "./lay-out-strata";
import { type OrderMetrics, orderMetrics } from "./metric-by-id";
import type { RankingSettings } from "./schemas";
import { loadScores } from "./score-sets";

type OrderSettings = Pick<RankingSettings, "metric" | "members" | "spread" | "routing" | "seed">;

/** Comparisons in pool order with what they are ordered by; NaN where no metric could score. */
export interface OrderedPool {
  comparisonIds: Int32Array;
  utilities: Float64Array;
}

/**
 * What the comparisons of a pool are ordered by, from stored scores: a metric's own values, or several metrics put
 * together, and then each comparison's own or that of its prompt.
 *
 * Ranks and z-scores are taken within each stratum, since that is where comparisons are ordered: so every metric counts
 * alike for every model pair, and prompts are compared by numbers of one scale. What is excluded counts to neither.
 */
export async function orderUtilities(
  connection: Connection,
  settings: OrderSettings,
  basis: CampaignBasis,
  excluded: ReadonlySet<number> = new Set(),
): Promise<OrderedPool> {
  const { comparisonIds, utilities } = await orderPool(connection, settings, basis, excluded);
  return { comparisonIds, utilities };
}

/** As `orderUtilities`, with the strata. */
export async function orderPool(
  connection: Connection,
  settings: OrderSettings,
  basis: CampaignBasis,
  excluded: ReadonlySet<number> = new Set(),
): Promise<OrderedPool & PoolLayout> {
  const order = orderMetrics(settings);
  const columns: Float64Array[] = [];
  let comparisonIds: Int32Array = new Int32Array();
  for (const { id: metric } of order.metrics) {
    const scores = await loadScores(connection, { ...basis, metric });
    const kept = withoutExcluded(scores, excluded);
    comparisonIds = kept.comparisonIds;
    columns.push(kept.utilities);
  }
  const layout = await layOutStrata(connection, basis.campaignId, settings, comparisonIds);
  const own = await combineMembers(order, settings, columns, layout);
  return { comparisonIds, utilities: spreadOverPrompts(own, settings, layout), ...layout };
}

function withoutExcluded(scores: OrderedPool, excluded: ReadonlySet<number>): OrderedPool {
  if (excluded.size === 0) return scores;
  const isKept = (_: number, place: number) => !excluded.has(scores.comparisonIds[place] as number);
  return { comparisonIds: scores.comparisonIds.filter(isKept), utilities: scores.utilities.filter(isKept) };
}

/** Ranking a large stratum by several metrics takes seconds: other work gets its turn between strata. */
async function combineMembers(
  order: OrderMetrics,
  { members }: OrderSettings,
  columns: Float64Array[],
  { strata }: PoolLayout,
): Promise<Float64Array> {
  if (order.kind === "metric") return columns[0] as Float64Array;
  const weights = (members ?? []).map(({ weight }) => weight);
  const utilities = new Float64Array((columns[0] as Float64Array).length);
  for (const { places } of strata) {
    await nextTurn();
    const parts = columns.map((column) => Float64Array.from(places, (place) => column[place] as number));
    const combined = order.combination.isWeighted ? weightedZScores(parts, weights) : meanOfRanks(parts);
    for (const [i, place] of places.entries()) utilities[place] = combined[i] as number;
  }
  return utilities;
}

/** Each comparison's own utility, or what the pairs of its prompt have together. */
function spreadOverPrompts(
  utilities: Float64Array,
  { spread }: OrderSettings,
  { promptIds }: PoolLayout,
): Float64Array {
  if (spread === "pair") return utilities;
  const { prompts, mean, maximum, variance } = promptDisagreement(utilities, promptIds);
  const values = { "prompt-mean": mean, "prompt-maximum": maximum, "prompt-variance": variance }[spread];
  const placeOf = new Map(Array.from(prompts, (prompt, place) => [prompt, place]));
  return Float64Array.from(promptIds, (prompt) => values[placeOf.get(prompt) as number] as number);
}
