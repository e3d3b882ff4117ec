import { writeFile } from "node:fs/promises";
import { found } from "../../errors";
import { finishJob } from "../../jobs/finish-job";
import { printOnThread } from "../../jobs/print-on-thread";
import { exportPdf } from "../../report/export-pdf";
import { exportReport } from "../../report/export-report";
import { getReport } from "../../report/get-report";
import type { ReportContent } from "../../report/schemas";
import { startReport } from "../../report/start-report";
import type { ReportOptions } from "../commands/report";
import { UsageError } from "../failures";
import { formatTable } from "../format-table";
import { percent } from "../number-words";
import { note, print } from "../print";
import { withProgress } from "../progress";
import { withCampaign } from "../with-campaign";

/** Computes a campaign's report and prints or writes it. */
export async function report(
  idOrName: string,
  { format: chosen, json, output }: ReportOptions,
): Promise<void> {
  if (json && chosen !== undefined && chosen !== "json")
    throw new UsageError(`--json and --format ${chosen} are two formats: give one of them.`);
  const format = json ? "json" : chosen;
  if (format === "pdf" && output === undefined && process.stdout.isTTY)
    throw new UsageError("A PDF is not for the screen: give --output FILE.");
  await withCampaign(idOrName, async (context, { id }) => {
    await withProgress(async (onStep) => finishJob(context, id, await startReport(context, id), onStep));
    if (format === undefined && output === undefined) {
      const view = await getReport(context, id);
      return print(describe(found(view.report ?? undefined, "report of", id), view.hash));
    }
    const { body } =
      format === "pdf"
        ? await exportPdf(context, { campaignId: id }, printOnThread)
        : await exportReport(context, { campaignId: id, format: format ?? "json" });
    if (output === undefined && typeof body === "string") return print(body.trimEnd());
    if (output === undefined) return void process.stdout.write(body);
    await writeFile(output, body);
    note(`Wrote ${output}.`);
  });
}

function describe({ campaign, pairs, counts, notes }: ReportContent, hash: string | null): string {
  const rows = pairs.map(({ modelA, modelB, winRate, tieRate, closedPrefix, size }) => [
    `${modelA} – ${modelB}`,
    percent(winRate.value),
    winRate.interval ? `${percent(winRate.interval.lower)} to ${percent(winRate.interval.upper)}` : "–",
    percent(tieRate.value),
    `${closedPrefix}/${size}`,
  ]);
  const table = formatTable(["pair", "win rate of the first", "95 % interval", "ties", "read"], rows);
  const verdicts = pairs.map(({ verdict }) => verdict.sentence).join("\n");
  const heading = `${campaign.name} (${campaign.state}): ${counts.judgmentsCounted} judgments counted, ${counts.closed} of ${counts.planned} comparisons closed.`;
  return [heading, verdicts, table, ...notes, `Report ${hash}`].join("\n\n");
}
