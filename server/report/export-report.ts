import { TiebreakError } from "../errors";
import type { VerbContext } from "../verb-context";
import { findNewestReport } from "./get-report";
import type { ReportFormat } from "./schemas";

export interface ExportedReport {
  fileName: string;
  contentType: string;
  body: string;
}

/** The newest report as a file. */
export async function exportReport(
  { database }: VerbContext,
  { campaignId, format }: { campaignId: string; format: ReportFormat },
): Promise<ExportedReport> {
  const row = await findNewestReport(database, campaignId);
  if (!row) throw new TiebreakError("not_found", "There is no report yet. Generate one first.");
  return {
    fileName: `report.${format}`,
    contentType: "application/json; charset=utf-8",
    body: JSON.stringify(row.stored.content, null, 2),
  };
}
