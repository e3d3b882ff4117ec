import { setImmediate as nextTurn } from "node:timers/promises";
import type { Connection } from "@/db/client";
import type { RankedPick, RankingPreview } from "@/db/schema/ranking";
import { orderPreview } from "@/server/core/sampling/order-preview";
import { planDraws } from "../campaign/plan-draws";
import { readSliceArms } from "../draw/slice-arms";
import { stratumSeed } from "./lay-out-strata";
import type { RankedStratum } from "./load-strata";
import { PlannedShares } from "./planned-shares";
import type { RankingSettings } from "./schemas";
import { utilityHistogram } from "./utility-histogram";

const picks = 5;
/** The preview draws a sequence per stratum; beyond this size it looks at the first strata only. */
const previewedComparisons = 200_000;
/** Up to this size several sequences are averaged; in a larger pool one is as telling. */
const wellPreviewed = 20_000;

export type PreviewedStratum = Omit<RankedStratum, "stratumId" | "pairId" | "continuesId" | "fromDraw">;

type PreviewedOrder = Pick<RankingSettings, "seed" | "mode" | "controlShare" | "sliceMinimums">;

/** What an order picks, favours and will cost: other work gets its turn between strata. */
export async function previewOrder(
  connection: Connection,
  order: PreviewedOrder,
  strata: readonly PreviewedStratum[],
  budget: number | null,
): Promise<RankingPreview> {
  return {
    budget,
    histogram: utilityHistogram(strata.map(({ utilities }) => utilities)),
    ...(await previewDraws(connection, order, strata, budget)),
    ...choosePicks(strata),
  };
}

/** What drawing will be like, per stratum, and the share of the draws that each slice will have. */
async function previewDraws(
  connection: Connection,
  order: PreviewedOrder,
  strata: readonly PreviewedStratum[],
  budget: number | null,
): Promise<Pick<RankingPreview, "strata" | "plannedShares">> {
  const sizes = strata.map(({ size }) => size);
  const planned = planDraws(sizes, budget);
  const poolSize = sizes.reduce((sum, size) => sum + size, 0);
  const isMeasured = order.mode === "measure";
  const armsOf = readSliceArms(connection, isMeasured ? order.sliceMinimums : []);
  const shares = new PlannedShares(connection);
  const views: RankingPreview["strata"] = [];
  let left = previewedComparisons;
  for (const [i, stratum] of strata.entries()) {
    left -= stratum.size;
    if (left < 0 && views.length > 0) break;
    await nextTurn();
    const { modelA, modelB, routingGroup, size, ranks, weights, comparisonIds } = stratum;
    const n = Math.max(1, planned[i] as number);
    const preview = orderPreview({
      ranks,
      weights,
      controlShare: order.controlShare,
      arms: await armsOf(comparisonIds),
      n,
      seed: stratumSeed(order.seed, stratum, routingGroup),
      sequences: poolSize > wellPreviewed ? 1 : 5,
    });
    await shares.add(comparisonIds, isMeasured && preview ? preview.inclusion : firstOf(ranks, n));
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
  return { strata: views, plannedShares: await shares.list() };
}

/** Where the order is strict, the n highest of a stratum are planned. */
function firstOf(ranks: Float64Array, n: number): Float64Array {
  return ranks.map((rank) => (rank > 1 - n / ranks.length ? 1 : 0));
}

/** The comparisons that the order puts first and last, over all strata. */
function choosePicks(strata: readonly PreviewedStratum[]): Pick<RankingPreview, "top" | "bottom"> {
  const scored = strata.flatMap((stratum) => edges(stratum));
  scored.sort((one, other) => other.rank - one.rank || other.utility - one.utility);
  const keep = ({ utility, ...pick }: (typeof scored)[number]): RankedPick => ({
    ...pick,
    utility: Number.isNaN(utility) ? null : utility,
  });
  return { top: scored.slice(0, picks).map(keep), bottom: scored.slice(-picks).reverse().map(keep) };
}

/** The few highest and lowest of a stratum; more cannot be among the few of all strata. */
function edges({ comparisonIds, utilities, ranks, size, modelA, modelB }: PreviewedStratum) {
  const edge = picks / size;
  const wanted: number[] = [];
  for (const [item, rank] of ranks.entries()) if (rank < edge || rank > 1 - edge) wanted.push(item);
  return wanted.map((item) => ({
    comparisonId: comparisonIds[item] as number,
    utility: utilities[item] as number,
    rank: ranks[item] as number,
    modelA,
    modelB,
  }));
}
