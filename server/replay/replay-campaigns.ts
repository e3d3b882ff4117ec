import { basename, extname } from "node:path";
import { eq } from "drizzle-orm";
import type { Connection } from "@/db/client";
import type { JudgedColumns } from "@/server/core/estimation/judged-table";
import { TiebreakError } from "../errors";
import type { OnStep } from "../jobs/finish-job";
import { metricById } from "../ranking/metric-by-id";
import { type JudgedPool, judgedPools, type PairModels } from "./judged-pools";
import type { CampaignOptions, CampaignReplays } from "./schemas";
import { scoreFile } from "./score-file";
import { simulateCampaigns } from "./simulate-campaigns";
import { withTemporaryDatabase } from "./with-temporary-database";

/** A pool of fewer comparisons is no campaign: a tenth of it is not even two judgments. */
const fewest = 20;

/**
 * Plays whole campaigns over a file's recorded judgments, with the product's own import, scoring, draws and estimates, and
 * says how often what they print is true. In a database of its own that is removed afterwards.
 */
export function replayCampaigns(
  path: string,
  options: CampaignOptions & { metrics: readonly string[]; scope: "pair" | "pooled" },
  onStep: OnStep,
): Promise<CampaignReplays> {
  for (const id of options.metrics) if (id !== "all") metricById(id);
  return withTemporaryDatabase(async (context) => {
    const { campaignId, columns, orders, chosen, leftOut } = await scoreFile(context, path, options, onStep);
    const { scope, campaigns, judgments, controlShare, seed } = options;
    const models = await loadPairModels(context.database, campaignId);
    const pools = judgedPools(columns, models, { scope, fewest });
    if (pools.length === 0) throw tooSmall(basename(path), scope);
    const about = {
      dataset: basename(path, extname(path)),
      scope,
      pools: pools.length,
      comparisons: pools.reduce((sum, { rows }) => sum + rows.length, 0),
      judgments: pools.reduce((sum, pool) => sum + countJudgments(pool), 0),
      campaigns,
      judgmentsPerComparison: judgments ?? null,
      controlShare,
      seed,
    };
    const results: CampaignReplays["results"] = [];
    for (const [m, { id, utility }] of orders.entries()) {
      const ordered = pools.map((pool) => ({
        ...pool,
        utilities: Float64Array.from(pool.rows, (row) => utility[row] as number),
      }));
      const played = await simulateCampaigns(ordered, options, (share) =>
        onStep(`Playing campaigns by ${id}`, (m + share) / orders.length),
      );
      results.push({ ...about, metric: id, version: chosen[m]?.version as number, orders: played });
    }
    return { results, smallPools: scope === "pair" ? countPairs(columns) - pools.length : 0, leftOut };
  });
}

async function loadPairModels(
  { orm, tables: { modelPair } }: Connection,
  campaignId: string,
): Promise<ReadonlyMap<number, PairModels>> {
  const pairs = await orm
    .select({ id: modelPair.id, modelA: modelPair.modelAId, modelB: modelPair.modelBId })
    .from(modelPair)
    .where(eq(modelPair.campaignId, campaignId));
  return new Map(pairs.map(({ id, ...models }) => [id, models]));
}

function countJudgments({ wins, losses, ties }: JudgedPool): number {
  return [wins, losses, ties].reduce((sum, column) => column.reduce((all, count) => all + count, sum), 0);
}

function countPairs({ pairIndex }: JudgedColumns): number {
  return new Set(pairIndex).size;
}

function tooSmall(file: string, scope: "pair" | "pooled"): TiebreakError {
  const where = scope === "pair" ? `no model pair with ${fewest}` : `fewer than ${fewest}`;
  const way = scope === "pair" ? " Add --scope pooled to play all pairs as one pool." : "";
  return new TiebreakError(
    "invalid_input",
    `${file} holds ${where} judged comparisons, too few for a campaign.${way}`,
  );
}
