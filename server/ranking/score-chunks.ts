import { asc, eq } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { toBytes, toFloat64, toInt32 } from "./arrays";

/** The stretches of the pool that a job has scored already. */
export async function listScoredChunks(
  { orm, tables: { scoreChunk } }: Database,
  jobId: string,
): Promise<Set<number>> {
  const rows = await orm
    .select({ chunk: scoreChunk.chunk })
    .from(scoreChunk)
    .where(eq(scoreChunk.jobId, jobId));
  return new Set(rows.map(({ chunk }) => chunk));
}

/** Keeps the scores of one stretch until the ranking is stored. */
export async function saveChunk(
  database: Database,
  entry: { jobId: string; chunk: number; comparisonIds: Int32Array; utilities: Float64Array },
): Promise<void> {
  const { jobId, chunk } = entry;
  await database.transaction(async ({ orm, tables: { scoreChunk } }) => {
    await orm
      .insert(scoreChunk)
      .values({
        jobId,
        chunk,
        comparisonIds: toBytes(entry.comparisonIds),
        utilities: toBytes(entry.utilities),
      })
      .onConflictDoNothing();
  }, "normal");
}

/** All scores of a job, in the order of the pool. */
export async function loadScores({ orm, tables: { scoreChunk } }: Database, jobId: string) {
  const rows = await orm
    .select()
    .from(scoreChunk)
    .where(eq(scoreChunk.jobId, jobId))
    .orderBy(asc(scoreChunk.chunk));
  return rows.map((row) => ({
    comparisonIds: toInt32(row.comparisonIds),
    utilities: toFloat64(row.utilities),
  }));
}

/** Drops a job's scores, once the ranking holds them. */
export async function dropChunks({ orm, tables: { scoreChunk } }: Transaction, jobId: string): Promise<void> {
  await orm.delete(scoreChunk).where(eq(scoreChunk.jobId, jobId));
}
