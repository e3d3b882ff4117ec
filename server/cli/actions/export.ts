import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { exportPreferences } from "../../report/export-preferences";
import { type ExportedRows, exportDraws, exportJudgments, exportRanking } from "../../report/export-rows";
import type { VerbContext } from "../../verb-context";
import type { Exported, ExportOptions } from "../commands/export";
import { UsageError } from "../failures";
import { note } from "../print";
import { withCampaign } from "../with-campaign";

const exporters = { judgments: exportJudgments, ranking: exportRanking, draws: exportDraws };

/** Streams a campaign's rows to standard output or a file; a file is there whole or not at all. */
export async function exportRows(what: Exported, idOrName: string, options: ExportOptions): Promise<void> {
  checkOptions(what, options);
  const { output } = options;
  await withCampaign(idOrName, async (context, { id }) => {
    const exported = await startExport(context, what, id, options);
    if (output === undefined) await pipeline(Readable.from(exported.chunks), process.stdout, { end: false });
    else await writeWhole(output, exported.chunks);
    if (exported.note) note(exported.note);
    if (output !== undefined) note(`Wrote ${output}.`);
  });
}

function checkOptions(what: Exported, options: ExportOptions): void {
  const { format, output, minimumMargin, minimumJudgments } = options;
  if (what === "preferences" && format === "csv")
    throw new UsageError("Preferences hold whole completions: take --format jsonl or parquet.");
  if (what !== "preferences" && (minimumMargin !== undefined || minimumJudgments !== undefined))
    throw new UsageError("--minimum-margin and --minimum-judgments are for preferences.");
  if (format === "parquet" && output === undefined && process.stdout.isTTY)
    throw new UsageError("Parquet is not for the screen: give --output FILE.");
}

function startExport(
  context: VerbContext,
  what: Exported,
  campaignId: string,
  { format, minimumMargin, minimumJudgments }: ExportOptions,
): Promise<ExportedRows & { note?: string }> {
  if (what !== "preferences") return exporters[what](context, { campaignId, format: format ?? "csv" });
  return exportPreferences(context, {
    campaignId,
    format: format === "parquet" ? "parquet" : "jsonl",
    minimumMargin,
    minimumJudgments,
  });
}

async function writeWhole(output: string, chunks: ExportedRows["chunks"]): Promise<void> {
  const partial = `${output}.partial`;
  try {
    await pipeline(Readable.from(chunks), createWriteStream(partial));
    await rename(partial, output);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
