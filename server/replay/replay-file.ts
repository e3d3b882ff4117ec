import { basename, extname } from "node:path";
import type { Metric } from "@/server/core/disagreement/metric";
import { compareOrders, type OrderComparison } from "@/server/core/estimation/compare-orders";
import type { OnStep } from "../jobs/finish-job";
import { metricById } from "../ranking/metric-by-id";
import { lengthControl } from "../worth/worth-input";
import type { Replay, ReplayOptions } from "./schemas";
import { scoreFile } from "./score-file";
import { withTemporaryDatabase } from "./with-temporary-database";

/**
 * Plays a file's recorded judgments through the product's own import, pool and scoring, in a database of its own that
 * is removed afterwards, and says per metric what the order would have been worth.
 */
export function replayFile(path: string, options: ReplayOptions, onStep: OnStep): Promise<Replay> {
  for (const id of options.metrics) if (id !== "all") metricById(id);
  return withTemporaryDatabase(async (context) => {
    const { columns, orders, chosen, leftOut } = await scoreFile(context, path, options, onStep);
    onStep("Comparing orders", 1);
    const { top, scope, bootstrap, seed } = options;
    const hasLength = orders.some(({ id }) => id === lengthControl);
    const against = hasLength ? { against: lengthControl } : {};
    const compared = compareOrders(columns, orders, { top, scope, bootstrap, seed, ...against });
    return { ...describe(compared, basename(path, extname(path)), chosen), leftOut };
  });
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
