import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Staging } from "./staging";

/** Where an earlier value came from, in words: an earlier row of this file, or the import that brought it. */
export async function valueOrigin(tx: Transaction, staging: Staging, importId: string): Promise<string> {
  if (importId === staging.importId) return "an earlier row of this file";
  const { dataImport } = tx.tables;
  const rows = await tx.orm.select().from(dataImport).where(eq(dataImport.id, importId));
  const found = rows[0];
  if (!found) return `import ${importId}`;
  return `${found.fileName}, imported on ${new Date(found.createdAt).toISOString().slice(0, 10)} (${importId})`;
}
