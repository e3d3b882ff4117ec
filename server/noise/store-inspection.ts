import { eq, inArray } from "drizzle-orm";
import { newId } from "../ids";
import type { VerbContext } from "../verb-context";
import { findNewestInspection } from "./find-inspection";
import type { InspectionResult } from "./text-inspector";

const rowsPerInsert = 1_000;

/**
 * Stores an inspection in place of the one before it; what that one left out of a ranking is told by the ranking.
 * Findings are written in short batches that nothing reads before the last transaction names their inspection.
 */
export async function storeInspection(
  context: VerbContext,
  { campaignId, basis, result }: { campaignId: string; basis: string; result: InspectionResult },
): Promise<string> {
  const { database, actor, clock } = context;
  const { findings, ...counts } = result;
  const inspectionId = newId("ins");
  for (let from = 0; from < findings.length; from += rowsPerInsert) {
    const rows = findings.slice(from, from + rowsPerInsert).map((row) => ({ inspectionId, ...row }));
    await database.transaction(async ({ orm, tables }) => {
      await orm.insert(tables.finding).values(rows);
    }, "normal");
  }
  return database.transaction(async (tx) => {
    await tx.lockCampaign(campaignId);
    const { inspection, finding } = tx.tables;
    const newest = await findNewestInspection(tx, campaignId);
    if (newest?.basis === basis) {
      // Another process looked at the same meanwhile; rules may go by its findings already.
      await tx.orm.delete(finding).where(eq(finding.inspectionId, inspectionId));
      return newest.id;
    }
    const isOurs = eq(inspection.campaignId, campaignId);
    const earlier = tx.orm.select({ id: inspection.id }).from(inspection).where(isOurs);
    await tx.orm.delete(finding).where(inArray(finding.inspectionId, earlier));
    await tx.orm.delete(inspection).where(isOurs);
    const createdAt = clock();
    await tx.orm
      .insert(inspection)
      .values({ id: inspectionId, campaignId, basis, ...counts, createdBy: actor, createdAt });
    return inspectionId;
  }, "normal");
}
