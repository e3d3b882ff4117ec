import { createReadStream, statSync } from "node:fs";
import { basename, extname } from "node:path";
import type { Metric } from "@/server/core/disagreement/metric";
import { metrics } from "@/server/core/disagreement/registry";
import { compareOrders, type Order, type OrderComparison } from "@/server/core/estimation/compare-orders";
import { createCampaign } from "../campaign/create-campaign";
import type { PoolOrigin } from "../comparison/build-pool";
import { TiebreakError } from "../errors";
import { importFile } from "../import/import-file";
import type { OnStep } from "../jobs/finish-job";
import { scoreMetric } from "../jobs/score-metric";
import { listMetrics } from "../ranking/list-metrics";
import { metricById } from "../ranking/metric-by-id";
import { loadScoreSet } from "../ranking/score-sets";
import type { VerbContext } from "../verb-context";
import { loadRecorded } from "../worth/load-recorded";
import { lengthControl } from "../worth/worth-input";
import type { Replay, ReplayOptions } from "./schemas";
import { withTemporaryDatabase } from "./with-temporary-database";

/**
 * Plays a file's recorded judgments through the product's own import, pool and scoring, in a database of its own that
 * is removed afterwards, and says per metric what the order would have been worth.
 */
export function replayFile(path: string, options: ReplayOptions, onStep: OnStep): Promise<Replay> {
  for (const id of options.metrics) if (id !== "all") metricById(id);
  return withTemporaryDatabase(async (context) => {
    const { campaignId, importId } = await importJudged(context, path, options, onStep);
    const { comparisonIds, columns } = await loadRecorded(context.database, campaignId);
    const { chosen, leftOut } = await chooseMetrics(context, campaignId, options.metrics);
    const pool: PoolOrigin = {
      campaignId,
      importIds: [importId],
      pairChoice: { kind: "all" },
      seed: options.seed,
    };
    const orders: Order[] = [];
    for (const [i, { id, control }] of chosen.entries()) {
      const scoreSetId = await scoreMetric(context, { ...pool, metric: id }, async ({ done, total }) =>
        onStep(`Scoring with ${id}`, (i + done / total) / chosen.length),
      );
      const utilityOf = await utilitiesById(context, scoreSetId);
      const utility = Float64Array.from(
        comparisonIds,
        (comparison) => utilityOf.get(comparison) ?? Number.NaN,
      );
      orders.push({ id, utility, isControl: control });
    }
    onStep("Comparing orders", 1);
    const { top, scope, bootstrap, seed } = options;
    const hasLength = orders.some(({ id }) => id === lengthControl);
    const against = hasLength ? { against: lengthControl } : {};
    const compared = compareOrders(columns, orders, { top, scope, bootstrap, seed, ...against });
    return { ...describe(compared, basename(path, extname(path)), chosen), leftOut };
  });
}

async function importJudged(
  context: VerbContext,
  path: string,
  { seed }: ReplayOptions,
  onStep: OnStep,
): Promise<{ campaignId: string; importId: string }> {
  const fileName = basename(path);
  const { size } = statSync(path);
  const { campaignId } = await createCampaign(context, { name: fileName, seed });
  const { importId, counts } = await importFile(context, {
    campaignId,
    fileName,
    source: createReadStream(path),
    onProgress: ({ bytesRead }) => onStep("Importing", size > 0 ? bytesRead / size : 0),
  });
  if (importId !== null && counts.judgmentsAdded > 0) return { campaignId, importId };
  throw new TiebreakError(
    "invalid_input",
    `${fileName} holds no judgments to replay. Give a file of pairs with a judgments column (docs/formats.md).`,
  );
}

async function chooseMetrics(context: VerbContext, campaignId: string, ids: readonly string[]) {
  const available = await listMetrics(context.database, campaignId);
  const wantsAll = ids.includes("all");
  const chosen: Metric[] = [];
  const leftOut: Replay["leftOut"] = [];
  const columns = ids.filter((id) => id !== "all" && !metrics.some((metric) => metric.id === id));
  for (const metric of [...metrics, ...columns.map(metricById)]) {
    if (!wantsAll && !ids.includes(metric.id)) continue;
    const reason = available.find(({ id }) => id === metric.id)?.unavailableReason;
    if (reason === undefined) chosen.push(metric);
    else if (ids.includes(metric.id)) throw new TiebreakError("invalid_input", `${metric.id}: ${reason}`);
    else leftOut.push({ metric: metric.id, reason });
  }
  return { chosen, leftOut };
}

async function utilitiesById(
  { database }: VerbContext,
  scoreSetId: string,
): Promise<ReadonlyMap<number, number>> {
  const { comparisonIds, utilities } = await loadScoreSet(database, scoreSetId);
  return new Map(Array.from(comparisonIds, (id, i) => [id, utilities[i] as number]));
}

function describe(
  { comparisons, judgments, tieRate, fraction, orders, bestNullQuantile95 }: OrderComparison,
  dataset: string,
  chosen: readonly Metric[],
): Omit<Replay, "leftOut"> {
  return {
    results: orders.map(({ id, top, auc, winRateBias }, o) => ({
      dataset,
      metric: id,
      version: (chosen[o] as Metric).version,
      pairs: comparisons,
      judgments,
      tieRate: tieRate ?? null,
      top: {
        fraction,
        tieRate: top.tieRate ?? null,
        reduction: top.reduction ?? null,
        ci: top.ci ?? null,
        nullQuantile95: top.nullQuantile95 ?? null,
      },
      auc: auc ?? null,
      winRateBias: winRateBias ?? null,
    })),
    beside: orders.map(({ id, unscored, difference, aucWithin }) => ({
      metric: id,
      unscored,
      difference: difference?.estimate ?? null,
      ci: difference?.ci ?? null,
      aucWithinLength: aucWithin ?? null,
    })),
    bestNullQuantile95: bestNullQuantile95 ?? null,
  };
}
