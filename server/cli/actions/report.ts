import { writeFile } from "node:fs/promises";
import { found } from "../../errors";
import { finishJob } from "../../jobs/finish-job";
import { printOnThread } from "../../jobs/print-on-thread";
import { exportPdf } from "../../report/export-pdf";
import { exportReport } from "../../report/export-report";
import { getReport } from "../../report/get-report";
import { startReport } from "../../report/start-report";
import type { ReportOptions } from "../commands/report";
import { describeReport } from "../describe-report";
import { UsageError } from "../failures";
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
      const content = found(view.report ?? undefined, "report of", id);
      return print(describeReport(content, view.parts, view.hash));
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
