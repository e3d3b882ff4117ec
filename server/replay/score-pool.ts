import type { Database } from "@/db/client";
import type { Metric } from "@/server/core/disagreement/metric";
import { listImportedPrompts } from "../comparison/build-pool";
import { preparePool } from "../jobs/prepare-pool";
import { ScoreThreads } from "../jobs/score-threads";
import { loadBlocks } from "../ranking/load-blocks";

const promptsPerChunk = 20;

/** The utility of every comparison that an import brought under a metric, by comparison id, scored on worker threads. */
export async function scorePool(
  database: Database,
  input: { campaignId: string; importId: string; metric: Metric; seed: string },
  onProgress: (share: number) => void,
): Promise<Map<number, number>> {
  const { campaignId, importId, metric, seed } = input;
  const promptIds = await listImportedPrompts(database, [importId]);
  const chunks = Math.ceil(promptIds.length / promptsPerChunk);
  const utilityOf = new Map<number, number>();
  const pool = await preparePool(database, { campaignId, promptIds, metric }, () => {});
  const threads = new ScoreThreads({ metric: metric.id, seed, pool }, chunks);
  let next = 0;
  let done = 0;
  const scoreChunks = async () => {
    while (next < chunks) {
      const chunk = next++;
      const ids = promptIds.slice(chunk * promptsPerChunk, (chunk + 1) * promptsPerChunk);
      const { comparisonIds, blocks } = await loadBlocks(database, campaignId, ids, metric.needs);
      const utilities = await threads.score(chunk, blocks);
      for (const [i, id] of comparisonIds.entries()) utilityOf.set(id, utilities[i] as number);
      onProgress(++done / chunks);
    }
  };
  try {
    // One more lane than threads, so that the next chunk is loaded while the others are scored.
    await Promise.all(Array.from({ length: threads.size + 1 }, scoreChunks));
  } finally {
    await threads.stop();
  }
  return utilityOf;
}
