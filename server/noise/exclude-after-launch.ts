import { and, eq, inArray, ne } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { toInt32 } from "../ranking/arrays";

const idsPerQuery = 1_000;

/**
 * Takes comparisons out of a launched campaign, whatever was judged on them: those that are drawn become unjudgeable and
 * leases on them end, those that are not become so when they are drawn. Ids outside the pool are passed over. Returns how many
 * comparisons of the pool it takes out.
 */
export async function excludeAfterLaunch(
  tx: Transaction,
  { campaignId, rankingId, exclusionId }: { campaignId: string; rankingId: string; exclusionId: string },
  touched: number[],
  now: number,
): Promise<number> {
  const { excludedComparison, comparisonStatus: status, task } = tx.tables;
  const pool = await keepPool(tx, rankingId, touched);
  for (const ids of inParts(pool)) {
    await tx.orm
      .insert(excludedComparison)
      .values(ids.map((comparisonId) => ({ comparisonId, exclusionId, campaignId })))
      .onConflictDoNothing();
    await tx.orm
      .update(status)
      .set({ state: "unjudgeable", settledAt: now })
      .where(and(inArray(status.comparisonId, ids), ne(status.state, "unjudgeable")));
    await tx.orm
      .update(task)
      .set({ state: "released" })
      .where(and(inArray(task.comparisonId, ids), eq(task.state, "leased")));
  }
  return pool.length;
}

async function keepPool(tx: Transaction, rankingId: string, touched: number[]): Promise<number[]> {
  const { stratum } = tx.tables;
  const wanted = new Set(touched);
  const rows = await tx.orm
    .select({ comparisonIds: stratum.comparisonIds })
    .from(stratum)
    .where(eq(stratum.rankingId, rankingId));
  return rows.flatMap(({ comparisonIds }) => [...toInt32(comparisonIds)].filter((id) => wanted.has(id)));
}

/** Ids a thousand at a time. */
export function inParts(ids: number[]): number[][] {
  const parts: number[][] = [];
  for (let from = 0; from < ids.length; from += idsPerQuery) parts.push(ids.slice(from, from + idsPerQuery));
  return parts;
}
