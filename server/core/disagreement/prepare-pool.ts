import type { Metric, PoolStatistics, PromptBlock } from "./metric";

/**
 * What a metric needs to know of a pool that fits into memory, or undefined if it needs nothing.
 *
 * @example `metric.createScorer({ seed, pool: preparePool(metric, blocks) })`
 */
export function preparePool(metric: Metric, blocks: Iterable<PromptBlock>): PoolStatistics | undefined {
  const preparation = metric.preparePool?.();
  if (preparation === undefined) return undefined;
  for (const block of blocks) preparation.add(block);
  return preparation.finish();
}
