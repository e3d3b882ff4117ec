import { setImmediate as nextTurn } from "node:timers/promises";
import { and, eq, isNotNull } from "drizzle-orm";
import type { Connection, Transaction } from "@/db/client";
import { createRandom } from "@/server/core/sampling/random";
import { utilityRanks } from "@/server/core/sampling/utility-ranks";
import {
  presetWeights,
  UtilitiesNotProbabilitiesError,
  weightPresets,
} from "@/server/core/sampling/utility-weights";
import { TiebreakError } from "../errors";
import type { VerbContext } from "../verb-context";
import { toBytes } from "./arrays";
import { stratumSeed } from "./lay-out-strata";
import type { RankedStratum } from "./load-strata";
import { orderMetrics } from "./metric-by-id";
import type { NewOrder } from "./schemas";
import { learnedMetric } from "./undrawn-utilities";

export type RankingRow = Connection["tables"]["ranking"]["$inferSelect"];

/** A launched stratum and what of it is not drawn, in pool order. */
export interface UndrawnStratum {
  launched: RankedStratum;
  /** Draws that stand. */
  opened: number;
  comparisonIds: Int32Array;
}

/**
 * Stores the ranking of what a launched campaign has not drawn: ranks and weights among the undrawn of each stratum, and
 * from which draw on they hold. It has the launch ranking's settings but for the order itself, and a seed of its own.
 */
export async function storeReplacement(
  context: VerbContext,
  input: {
    rankingId: string;
    launched: RankingRow;
    order: NewOrder;
    strata: readonly UndrawnStratum[];
    utilityOf: ReadonlyMap<number, number>;
    /** Throws in the transaction that stores, where nothing may be stored any more. */
    guard: (tx: Transaction) => Promise<void>;
  },
): Promise<void> {
  const { rankingId, launched, order, utilityOf } = input;
  const earlier = await findReplacements(context.database, launched.campaignId);
  const seed = `${launched.seed}/order ${earlier.count + 2}`;
  const strata: WeighedStratum[] = [];
  for (const stratum of input.strata) {
    if (stratum.comparisonIds.length === 0) continue;
    await nextTurn();
    strata.push({
      ...weigh(stratum, { order, seed, utilityOf }),
      rankingId,
      campaignId: launched.campaignId,
    });
  }
  const poolSize = strata.reduce((sum, { size }) => sum + size, 0);
  const unscored = strata.reduce((sum, stratum) => sum + stratum.unscored, 0);
  if (unscored === poolSize)
    throw new TiebreakError("wrong_state", "The new order could not score a single undrawn comparison.");
  await context.database.transaction(async (tx) => {
    await input.guard(tx);
    await tx.orm.insert(tx.tables.ranking).values({
      ...launched,
      ...orderColumnsOf(order),
      id: rankingId,
      seed,
      replacesId: earlier.last ?? launched.id,
      poolSize,
      unscored,
      slices: null,
      preview: null,
      createdBy: context.actor,
      createdAt: context.clock(),
    });
    await insertStrata(tx, strata);
  });
}

type WeighedStratum = Connection["tables"]["stratum"]["$inferInsert"] & { unscored: number };

/** Ranks and weights among the undrawn of a stratum. */
function weigh(
  { launched, opened, comparisonIds }: UndrawnStratum,
  input: { order: NewOrder; seed: string; utilityOf: ReadonlyMap<number, number> },
): Omit<WeighedStratum, "rankingId" | "campaignId"> {
  const { stratumId, pairId, routingGroup } = launched;
  const utilities = Float64Array.from(comparisonIds, (id) => input.utilityOf.get(id) ?? Number.NaN);
  const ties = createRandom(`${stratumSeed(input.seed, launched, routingGroup)}/ties`);
  const ranks = utilityRanks(utilities, ties);
  return {
    pairId,
    routingGroup,
    size: utilities.length,
    comparisonIds: toBytes(comparisonIds),
    utilities: toBytes(utilities),
    ranks: toBytes(ranks),
    weights: toBytes(weightsOf(input.order.preset, ranks, utilities)),
    continuesId: stratumId,
    fromDraw: opened + 1,
    unscored: utilities.reduce((count, utility) => count + (Number.isNaN(utility) ? 1 : 0), 0),
  };
}

/** The campaign's rankings that replaced the launch's or one another, and the last in that line. */
async function findReplacements({ orm, tables: { ranking } }: Connection, campaignId: string) {
  const rows = await orm
    .select({ id: ranking.id, replacesId: ranking.replacesId })
    .from(ranking)
    .where(and(eq(ranking.campaignId, campaignId), isNotNull(ranking.replacesId)));
  const replaced = new Set(rows.map(({ replacesId }) => replacesId));
  return { count: rows.length, last: rows.find(({ id }) => !replaced.has(id))?.id };
}

function orderColumnsOf(order: NewOrder) {
  const { tau, kappa } = weightPresets[order.preset];
  const weighting = { preset: order.preset, tau, kappa };
  if (order.predictorId !== undefined) {
    const learned = { metric: learnedMetric, metricVersion: 1, members: null, spread: "pair" as const };
    return { ...weighting, ...learned, predictorId: order.predictorId };
  }
  const { metric, members, spread } = order;
  return {
    ...weighting,
    metric,
    members,
    spread,
    metricVersion: orderMetrics(order).version,
    predictorId: null,
  };
}

function weightsOf(preset: NewOrder["preset"], ranks: Float64Array, utilities: Float64Array): Float64Array {
  try {
    return presetWeights(preset, { ranks, utilities });
  } catch (error) {
    if (error instanceof UtilitiesNotProbabilitiesError)
      throw new TiebreakError("invalid_input", error.message);
    throw error;
  }
}

async function insertStrata(tx: Transaction, strata: readonly WeighedStratum[]): Promise<void> {
  for (const { unscored: _, ...stratum } of strata) await tx.orm.insert(tx.tables.stratum).values(stratum);
}
