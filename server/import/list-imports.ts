import { and, desc, eq } from "drizzle-orm";
import type { VerbContext } from "../verb-context";

/** The campaign's published imports, newest first. */
export async function listImports({ database: { orm, tables } }: VerbContext, campaignId: string) {
  const { dataImport } = tables;
  return orm
    .select({
      id: dataImport.id,
      fileName: dataImport.fileName,
      sha256: dataImport.sha256,
      shape: dataImport.shape,
      format: dataImport.format,
      counts: dataImport.counts,
      problems: dataImport.problems,
      createdBy: dataImport.createdBy,
      publishedAt: dataImport.publishedAt,
    })
    .from(dataImport)
    .where(and(eq(dataImport.campaignId, campaignId), eq(dataImport.state, "published")))
    .orderBy(desc(dataImport.createdAt), desc(dataImport.id));
}
