import { createReadStream, statSync } from "node:fs";
import { basename, extname } from "node:path";
import type { Metric } from "@/server/core/disagreement/metric";
import { metrics } from "@/server/core/disagreement/registry";
import { orderWorth } from "@/server/core/estimation/order-worth";
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
import { type Judged, loadJudged } from "./load-judged";
import type { Replay, ReplayOptions, ReplayResult } from "./schemas";
import { withTemporaryDatabase } from "./with-temporary-database";

/**
 * Plays a file's recorded judgments through the product's own import, pool and scoring, in a database of its own that
 * is removed afterwards, and says per metric what the order would have been worth.
 */
export function replayFile(path: string, options: ReplayOptions, onStep: OnStep): Promise<Replay> {
  for (const id of options.metrics) if (id !== "all") metricById(id);
  return withTemporaryDatabase(async (context) => {
    const { campaignId, importId } = await importJudged(context, path, options, onStep);
    const judged = await loadJudged(context.database, campaignId);
    const { chosen, leftOut } = await chooseMetrics(context, campaignId, options.metrics);
    const pool: PoolOrigin = {
      campaignId,
      importIds: [importId],
      pairChoice: { kind: "all" },
      seed: options.seed,
    };
    const results: ReplayResult[] = [];
    for (const [i, metric] of chosen.entries()) {
      const step = `Scoring with ${metric.id}`;
      const scoreSetId = await scoreMetric(context, { ...pool, metric: metric.id }, async ({ done, total }) =>
        onStep(step, (i + done / total) / chosen.length),
      );
      const dataset = basename(path, extname(path));
      results.push({
        dataset,
        metric: metric.id,
        version: metric.version,
        ...worth(judged, await utilitiesById(context, scoreSetId), options),
      });
    }
    return { results, leftOut };
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
  for (const metric of metrics) {
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

function worth(
  { comparisonIds, ...columns }: Judged,
  utilityOf: ReadonlyMap<number, number>,
  { top: fraction, scope, bootstrap, seed }: ReplayOptions,
): Omit<ReplayResult, "dataset" | "metric" | "version"> {
  const utility = Float64Array.from(comparisonIds, (id) => utilityOf.get(id) ?? Number.NaN);
  const { pairs, judgments, tieRate, top, auc, winRateBias } = orderWorth(
    { ...columns, utility },
    { top: fraction, scope, bootstrap, seed },
  );
  return {
    pairs,
    judgments,
    tieRate: tieRate ?? null,
    top: {
      fraction: top.fraction,
      tieRate: top.tieRate ?? null,
      reduction: top.reduction ?? null,
      ci: top.ci ?? null,
      nullQuantile95: top.nullQuantile95 ?? null,
    },
    auc: auc ?? null,
    winRateBias: winRateBias ?? null,
  };
}
