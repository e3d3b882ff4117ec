import { setImmediate } from "node:timers/promises";
import { and, asc, count, eq, gt, inArray } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { listImportedPrompts, type PoolOrigin } from "./build-pool";
import { findChosenPairs } from "./pair-choice";

/** A pool's prompts in its order, each with how many comparisons it has there. */
type PoolPrompts = { promptId: number; comparisons: number }[];

const promptsPerPage = 5_000;
const rowsPerPage = 20_000;

/**
 * The prompts of a pool that was scored, in pool order. They are counted from an index alone; only where that cannot
 * tell, since the data has more comparisons than the pool, they are looked up one by one.
 */
export async function listPoolPrompts(
  connection: Connection,
  origin: PoolOrigin,
  comparisonIds: Int32Array,
): Promise<PoolPrompts> {
  const counted = await countByPrompt(connection, origin);
  const total = counted.reduce((sum, { comparisons }) => sum + comparisons, 0);
  return total === comparisonIds.length ? counted : lookUp(connection, origin, comparisonIds);
}

async function countByPrompt(connection: Connection, origin: PoolOrigin): Promise<PoolPrompts> {
  const { orm, tables } = connection;
  const { comparison } = tables;
  const chosen = await findChosenPairs(connection, origin.campaignId, origin.pairChoice);
  const isChosen = chosen && inArray(comparison.pairId, [...chosen]);
  const imported = new Set(await listImportedPrompts(connection, origin.importIds));
  const found: PoolPrompts = [];
  for (let after = 0; ; ) {
    const rows = await orm
      .select({ promptId: comparison.promptId, comparisons: count() })
      .from(comparison)
      .where(and(eq(comparison.campaignId, origin.campaignId), gt(comparison.promptId, after), isChosen))
      .groupBy(comparison.promptId)
      .orderBy(asc(comparison.promptId))
      .limit(promptsPerPage);
    for (const row of rows) if (imported.has(row.promptId)) found.push(row);
    if (rows.length < promptsPerPage) return found;
    after = (rows.at(-1) as PoolPrompts[number]).promptId;
    // Others on this server get their turn in between.
    await setImmediate();
  }
}

async function lookUp(
  { orm, tables: { comparison } }: Connection,
  { campaignId }: PoolOrigin,
  comparisonIds: Int32Array,
): Promise<PoolPrompts> {
  const wanted = new Set(comparisonIds);
  const counts = new Map<number, number>();
  for (let after = 0; ; ) {
    const rows = await orm
      .select({ id: comparison.id, promptId: comparison.promptId })
      .from(comparison)
      .where(and(eq(comparison.campaignId, campaignId), gt(comparison.id, after)))
      .orderBy(asc(comparison.id))
      .limit(rowsPerPage);
    for (const { id, promptId } of rows)
      if (wanted.has(id)) counts.set(promptId, (counts.get(promptId) ?? 0) + 1);
    after = rows.at(-1)?.id ?? after;
    if (rows.length < rowsPerPage) break;
    await setImmediate();
  }
  return [...counts]
    .map(([promptId, comparisons]) => ({ promptId, comparisons }))
    .sort((one, other) => one.promptId - other.promptId);
}
