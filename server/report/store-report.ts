import { and, eq, isNull } from "drizzle-orm";
import { recordAudit } from "../audit";
import { newId, sha256 } from "../ids";
import type { VerbContext } from "../verb-context";
import { canonicalJson } from "./canonical-json";
import { findNewestReport, type StoredReport } from "./get-report";

/** Stores a report; when it says just what the newest one says, that one stands. Returns the report's id. */
export async function storeReport(context: VerbContext, stored: StoredReport): Promise<string> {
  const { content } = stored;
  const campaignId = content.campaign.id;
  const hash = sha256(canonicalJson(content));
  return context.database.transaction(async (tx) => {
    const newest = await findNewestReport(tx, campaignId);
    if (newest?.hash === hash) return newest.id;
    const id = newId("rep");
    await tx.orm.insert(tx.tables.report).values({
      id,
      campaignId,
      rankingId: content.configuration.rankingId,
      ledgerHash: content.ledger.hash,
      hash,
      content: stored,
      createdBy: context.actor,
      createdAt: context.clock(),
    });
    await recordAudit(tx, context, { campaignId, action: "report.create", subject: id, detail: { hash } });
    return id;
  });
}

/** Keeps what a report was computed from, unless it is kept already. */
export async function storeReportInput(
  { database }: VerbContext,
  reportId: string,
  compressed: Uint8Array,
): Promise<void> {
  await database.transaction(async ({ orm, tables: { report } }) => {
    await orm
      .update(report)
      .set({ input: Buffer.from(compressed) })
      .where(and(eq(report.id, reportId), isNull(report.input)));
  });
}
