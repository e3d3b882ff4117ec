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
