import { once } from "node:events";
import type { Worker } from "node:worker_threads";
import type { Database } from "@/db/client";
import type { Metric, PoolStatistics } from "@/server/core/disagreement/metric";
import { loadBlocks } from "../ranking/load-blocks";
import type { PoolAnswer, PoolRequest, PoolWorkerData } from "./pool.worker";
import { startWorker } from "./start-worker";

const promptsPerChunk = 100;

/**
 * What a metric must know of the whole pool before it scores, learned on a thread of its own so that judging never
 * waits for it. Undefined at once for the metrics that need nothing.
 */
export async function preparePool(
  database: Database,
  input: { campaignId: string; promptIds: number[]; metric: Metric },
  onProgress: (promptsDone: number) => Promise<void> | void,
): Promise<PoolStatistics | undefined> {
  const { campaignId, promptIds, metric } = input;
  if (!metric.preparePool || promptIds.length === 0) return undefined;
  const worker = startWorker("pool", { metric: metric.id } satisfies PoolWorkerData);
  try {
    for (let from = 0; from < promptIds.length; from += promptsPerChunk) {
      const ids = promptIds.slice(from, from + promptsPerChunk);
      const { blocks } = await loadBlocks(database, campaignId, ids, metric.needs);
      await ask(worker, { blocks });
      await onProgress(from + ids.length);
    }
    const answer = await ask(worker, { finish: true });
    return "pool" in answer ? answer.pool : undefined;
  } finally {
    await worker.terminate();
  }
}

async function ask(worker: Worker, request: PoolRequest): Promise<PoolAnswer> {
  worker.postMessage(request);
  const [answer] = (await once(worker, "message")) as [PoolAnswer];
  if ("error" in answer) throw new Error(answer.error);
  return answer;
}
