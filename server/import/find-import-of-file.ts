import { and, desc, eq } from "drizzle-orm";
import type { VerbContext } from "../verb-context";

/** The newest published import of a file with this content, and its campaign. */
export async function findImportOfFile({ database }: VerbContext, sha256: string) {
  const { dataImport, campaign } = database.tables;
  const rows = await database.orm
    .select({
      importId: dataImport.id,
      publishedAt: dataImport.publishedAt,
      campaign: { id: campaign.id, name: campaign.name },
    })
    .from(dataImport)
    .innerJoin(campaign, eq(campaign.id, dataImport.campaignId))
    .where(and(eq(dataImport.sha256, sha256), eq(dataImport.state, "published")))
    .orderBy(desc(dataImport.createdAt))
    .limit(1);
  return rows[0];
}
