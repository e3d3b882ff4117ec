import { bibtex } from "@/server/writers/bibtex";
import { csvReport } from "@/server/writers/csv-report";
import { htmlReport } from "@/server/writers/html-report";
import { jsonReport } from "@/server/writers/json-report";
import { latexReport } from "@/server/writers/latex-report";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { TiebreakError } from "../errors";
import type { VerbContext } from "../verb-context";
import { fileName } from "./file-name";
import { findNewestReport, findReportInput } from "./get-report";
import { listParts, partsByKind } from "./parts/store-parts";
import { listReferences } from "./references/list-references";
import type { TextFormat } from "./schemas";

export interface ExportedReport {
  fileName: string;
  contentType: string;
  body: string;
}

const contentTypes: Record<TextFormat, string> = {
  json: "application/json; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  html: "text/html; charset=utf-8",
  tex: "application/x-tex; charset=utf-8",
  bib: "application/x-bibtex; charset=utf-8",
};

/** The newest report as a file: its content with its hash, its table of pairs, a page to read, or parts of a paper. */
export async function exportReport(
  { database }: VerbContext,
  { campaignId, format }: { campaignId: string; format: TextFormat },
): Promise<ExportedReport> {
  const campaign = await getCampaignRow(database, campaignId);
  const row = await findNewestReport(database, campaignId);
  if (!row) throw new TiebreakError("not_found", "There is no report yet. Generate one first.");
  const { id: reportId, hash, createdAt, stored } = row;
  const { content } = stored;
  const made = await listParts(database, reportId);
  const parts = partsByKind(made);
  const write: Record<TextFormat, () => string | Promise<string>> = {
    json: async () =>
      jsonReport(
        { reportId, hash, createdAt, content, parts: made },
        await findReportInput(database, reportId),
      ),
    csv: () => csvReport(content, parts, hash),
    html: () => htmlReport({ ...stored, parts, hash, reportId, createdAt }),
    tex: () => latexReport(content, parts, hash),
    bib: () => bibtex(listReferences(content, parts)),
  };
  return {
    fileName: fileName(campaign, "report", format),
    contentType: contentTypes[format],
    body: await write[format](),
  };
}
