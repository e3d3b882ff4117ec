import { parentPort, workerData } from "node:worker_threads";
import type { PoolStatistics, PromptBlock } from "@/server/core/disagreement/metric";
import { getMetric } from "@/server/core/disagreement/registry";

export interface PoolWorkerData {
  metric: string;
}

/** Blocks of one stretch of the pool, or the wish for what was learned from all of them. */
export type PoolRequest = { blocks: PromptBlock[] } | { finish: true };

export type PoolAnswer = { added: number } | { pool: PoolStatistics } | { error: string };

const { metric } = workerData as PoolWorkerData;
const preparation = getMetric(metric).preparePool?.();

parentPort?.on("message", (request: PoolRequest) => {
  parentPort?.postMessage(answer(request));
});

function answer(request: PoolRequest): PoolAnswer {
  try {
    if ("finish" in request) return { pool: preparation?.finish() ?? {} };
    for (const block of request.blocks) preparation?.add(block);
    return { added: request.blocks.length };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
