import { count, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { Metric } from "@/server/core/disagreement/metric";
import { buildPool, listImportedPrompts, type PoolOrigin } from "../comparison/build-pool";
import { findChosenPairs } from "../comparison/pair-choice";
import { type BlockSource, loadBlocks } from "../ranking/load-blocks";
import { metricById } from "../ranking/metric-by-id";
import {
  completeScoreSet,
  hasScoreSet,
  listScoredChunks,
  openScoreSet,
  poolBasis,
  saveChunk,
} from "../ranking/score-sets";
import type { VerbContext } from "../verb-context";
import { type PoolReader, preparePool, startPoolThread } from "./prepare-pool";
import type { Report } from "./run-job";
import type { ScoreWorkerData } from "./score.worker";
import { type BlockScorers, ScoreThreads } from "./score-threads";

/** Where blocks are read and scored: on worker threads, but for tests. */
export interface ScoringPlace {
  startReader: (metric: Metric) => PoolReader;
  startScorers: (data: ScoreWorkerData, stretches: number) => BlockScorers;
}

export const workerThreads: ScoringPlace = {
  startReader: startPoolThread,
  startScorers: (data, stretches) => new ScoreThreads(data, stretches),
};

/**
 * Scores every comparison of a pool with a metric and returns the score set's id. The pool is built if it is not there.
 * Scores are kept stretch by stretch: taken up again after a crash it goes on where it was, and what is complete is
 * returned at once.
 */
export async function scoreMetric(
  context: VerbContext,
  input: PoolOrigin & { metric: string },
  report: Report,
  place: ScoringPlace = workerThreads,
): Promise<string> {
  const { database } = context;
  const { campaignId } = input;
  const metric = metricById(input.metric);
  const basis = poolBasis(input);
  if (!(await hasScoreSet(database, campaignId, basis))) {
    await buildPool(database, input, (done, total) => report({ done, total, step: "Building comparisons" }));
  }
  const key = { campaignId, basis, metric: metric.id, metricVersion: metric.version };
  const set = await openScoreSet(database, key, context.clock());
  if (set.state === "complete") return set.id;
  await scoreStretches(database, { ...input, metric, scoreSetId: set.id }, report, place);
  await completeScoreSet(database, set.id);
  return set.id;
}

async function scoreStretches(
  database: Database,
  input: Omit<PoolOrigin, "metric"> & { metric: Metric; scoreSetId: string },
  report: Report,
  place: ScoringPlace,
): Promise<void> {
  const { campaignId, importIds, metric, scoreSetId, seed } = input;
  const pairIds = await findChosenPairs(database, campaignId, input.pairChoice);
  const source: BlockSource = { campaignId, importIds, pairIds };
  const promptIds = await listImportedPrompts(database, importIds);
  const total = promptIds.length;
  const stretches = cutIntoStretches(promptIds, metric, await countModels(database, importIds));
  const scored = await listScoredChunks(database, scoreSetId);
  const waiting = [...stretches.keys()].filter((chunk) => !scored.has(chunk));
  if (waiting.length === 0) return;
  const pool = await preparePool(database, { source, stretches, metric }, place.startReader, (done) =>
    report({ done, total, step: `Reading the pool for ${metric.id}` }),
  );
  const step = `Scoring with ${metric.id}`;
  let done = total - waiting.reduce((sum, chunk) => sum + (stretches[chunk] as number[]).length, 0);
  await report({ done, total, step });
  const scorers = place.startScorers({ metric: metric.id, seed, pool }, waiting.length);
  let next = 0;
  const scoreWaiting = async () => {
    while (next < waiting.length) {
      const chunk = waiting[next++] as number;
      const prompts = stretches[chunk] as number[];
      const { comparisonIds, blocks } = await loadBlocks(database, source, prompts, metric);
      const utilities = await scorers.score(chunk, blocks);
      await saveChunk(database, { scoreSetId, chunk, comparisonIds, utilities });
      done += prompts.length;
      await report({ done, total, step });
    }
  };
  try {
    // One more lane than scorers, so that the next stretch is loaded while the others are scored.
    await Promise.all(Array.from({ length: scorers.size + 1 }, scoreWaiting));
  } finally {
    await scorers.stop();
  }
}

/**
 * The prompts in stretches that are scored and kept together, a few hundred of them in a large pool. What a stretch
 * holds depends on nothing but the pool and the metric, so that it is the same after a crash.
 */
function cutIntoStretches(promptIds: number[], { needs }: Pick<Metric, "needs">, models: number): number[][] {
  // Token probabilities are by far the largest of what blocks carry.
  const completions = needs === "top-k" || needs === "token-scores" ? 400 : 2_000;
  const most = Math.max(20, Math.floor(completions / Math.max(2, models)));
  const size = Math.max(20, Math.min(most, Math.ceil(promptIds.length / 250)));
  return Array.from({ length: Math.ceil(promptIds.length / size) }, (_, chunk) =>
    promptIds.slice(chunk * size, (chunk + 1) * size),
  );
}

/** Models that these imports brought first: the same whatever is imported while a job waits to be taken up again. */
async function countModels({ orm, tables: { model } }: Database, importIds: string[]): Promise<number> {
  const rows = await orm.select({ models: count() }).from(model).where(inArray(model.importId, importIds));
  return rows[0]?.models ?? 0;
}
