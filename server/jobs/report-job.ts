import { getCampaignRow } from "../campaign/get-campaign-row";
import { loadReportInput } from "../report/load-report-input";
import type { ReportInput } from "../report/report-input";
import { storeReport, storeReportInput } from "../report/store-report";
import { extendSequences } from "../stop/extend-sequences";
import type { VerbContext } from "../verb-context";
import type { ReportMessage } from "./report.worker";
import type { JobWork, Report } from "./run-job";
import { startWorker } from "./start-worker";

/**
 * Reads a campaign's draws and judgments and computes its report on a worker thread. The report is stored and shown as
 * soon as it is computed; what it was computed from is stored after it.
 */
export const runReportJob: JobWork = async (context, job, report) => {
  await report({ done: 0, total: 0, step: "Reading draws and judgments" });
  const campaign = await getCampaignRow(context.database, job.campaignId);
  // What the stop rule has ended is part of the report; judgments of this moment may not have been watched yet.
  if (campaign.stopRule) await extendSequences(context, job.campaignId, { all: false });
  const input = await loadReportInput(context.database, job.campaignId);
  return computeAndStore(context, input, report);
};

async function computeAndStore(context: VerbContext, input: ReportInput, report: Report): Promise<string> {
  const step = "Estimating";
  await report({ done: 0, total: input.strata.length, step });
  let reportId: string | undefined;
  await readMessages(input, async (message) => {
    if (message.kind === "progress") return report({ done: message.done, total: message.total, step });
    if (message.kind === "report") {
      const { content, plots } = message;
      reportId = await storeReport(context, { content, plots });
      return report({ done: 0, total: 0, step: "Keeping what it was computed from" });
    }
    return storeReportInput(context, reportId as string, message.compressed);
  });
  return reportId as string;
}

/** Runs the thread to its end and hands on its messages, one after the other. */
async function readMessages(
  input: ReportInput,
  read: (message: ReportMessage) => Promise<void>,
): Promise<void> {
  const worker = startWorker("report", input);
  let reading = Promise.resolve();
  try {
    await new Promise<void>((resolve, reject) => {
      worker.on("message", (message: ReportMessage) => {
        reading = reading.then(() => read(message));
        reading.catch(reject);
      });
      worker.on("error", reject);
      worker.on("exit", (code) => {
        if (code === 0) resolve();
        else reject(new Error(`The report thread ended with code ${code}.`));
      });
    });
    await reading;
  } finally {
    await worker.terminate();
  }
}
