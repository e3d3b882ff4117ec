import { createReadStream, statSync } from "node:fs";
import { basename } from "node:path";
import type { Metric } from "@/server/core/disagreement/metric";
import { metrics } from "@/server/core/disagreement/registry";
import type { Order } from "@/server/core/estimation/compare-orders";
import type { JudgedColumns } from "@/server/core/estimation/judged-table";
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
import type { Replay } from "./schemas";

/** A file's judged comparisons and what each metric says of them. */
export interface ScoredFile {
  campaignId: string;
  columns: JudgedColumns;
  /** Utilities per comparison of the columns; NaN where the metric could not score. */
  orders: Order[];
  /** The metrics of the orders. */
  chosen: readonly Metric[];
  leftOut: Replay["leftOut"];
}

/** Takes a file of recorded judgments through the product's own import, pool and scoring. */
export async function scoreFile(
  context: VerbContext,
  path: string,
  options: { metrics: readonly string[]; seed: string },
  onStep: OnStep,
): Promise<ScoredFile> {
  const { campaignId, importId } = await importJudged(context, path, options.seed, onStep);
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
    const utility = Float64Array.from(comparisonIds, (comparison) => utilityOf.get(comparison) ?? Number.NaN);
    orders.push({ id, utility, isControl: control });
  }
  return { campaignId, columns, orders, chosen, leftOut };
}

async function importJudged(
  context: VerbContext,
  path: string,
  seed: string,
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
