import { setImmediate as nextTurn } from "node:timers/promises";
import { metricNeeds } from "@/server/core/disagreement/metric";
import { createRandom } from "@/server/core/sampling/random";
import { utilityRanks } from "@/server/core/sampling/utility-ranks";
import {
  presetWeights,
  UtilitiesNotProbabilitiesError,
  weightPresets,
} from "@/server/core/sampling/utility-weights";
import { recordAudit } from "../audit";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { TiebreakError } from "../errors";
import { newId } from "../ids";
import { listExcluded } from "../noise/list-excluded";
import type { VerbContext } from "../verb-context";
import { toBytes } from "./arrays";
import type { CampaignBasis } from "./campaign-basis";
import type { PoolLayout } from "./lay-out-strata";
import { type OrderMetrics, orderMetrics } from "./metric-by-id";
import { metricTitle } from "./metric-title";
import { type OrderedPool, orderPool } from "./order-utilities";
import { type PreviewedStratum, previewOrder } from "./preview-order";
import type { RankingSettings } from "./schemas";
import { coverSlices } from "./slice-coverage";

/**
 * Turns stored scores into a ranking: ranks and sampling weights per stratum, stored whole in one transaction.
 * Returns the ranking's id.
 */
export async function storeRanking(
  context: VerbContext,
  { settings, basis }: { settings: RankingSettings; basis: CampaignBasis },
): Promise<string> {
  const { database } = context;
  const { campaignId, importIds } = basis;
  const order = orderMetrics(settings);
  const { excluded, counts: exclusions } = await listExcluded(database, campaignId);
  const pool = await orderPool(database, settings, basis, excluded);
  const poolSize = pool.utilities.length;
  const unscored = pool.utilities.reduce((count, utility) => count + (Number.isNaN(utility) ? 1 : 0), 0);
  refuseUnlessScored(order, { poolSize, unscored, excluded: excluded.size });
  const strata = await rankStrata(pool, settings);
  const slices = await coverSlices(
    database,
    pool,
    strata.map(({ ranks }) => ranks),
  );
  const { budget } = await getCampaignRow(database, campaignId);
  const preview = await previewOrder(database, settings, strata, budget);
  const { tau, kappa } = weightPresets[settings.preset];
  const rankingId = newId("rnk");
  const createdAt = context.clock();
  await database.transaction(async (tx) => {
    await tx.orm.insert(tx.tables.ranking).values({
      ...settings,
      id: rankingId,
      campaignId,
      metricVersion: order.version,
      tau,
      kappa,
      poolSize,
      unscored,
      slices,
      preview,
      exclusions,
      importIds,
      createdBy: context.actor,
      createdAt,
    });
    for (const { pairId, routingGroup, size, ...arrays } of strata) {
      await tx.orm.insert(tx.tables.stratum).values({
        rankingId,
        campaignId,
        pairId,
        routingGroup,
        size,
        comparisonIds: toBytes(arrays.comparisonIds),
        utilities: toBytes(arrays.utilities),
        ranks: toBytes(arrays.ranks),
        weights: toBytes(arrays.weights),
      });
    }
    await recordAudit(tx, context, {
      campaignId,
      action: "ranking.create",
      subject: rankingId,
      detail: settings,
    });
  });
  return rankingId;
}

/** The arrays of every stratum. Sorting a large pool takes seconds: other work gets its turn in between. */
async function rankStrata(
  pool: OrderedPool & PoolLayout,
  { preset }: RankingSettings,
): Promise<(PreviewedStratum & { pairId: number })[]> {
  const ranked: (PreviewedStratum & { pairId: number })[] = [];
  for (const { places, seed, ...names } of pool.strata) {
    await nextTurn();
    const utilities = Float64Array.from(places, (place) => pool.utilities[place] as number);
    const ranks = utilityRanks(utilities, createRandom(`${seed}/ties`));
    ranked.push({
      ...names,
      size: places.length,
      comparisonIds: Int32Array.from(places, (place) => pool.comparisonIds[place] as number),
      utilities,
      ranks,
      weights: weigh(preset, ranks, utilities),
    });
  }
  return ranked;
}

function weigh(
  preset: RankingSettings["preset"],
  ranks: Float64Array,
  utilities: Float64Array,
): Float64Array {
  try {
    return presetWeights(preset, { ranks, utilities });
  } catch (error) {
    if (!(error instanceof UtilitiesNotProbabilitiesError)) throw error;
    throw new TiebreakError("invalid_input", `${error.message} Choose another way to order.`);
  }
}

function refuseUnlessScored(
  { id, metrics }: OrderMetrics,
  { poolSize, unscored, excluded }: { poolSize: number; unscored: number; excluded: number },
): void {
  if (poolSize === 0 && excluded > 0) {
    throw new TiebreakError(
      "wrong_state",
      "Every comparison is left out by the rules that you accepted. Withdraw one of them.",
    );
  }
  if (poolSize === 0) {
    throw new TiebreakError(
      "wrong_state",
      "There is nothing to compare: import completions of two models or more for the same prompts.",
    );
  }
  if (unscored < poolSize) return;
  const needs = [...new Set(metrics.map((metric) => metricNeeds[metric.needs]))].join(", or ");
  throw new TiebreakError(
    "wrong_state",
    `${metricTitle(id)} could not score a single comparison: it needs ${needs}. docs/methods.md says what exactly.`,
  );
}
