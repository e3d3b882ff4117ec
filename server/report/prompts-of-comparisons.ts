import { and, count, eq, inArray, max, min, sql } from "drizzle-orm";
import type { Database } from "@/db/client";

const promptsPerQuery = 500;

/** The id of the prompt that a comparison of the campaign belongs to. */
export type PromptOf = (comparisonId: number) => number;

/** A prompt with the first and the last of its comparisons. */
type PromptRange = [promptId: number, first: number, last: number];

/**
 * The prompts of all comparisons of a campaign. A pool is built prompt by prompt, so that most prompts are told by their
 * first and last comparison; only where a prompt's comparisons are scattered are they read one by one.
 */
export async function promptsOfComparisons(database: Database, campaignId: string): Promise<PromptOf> {
  const { comparison } = database.tables;
  const { id, promptId } = comparison;
  const ranges = await rangesOf(database, campaignId);
  const least = ranges.reduce((so, [, first]) => Math.min(so, first), Number.POSITIVE_INFINITY);
  const most = ranges.reduce((so, [, , last]) => Math.max(so, last), 0);
  const promptIds = new Int32Array(ranges.length > 0 ? most - least + 1 : 0);
  for (const [prompt, first, last] of ranges) promptIds.fill(prompt, first - least, last - least + 1);
  const scattered = await scatteredOf(database, campaignId, ranges);
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

/** By two look-ups for each prompt: going through all comparisons takes several times as long. */
async function rangesOf({ orm, tables }: Database, campaignId: string): Promise<PromptRange[]> {
  const { comparison, prompt } = tables;
  const end = (of: typeof min | typeof max) =>
    orm
      .select({ id: of(comparison.id) })
      .from(comparison)
      .where(and(eq(comparison.campaignId, campaignId), eq(comparison.promptId, prompt.id)));
  const rows = await orm
    .select({
      promptId: prompt.id,
      first: sql<number | null>`(${end(min)})`,
      last: sql<number | null>`(${end(max)})`,
    })
    .from(prompt)
    .where(eq(prompt.campaignId, campaignId))
    .orderBy(prompt.id);
  return rows.flatMap(({ promptId, first, last }): PromptRange[] =>
    first === null || last === null ? [] : [[promptId, first, last]],
  );
}

/** The prompts that other prompts' comparisons stand between those of. */
async function scatteredOf(
  { orm, tables: { comparison } }: Database,
  campaignId: string,
  ranges: readonly PromptRange[],
): Promise<number[]> {
  const own = eq(comparison.campaignId, campaignId);
  const all = await orm.select({ comparisons: count() }).from(comparison).where(own);
  const room = ranges.reduce((sum, [, first, last]) => sum + last - first + 1, 0);
  // No prompt has more comparisons than places from its first to its last: where the sums agree, each has as many.
  if (room === Number(all[0]?.comparisons ?? 0)) return [];
  const counts = await orm
    .select({ promptId: comparison.promptId, comparisons: count() })
    .from(comparison)
    .where(own)
    .groupBy(comparison.promptId);
  const known = new Map(counts.map(({ promptId, comparisons }) => [promptId, Number(comparisons)]));
  return ranges.flatMap(([promptId, first, last]) =>
    last - first + 1 > known.get(promptId)! ? [promptId] : [],
  );
}
