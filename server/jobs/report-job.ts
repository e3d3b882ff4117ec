import { getCampaignRow } from "../campaign/get-campaign-row";
import { loadReportInput } from "../report/load-report-input";
import type { ComparedCompletions, CompletionBatch } from "../report/parts/completion-columns";
import { loadWorth } from "../report/parts/load-worth";
import { partKinds } from "../report/parts/part-kinds";
import { listCompared, readTexts } from "../report/parts/read-completions";
import { isComplete, storePart } from "../report/parts/store-parts";
import type { ReportInput } from "../report/report-input";
import { storeReport, storeReportInput } from "../report/store-report";
import { extendSequences } from "../stop/extend-sequences";
import type { VerbContext } from "../verb-context";
import type { ReportMessage, ReportRequest } from "./report.worker";
import type { JobWork, Report } from "./run-job";
import { scanOnThread } from "./scan-on-thread";
import { startWorker } from "./start-worker";

/**
 * Reads a campaign's draws and judgments and computes its report on a worker thread. The report is stored and shown as
 * soon as it is computed; its parts, which take longer, and what all was computed from are stored after it.
 */
export const runReportJob: JobWork = async (context, job, report) => {
  await report({ done: 0, total: 0, step: "Reading draws and judgments" });
  const campaign = await getCampaignRow(context.database, job.campaignId);
  // What the stop rule has ended is part of the report; judgments of this moment may not have been watched yet.
  if (campaign.stopRule) await extendSequences(context, job.campaignId, { all: false });
  const input = await loadReportInput(context.database, job.campaignId, scanOnThread);
  await report({ done: 0, total: input.strata.length, step: "Estimating" });
  return new ReportMaking(context, input, report).run();
};

/** One report on its way: what the thread sends is stored, and it is given the completions when it asks for them. */
class ReportMaking {
  readonly #context: VerbContext;
  readonly #input: ReportInput;
  readonly #report: Report;
  #reportId = "";
  #isThere = false;
  #lacksWorth = false;
  #batches: AsyncGenerator<CompletionBatch> | undefined;
  #compared: ComparedCompletions | undefined;

  constructor(context: VerbContext, input: ReportInput, report: Report) {
    this.#context = context;
    this.#input = input;
    this.#report = report;
  }

  /** Runs the thread to its end and reads its messages, one after the other. */
  async run(): Promise<string> {
    const worker = startWorker("report", this.#input);
    let reading = Promise.resolve();
    try {
      await new Promise<void>((resolve, reject) => {
        worker.on("message", (message: ReportMessage) => {
          reading = reading.then(() => this.#read(message, (request) => worker.postMessage(request)));
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
    return this.#reportId;
  }

  async #read(message: ReportMessage, answer: (request: ReportRequest) => void): Promise<void> {
    const context = this.#context;
    if (message.kind === "progress")
      return this.#report({ done: message.done, total: message.total, step: "Estimating" });
    if (message.kind === "ready") return answer(await this.#next());
    if (message.kind === "input") return storeReportInput(context, this.#reportId, message.compressed);
    if (message.kind === "part") {
      await storePart(context, this.#reportId, message.part);
      return this.#report({ done: 0, total: 0, step: "Resampling" });
    }
    const { content, plots } = message;
    this.#reportId = await storeReport(context, { content, plots });
    const kinds = partKinds(content);
    this.#isThere = await isComplete(context.database, this.#reportId, kinds);
    this.#lacksWorth = kinds.includes("worth");
  }

  /** What parts are made of, piece by piece: the orders, then completions; or what the thread is to do after the last. */
  async #next(): Promise<ReportRequest> {
    if (this.#isThere) return { kind: "end" };
    const { database } = this.#context;
    if (this.#lacksWorth) {
      await this.#report({ done: 0, total: 0, step: "Comparing orders" });
      this.#lacksWorth = false;
      return { kind: "worth", worth: await loadWorth(database, this.#input) };
    }
    const step = "Reading completions";
    if (!this.#batches) {
      await this.#report({ done: 0, total: 0, step });
      const { campaign, configuration, pools } = this.#input;
      const ranking = { id: configuration.rankingId, campaignId: campaign.id };
      const { compared, ids } = await listCompared(database, ranking, pools);
      this.#compared = compared;
      this.#batches = readTexts(database, ids);
    }
    const { value: batch } = await this.#batches.next();
    const compared = this.#compared as ComparedCompletions;
    if (!batch) return { kind: "parts", compared };
    await this.#report({ done: batch.from, total: compared.model.length, step });
    return { kind: "completions", batch: batch as CompletionBatch };
  }
}
