import { eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { CompletionRow } from "@/server/readers/rows";
import { toBytes } from "../ranking/arrays";
import type { Staging } from "./staging";
import { valueOrigin } from "./value-origin";

const bytesPerNumber = Float32Array.BYTES_PER_ELEMENT;

/**
 * Stores the embeddings of completions that had none, and compares the others. Tells which completions got one.
 * All embeddings of a campaign must have one length: vectors of two embedding models cannot be compared.
 */
export async function stageEmbeddings(
  tx: Transaction,
  staging: Staging,
  known: readonly { row: CompletionRow; id: number }[],
): Promise<ReadonlySet<number>> {
  const added = new Map<number, Buffer>();
  const given = known.flatMap(({ row, id }) => (row.embedding ? [{ row, id, vector: row.embedding }] : []));
  if (given.length === 0) return new Set();
  const { embedding } = tx.tables;
  const ids = given.map(({ id }) => id);
  const stored = await tx.orm.select().from(embedding).where(inArray(embedding.completionId, ids));
  const storedById = new Map(stored.map((one) => [one.completionId, one]));
  staging.embeddingLength ??= await findEmbeddingLength(tx, staging.campaign.id);
  for (const { row, id, vector } of given) {
    const bytes = toBytes(vector);
    const earlier = storedById.get(id);
    staging.embeddingLength ??= vector.length;
    const problem = (reason: string) => staging.problems.add({ line: row.line, field: "embedding", reason });
    if (vector.length !== staging.embeddingLength) {
      problem(
        `has ${vector.length} numbers where this campaign's embeddings have ${staging.embeddingLength}`,
      );
    } else if (earlier && Buffer.compare(earlier.vector, bytes) !== 0) {
      const origin = await valueOrigin(tx, staging, earlier.importId);
      problem(`this completion has another embedding already, from ${origin}`);
    } else if (!earlier) added.set(id, bytes);
  }
  const rows = [...added].map(([completionId, bytes]) => {
    return { completionId, importId: staging.importId, vector: bytes };
  });
  if (rows.length > 0) await tx.orm.insert(embedding).values(rows);
  return new Set(added.keys());
}

async function findEmbeddingLength({ orm, tables }: Transaction, campaignId: string) {
  const { embedding, dataImport } = tables;
  const rows = await orm
    .select({ vector: embedding.vector })
    .from(dataImport)
    .innerJoin(embedding, eq(embedding.importId, dataImport.id))
    .where(eq(dataImport.campaignId, campaignId))
    .limit(1);
  return rows[0] && rows[0].vector.length / bytesPerNumber;
}
