import { csvReport } from "@/server/writers/csv-report";
import { htmlReport } from "@/server/writers/html-report";
import { jsonReport } from "@/server/writers/json-report";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { TiebreakError } from "../errors";
import type { VerbContext } from "../verb-context";
import { fileName } from "./file-name";
import { findNewestReport, findReportInput } from "./get-report";
import type { ReportFormat } from "./schemas";

export interface ExportedReport {
  fileName: string;
  contentType: string;
  body: string;
}

const contentTypes: Record<ReportFormat, string> = {
  json: "application/json; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  html: "text/html; charset=utf-8",
};

/** The newest report as a file: its content with its hash, its table of pairs, or a page to read and print. */
export async function exportReport(
  { database }: VerbContext,
  { campaignId, format }: { campaignId: string; format: ReportFormat },
): Promise<ExportedReport> {
  const campaign = await getCampaignRow(database, campaignId);
  const row = await findNewestReport(database, campaignId);
  if (!row) throw new TiebreakError("not_found", "There is no report yet. Generate one first.");
  const { id: reportId, hash, createdAt, stored } = row;
  const { content } = stored;
  const write: Record<ReportFormat, () => string | Promise<string>> = {
    json: async () =>
      jsonReport({ reportId, hash, createdAt, content }, await findReportInput(database, reportId)),
    csv: () => csvReport(content, hash),
    html: () => htmlReport({ ...stored, hash, reportId, createdAt }),
  };
  return {
    fileName: fileName(campaign, "report", format),
    contentType: contentTypes[format],
    body: await write[format](),
  };
}
