import { and, asc, eq } from "drizzle-orm";
import type { Connection } from "@/db/client";

/** Ids of the campaign's published imports, oldest first: what a pool is built from. */
export async function listPublishedImports(
  { orm, tables: { dataImport } }: Connection,
  campaignId: string,
): Promise<string[]> {
  const rows = await orm
    .select({ id: dataImport.id })
    .from(dataImport)
    .where(and(eq(dataImport.campaignId, campaignId), eq(dataImport.state, "published")))
    .orderBy(asc(dataImport.createdAt), asc(dataImport.id));
  return rows.map(({ id }) => id);
}
