import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { exportDraws, exportJudgments, exportRanking } from "../../report/export-rows";
import type { Exported, ExportOptions } from "../commands/export";
import { note } from "../print";
import { withCampaign } from "../with-campaign";

const exporters = { judgments: exportJudgments, ranking: exportRanking, draws: exportDraws };

/** Streams a campaign's rows to standard output or a file; a file is there whole or not at all. */
export async function exportRows(
  what: Exported,
  idOrName: string,
  { format, output }: ExportOptions,
): Promise<void> {
  await withCampaign(idOrName, async (context, { id }) => {
    const { chunks } = await exporters[what](context, { campaignId: id, format });
    if (output === undefined) {
      await pipeline(Readable.from(chunks), process.stdout, { end: false });
      return;
    }
    const partial = `${output}.partial`;
    try {
      await pipeline(Readable.from(chunks), createWriteStream(partial));
      await rename(partial, output);
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
    note(`Wrote ${output}.`);
  });
}
