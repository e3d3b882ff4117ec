import { buildPool, listImportedPrompts } from "../comparison/build-pool";
import { loadBlocks } from "../ranking/load-blocks";
import { metricById } from "../ranking/metric-by-id";
import { RankJobInput } from "../ranking/schemas";
import { listScoredChunks, saveChunk } from "../ranking/score-chunks";
import { storeRanking } from "../ranking/store-ranking";
import { preparePool } from "./prepare-pool";
import type { JobWork } from "./run-job";
import { ScoreThreads } from "./score-threads";

/** Prompts that are scored and kept together. */
export const promptsPerChunk = 100;

/**
 * Builds the pool, scores it on worker threads and stores the ranking. Scores are kept chunk by chunk, so that a job
 * taken up again after a crash goes on where it was.
 */
export const runRankJob: JobWork = async (context, job, report) => {
  const { database } = context;
  // As they were when the ranking was asked for, whatever the lead has changed or imported since.
  const { importIds, ...settings } = RankJobInput.parse(job.input);
  const campaign = { id: job.campaignId, seed: settings.seed };
  const metric = metricById(settings.metric);
  await buildPool(database, campaign, importIds, (done, total) =>
    report({ done, total, step: "Building comparisons" }),
  );
  const promptIds = await listImportedPrompts(database, importIds);
  const chunks = Math.ceil(promptIds.length / promptsPerChunk);
  const scored = await listScoredChunks(database, job.id);
  const input = { campaignId: campaign.id, promptIds: scored.size < chunks ? promptIds : [], metric };
  const pool = await preparePool(database, input, (read) =>
    report({ done: read, total: promptIds.length, step: `Reading the pool for ${metric.id}` }),
  );
  const step = `Scoring with ${metric.id}`;
  let done = Math.min(promptIds.length, scored.size * promptsPerChunk);
  await report({ done, total: promptIds.length, step });
  const threads = new ScoreThreads({ metric: metric.id, seed: settings.seed, pool }, chunks - scored.size);
  let next = 0;
  const scoreChunks = async () => {
    while (next < chunks) {
      const chunk = next++;
      if (scored.has(chunk)) continue;
      const ids = promptIds.slice(chunk * promptsPerChunk, (chunk + 1) * promptsPerChunk);
      const { comparisonIds, blocks } = await loadBlocks(database, campaign.id, ids, metric.needs);
      const utilities = await threads.score(chunk, blocks);
      await saveChunk(database, { jobId: job.id, chunk, comparisonIds, utilities });
      done += ids.length;
      await report({ done, total: promptIds.length, step });
    }
  };
  try {
    // One more lane than threads, so that the next chunk is loaded while the others are scored.
    await Promise.all(Array.from({ length: threads.size + 1 }, scoreChunks));
  } finally {
    await threads.stop();
  }
  await report({ done, total: promptIds.length, step: "Storing the ranking" });
  return storeRanking(context, { job, settings, importIds, metric });
};
