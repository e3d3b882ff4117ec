import { and, eq, inArray, isNull, lt, notExists, or } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import type { VerbContext } from "../verb-context";
import { abandonedAfterMs } from "./staging";

const rowsPerTransaction = 500;

/**
 * Takes away everything that an unpublished import staged, and the import itself, in short transactions so that
 * judging never waits. Marked first, so that one cut off in the middle is finished by the next.
 */
export async function discardImport(
  { database }: VerbContext,
  { importId, campaignId }: { importId: string; campaignId: string },
): Promise<void> {
  const { dataImport } = database.tables;
  const isPublished = await database.transaction(async (tx) => {
    const rows = await tx.orm.select().from(dataImport).where(eq(dataImport.id, importId));
    if (rows[0]?.state === "staging") {
      await tx.orm.update(dataImport).set({ state: "discarded" }).where(eq(dataImport.id, importId));
    }
    return rows[0]?.state === "published";
  }, "normal");
  if (isPublished) return;
  await discardRows(database, importId);
  await database.transaction(async (tx) => {
    await discardModels(tx, importId, campaignId);
    await tx.orm.delete(dataImport).where(eq(dataImport.id, importId));
  }, "normal");
}

/**
 * Clears away imports of files that were cut off, of all campaigns, and tells how many. For the start of a server. One
 * that a fetch fills has its shape already and is taken up again by its job.
 */
export async function discardAbandonedImports(context: VerbContext): Promise<number> {
  const { orm, tables } = context.database;
  const { dataImport } = tables;
  const abandoned = await orm
    .select({ importId: dataImport.id, campaignId: dataImport.campaignId })
    .from(dataImport)
    .where(
      or(
        eq(dataImport.state, "discarded"),
        and(
          eq(dataImport.state, "staging"),
          isNull(dataImport.shape),
          lt(dataImport.heartbeatAt, context.clock() - abandonedAfterMs),
        ),
      ),
    );
  for (const one of abandoned) await discardImport(context, one);
  return abandoned.length;
}

async function discardRows(database: Database, importId: string): Promise<void> {
  const { judgment, judgeVotes, comparison, tokenScores, embedding, completion, prompt } = database.tables;
  const steps = [
    { table: judgment, id: judgment.id },
    { table: judgeVotes, id: judgeVotes.comparisonId },
    { table: comparison, id: comparison.id },
    { table: tokenScores, id: tokenScores.completionId },
    { table: embedding, id: embedding.completionId },
    { table: completion, id: completion.id },
    { table: prompt, id: prompt.id },
  ];
  for (const { table, id } of steps) {
    for (let isDone = false; !isDone; ) {
      isDone = await database.transaction(async (tx) => {
        const rows = await tx.orm
          .select({ id })
          .from(table)
          .where(eq(table.importId, importId))
          .limit(rowsPerTransaction);
        const ids = rows.map((row) => row.id);
        if (ids.length > 0)
          await tx.orm.delete(table).where(and(eq(table.importId, importId), inArray(id, ids)));
        return ids.length < rowsPerTransaction;
      }, "normal");
    }
  }
}

/** Models of the import, and pairs of models that no comparison has. */
async function discardModels(tx: Transaction, importId: string, campaignId: string): Promise<void> {
  const { model, modelPair, comparison } = tx.tables;
  const compared = tx.orm
    .select({ id: comparison.id })
    .from(comparison)
    .where(and(eq(comparison.campaignId, campaignId), eq(comparison.pairId, modelPair.id)));
  await tx.orm.delete(modelPair).where(and(eq(modelPair.campaignId, campaignId), notExists(compared)));
  await tx.orm.delete(model).where(and(eq(model.campaignId, campaignId), eq(model.importId, importId)));
}
