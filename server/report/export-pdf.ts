import type { PdfReportInput } from "@/server/writers/pdf-report";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { TiebreakError } from "../errors";
import type { VerbContext } from "../verb-context";
import { fileName } from "./file-name";
import { findNewestReport } from "./get-report";
import { listParts, partsByKind } from "./parts/store-parts";

export interface ExportedPdf {
  fileName: string;
  contentType: string;
  body: Uint8Array;
}

/**
 * The newest report as a PDF file.
 *
 * @param print lays it out, off the thread that answers requests.
 */
export async function exportPdf(
  { database }: VerbContext,
  { campaignId }: { campaignId: string },
  print: (report: PdfReportInput) => Promise<Uint8Array>,
): Promise<ExportedPdf> {
  const campaign = await getCampaignRow(database, campaignId);
  const row = await findNewestReport(database, campaignId);
  if (!row) throw new TiebreakError("not_found", "There is no report yet. Generate one first.");
  const { id: reportId, hash, createdAt, stored } = row;
  const { content, plots } = stored;
  const parts = partsByKind(await listParts(database, reportId));
  return {
    fileName: fileName(campaign, "report", "pdf"),
    contentType: "application/pdf",
    body: await print({ content, plots, parts, hash, reportId, createdAt }),
  };
}
