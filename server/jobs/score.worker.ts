import { parentPort, workerData } from "node:worker_threads";
import type { PoolStatistics, PromptBlock } from "@/server/core/disagreement/metric";
import { getMetric } from "@/server/core/disagreement/registry";
import { deflatedSize } from "../ranking/deflated-size";

export interface ScoreWorkerData {
  metric: string;
  seed: string;
  /** What the metric must know of the whole pool, if anything. */
  pool?: PoolStatistics | undefined;
}

/** Blocks of one stretch of the pool in, one utility per pair out, in their order. */
export interface ScoreRequest {
  chunk: number;
  blocks: PromptBlock[];
}

export type ScoreAnswer = { chunk: number; utilities: Float64Array } | { chunk: number; error: string };

const { metric, seed, pool } = workerData as ScoreWorkerData;
const scorer = getMetric(metric).createScorer({ seed, pool, compress: deflatedSize });

parentPort?.on("message", ({ chunk, blocks }: ScoreRequest) => {
  parentPort?.postMessage(score(chunk, blocks));
});

function score(chunk: number, blocks: PromptBlock[]): ScoreAnswer {
  try {
    const utilities = new Float64Array(blocks.reduce((sum, block) => sum + block.pairs.length / 2, 0));
    let offset = 0;
    for (const block of blocks) {
      scorer.score(block, utilities, offset);
      offset += block.pairs.length / 2;
    }
    return { chunk, utilities };
  } catch (error) {
    return { chunk, error: error instanceof Error ? error.message : String(error) };
  }
}
