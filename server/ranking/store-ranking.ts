import { metricNeeds } from "@/server/core/disagreement/metric";
import { createRandom } from "@/server/core/sampling/random";
import { utilityRanks } from "@/server/core/sampling/utility-ranks";
import {
  presetWeights,
  UtilitiesNotProbabilitiesError,
  weightPresets,
} from "@/server/core/sampling/utility-weights";
import { recordAudit } from "../audit";
import { TiebreakError } from "../errors";
import { newId } from "../ids";
import { listExcluded } from "../noise/list-excluded";
import type { VerbContext } from "../verb-context";
import { toBytes } from "./arrays";
import type { CampaignBasis } from "./campaign-basis";
import { type OrderMetrics, orderMetrics } from "./metric-by-id";
import { orderPool } from "./order-utilities";
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
  const { campaignId, importIds } = basis;
  const order = orderMetrics(settings);
  const { excluded, counts: exclusions } = await listExcluded(context.database, campaignId);
  const pool = await orderPool(context.database, settings, basis, excluded);
  const { comparisonIds, utilities, strata } = pool;
  const unscored = utilities.reduce((count, utility) => count + (Number.isNaN(utility) ? 1 : 0), 0);
  refuseUnlessScored(order, { poolSize: utilities.length, unscored, excluded: excluded.size });
  const ownUtilities = strata.map(({ places }) =>
    Float64Array.from(places, (place) => utilities[place] as number),
  );
  const ownRanks = strata.map(({ seed }, i) =>
    utilityRanks(ownUtilities[i] as Float64Array, createRandom(`${seed}/ties`)),
  );
  const ownWeights = strata.map((_, i) => weigh(settings, ownRanks[i]!, ownUtilities[i]!));
  const slices = await coverSlices(context.database, pool, ownRanks);
  const { tau, kappa } = weightPresets[settings.preset];
  const rankingId = newId("rnk");
  const createdAt = context.clock();
  await context.database.transaction(async (tx) => {
    await tx.orm.insert(tx.tables.ranking).values({
      ...settings,
      id: rankingId,
      campaignId,
      metricVersion: order.version,
      tau,
      kappa,
      poolSize: utilities.length,
      unscored,
      slices,
      exclusions,
      importIds,
      createdBy: context.actor,
      createdAt,
    });
    for (const [i, { pairId, routingGroup, places }] of strata.entries()) {
      const own = ownUtilities[i] as Float64Array;
      const ranks = ownRanks[i] as Float64Array;
      await tx.orm.insert(tx.tables.stratum).values({
        rankingId,
        campaignId,
        pairId,
        routingGroup,
        size: own.length,
        comparisonIds: toBytes(Int32Array.from(places, (place) => comparisonIds[place] as number)),
        utilities: toBytes(own),
        ranks: toBytes(ranks),
        weights: toBytes(ownWeights[i] as Float64Array),
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

function weigh({ preset }: RankingSettings, ranks: Float64Array, utilities: Float64Array): Float64Array {
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
    `${id} could not score a single comparison: it needs ${needs}. docs/methods.md says what exactly.`,
  );
}
