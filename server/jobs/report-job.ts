import type { StoredReport } from "../report/get-report";
import { loadReportInput } from "../report/load-report-input";
import type { ReportInput } from "../report/report-input";
import { storeReport } from "../report/store-report";
import type { ReportMessage } from "./report.worker";
import type { JobWork, Report } from "./run-job";
import { startWorker } from "./start-worker";

/** Reads a campaign's draws and judgments, computes its report on a worker thread and stores it. */
export const runReportJob: JobWork = async (context, job, report) => {
  await report({ done: 0, total: 0, step: "Reading draws and judgments" });
  const input = await loadReportInput(context.database, job.campaignId);
  const stored = await computeOnThread(input, report);
  return storeReport(context, stored);
};

async function computeOnThread(input: ReportInput, report: Report): Promise<StoredReport> {
  const step = "Estimating";
  await report({ done: 0, total: input.strata.length, step });
  const worker = startWorker("report", input);
  try {
    return await new Promise<StoredReport>((resolve, reject) => {
      worker.on("message", (message: ReportMessage) => {
        if (message.kind === "done") resolve({ content: message.content, plots: message.plots });
        else report({ done: message.done, total: message.total, step }).catch(reject);
      });
      worker.on("error", reject);
      worker.on("exit", (code) => reject(new Error(`The report thread ended with code ${code}.`)));
    });
  } finally {
    await worker.terminate();
  }
}
