import type { PoolStatistics, PromptBlock } from "@/server/core/disagreement/metric";
import { getMetric } from "@/server/core/disagreement/registry";
import type { ScoringPlace } from "../jobs/score-metric";
import { deflatedSize } from "../ranking/deflated-size";

/**
 * Scores in this thread, since worker threads take longer to start than a test should last. `onBlocks` hears of every
 * stretch before it is scored, and may throw as a process that dies would.
 */
export function scoreHere(onBlocks: (blocks: PromptBlock[]) => void = () => {}): ScoringPlace {
  return {
    startReader(metric) {
      const preparation = metric.preparePool?.();
      return {
        add: async (blocks) => blocks.forEach((block) => preparation?.add(block)),
        finish: async (): Promise<PoolStatistics> => preparation?.finish() ?? {},
        stop: async () => {},
      };
    },
    startScorers({ metric, seed, pool }) {
      const scorer = getMetric(metric).createScorer({ seed, pool, compress: deflatedSize });
      return {
        size: 1,
        async score(_, blocks) {
          onBlocks(blocks);
          const utilities = new Float64Array(blocks.reduce((sum, { keys }) => sum + keys.length, 0));
          let offset = 0;
          for (const block of blocks) {
            scorer.score(block, utilities, offset);
            offset += block.keys.length;
          }
          return utilities;
        },
        stop: async () => {},
      };
    },
  };
}
