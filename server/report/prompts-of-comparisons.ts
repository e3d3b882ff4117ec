import { and, count, eq, inArray, max, min } from "drizzle-orm";
import type { Database } from "@/db/client";

const promptsPerQuery = 500;

/** The id of the prompt that a comparison of the campaign belongs to. */
export type PromptOf = (comparisonId: number) => number;

/**
 * The prompts of all comparisons of a campaign. A pool is built prompt by prompt, so that most prompts are told by their
 * first and last comparison; only where a prompt's comparisons are scattered are they read one by one.
 */
export async function promptsOfComparisons(database: Database, campaignId: string): Promise<PromptOf> {
  const { comparison } = database.tables;
  const { id, promptId } = comparison;
  const ranges = (await database.rawRows(
    database.orm
      .select({ promptId, first: min(id), last: max(id), comparisons: count() })
      .from(comparison)
      .where(eq(comparison.campaignId, campaignId))
      .groupBy(promptId),
    // Postgres counts in numbers too large for its driver to make numbers of.
  )) as [number, number, number, number | string][];
  const least = ranges.reduce((so, [, first]) => Math.min(so, first), Number.POSITIVE_INFINITY);
  const most = ranges.reduce((so, [, , last]) => Math.max(so, last), 0);
  const promptIds = new Int32Array(ranges.length > 0 ? most - least + 1 : 0);
  const scattered: number[] = [];
  for (const [prompt, first, last, comparisons] of ranges) {
    if (last - first + 1 > Number(comparisons)) scattered.push(prompt);
    else promptIds.fill(prompt, first - least, last - least + 1);
  }
  for (let from = 0; from < scattered.length; from += promptsPerQuery) {
    const own = scattered.slice(from, from + promptsPerQuery);
    const rows = (await database.rawRows(
      database.orm
        .select({ id, promptId })
        .from(comparison)
        .where(and(eq(comparison.campaignId, campaignId), inArray(promptId, own))),
    )) as [number, number][];
    for (const [comparisonId, prompt] of rows) promptIds[comparisonId - least] = prompt;
  }
  return (comparisonId) => promptIds[comparisonId - least] ?? 0;
}
