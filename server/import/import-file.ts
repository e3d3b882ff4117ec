import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { ImportCounts, ImportProblem } from "@/db/schema/content";
import { type ImportBatch, readImportRows } from "@/server/readers/read-import-rows";
import type { ImportFormat, ImportShape } from "@/server/readers/rows";
import { second } from "../clock";
import type { VerbContext } from "../verb-context";
import { beginImport } from "./begin-import";
import { discardImport } from "./discard-import";
import { hashSource } from "./hash-source";
import { clearedAway, publishImport } from "./publish-import";
import { refuseFile } from "./refuse-file";
import { stageCompletions } from "./stage-completions";
import { stagePairs } from "./stage-pairs";
import type { Staging } from "./staging";

/** Rows per transaction: few enough that a judgment waiting behind one does not notice. */
const rowsPerTransaction = 100;
const heartbeatMs = 5 * second;

export interface ImportFileInput {
  campaignId: string;
  source: AsyncIterable<Uint8Array>;
  fileName: string;
  /** Import the good rows and list the others, instead of refusing the file. */
  skipBad?: boolean;
  onProgress?: (progress: { bytesRead: number; rowsRead: number }) => void;
}

export interface ImportResult {
  /** Null when the file added nothing: it was imported before, and nothing changed. */
  importId: string | null;
  shape: ImportShape;
  format: ImportFormat;
  sha256: string;
  counts: ImportCounts;
  /** The first 1,000 problems of the rows that were skipped, by line. */
  problems: ImportProblem[];
  problemCount: number;
}

/**
 * Imports a file of completions or pairs into a draft campaign: staged in short batches that nothing else sees,
 * published by one transaction or taken away again. With a bad row the file is refused (`invalid_input`, with
 * `detail.problems`) and the database is as before, unless `skipBad` is set. Importing a file again changes nothing.
 */
export async function importFile(context: VerbContext, input: ImportFileInput): Promise<ImportResult> {
  const staging = await beginImport(context, input);
  try {
    const hashed = hashSource(input.source);
    const found = await stageFile(staging, hashed.source, input, hashed.bytesRead);
    const { counts, problems } = staging;
    counts.bad = problems.badRows();
    problems.kept.sort((one, other) => one.line - other.line);
    if (problems.fatal() || !found || (problems.count() > 0 && !input.skipBad))
      throw refuseFile(input.fileName, problems);
    const sha256 = hashed.sha256();
    const result = { ...found, sha256, counts, problems: problems.kept, problemCount: problems.count() };
    if (!(await hasAdded(staging))) {
      await discardImport(context, { importId: staging.importId, campaignId: input.campaignId });
      return { importId: null, ...result };
    }
    await publishImport(staging, { fileName: input.fileName, sha256, ...found });
    return { importId: staging.importId, ...result };
  } catch (error) {
    await discardImport(context, { importId: staging.importId, campaignId: input.campaignId });
    throw error;
  }
}

async function stageFile(
  staging: Staging,
  source: AsyncIterable<Uint8Array>,
  { fileName, skipBad, onProgress }: ImportFileInput,
  bytesRead: () => number,
): Promise<{ shape: ImportShape; format: ImportFormat } | undefined> {
  const { counts, problems } = staging;
  let found: { shape: ImportShape; format: ImportFormat } | undefined;
  for await (const batch of readImportRows(source, { fileName })) {
    for (const problem of batch.problems) problems.add(problem);
    if (batch.shape) found = { shape: batch.shape, format: batch.format };
    counts.rows += batch.rows.length + new Set(batch.problems.map(({ line }) => line)).size;
    // A file that is refused anyway is only read on to list its other problems.
    if (problems.count() === 0 || skipBad) await stageBatch(staging, batch);
    onProgress?.({ bytesRead: bytesRead(), rowsRead: counts.rows });
  }
  return found;
}

async function stageBatch(staging: Staging, { shape, rows }: ImportBatch): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsPerTransaction) {
    const to = from + rowsPerTransaction;
    await staging.context.database.transaction(async (tx) => {
      await keepAlive(tx, staging);
      if (shape === "completions") await stageCompletions(tx, staging, rows.slice(from, to));
      else if (shape === "pairs") await stagePairs(tx, staging, rows.slice(from, to));
    }, "normal");
  }
}

/** Says that the import is still worked on; one that was given up meanwhile must not go on. */
async function keepAlive(tx: Transaction, staging: Staging): Promise<void> {
  const { dataImport } = tx.tables;
  const now = staging.context.clock();
  if (now - staging.heartbeatAt < heartbeatMs) return;
  const alive = await tx.orm
    .update(dataImport)
    .set({ heartbeatAt: now })
    .where(and(eq(dataImport.id, staging.importId), eq(dataImport.state, "staging")))
    .returning({ id: dataImport.id });
  if (alive.length === 0) throw clearedAway();
  staging.heartbeatAt = now;
}

async function hasAdded({ counts, context, importId }: Staging): Promise<boolean> {
  if (counts.promptsAdded + counts.modelsAdded + counts.completionsAdded + counts.judgmentsAdded > 0)
    return true;
  const { orm, tables } = context.database;
  for (const table of [tables.comparison, tables.tokenScores, tables.embedding, tables.judgeVotes]) {
    const rows = await orm
      .select({ importId: table.importId })
      .from(table)
      .where(eq(table.importId, importId))
      .limit(1);
    if (rows.length > 0) return true;
  }
  return false;
}
