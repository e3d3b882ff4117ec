import { once } from "node:events";
import type { Database } from "@/db/client";
import type { Metric, PoolStatistics, PromptBlock } from "@/server/core/disagreement/metric";
import { type BlockSource, loadBlocks } from "../ranking/load-blocks";
import type { PoolAnswer, PoolRequest, PoolWorkerData } from "./pool.worker";
import { metricRefusal } from "./score-threads";
import { startWorker } from "./start-worker";

/** Learns from a pool what one metric must know of it, block by block. */
export interface PoolReader {
  add(blocks: PromptBlock[]): Promise<void>;
  finish(): Promise<PoolStatistics>;
  stop(): Promise<void>;
}

/** Reads a pool on a thread of its own, so that judging never waits for it. */
export function startPoolThread(metric: Metric): PoolReader {
  const worker = startWorker("pool", { metric: metric.id } satisfies PoolWorkerData);
  const ask = async (request: PoolRequest): Promise<PoolAnswer> => {
    worker.postMessage(request);
    const [answer] = (await once(worker, "message")) as [PoolAnswer];
    if ("error" in answer) throw metricRefusal(metric.id, answer.error);
    return answer;
  };
  return {
    add: async (blocks) => void (await ask({ blocks })),
    finish: async () => {
      const answer = await ask({ finish: true });
      return "pool" in answer ? answer.pool : {};
    },
    stop: async () => void (await worker.terminate()),
  };
}

/**
 * What a metric must know of the whole pool before it scores. Undefined at once for the metrics that need nothing.
 */
export async function preparePool(
  database: Database,
  { source, stretches, metric }: { source: BlockSource; stretches: number[][]; metric: Metric },
  startReader: (metric: Metric) => PoolReader,
  onProgress: (promptsDone: number) => Promise<void>,
): Promise<PoolStatistics | undefined> {
  if (!metric.preparePool || stretches.length === 0) return undefined;
  const reader = startReader(metric);
  let done = 0;
  try {
    for (const promptIds of stretches) {
      const { blocks } = await loadBlocks(database, source, promptIds, metric);
      await reader.add(blocks);
      done += promptIds.length;
      await onProgress(done);
    }
    return await reader.finish();
  } finally {
    await reader.stop();
  }
}
