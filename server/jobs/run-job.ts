import { second } from "../clock";
import { TiebreakError } from "../errors";
import type { VerbContext } from "../verb-context";
import { runCompareMetricsJob } from "./compare-metrics-job";
import { describeFault, failureWords } from "./describe-fault";
import { runFetchJob } from "./fetch-job";
import { runInspectJob } from "./inspect-job";
import { type TakenJob, takeJob, updateJob } from "./job-row";
import { runLaunchJob } from "./launch-job";
import { runLearnJob } from "./learn-job";
import { runRankJob } from "./rank-job";
import { runReorderJob } from "./reorder-job";
import { runReportJob } from "./report-job";
import type { JobKind } from "./schemas";

/** Tells how far a job is; writes at most a few times a second. */
export type Report = (progress: { done: number; total: number; step: string }) => Promise<void>;

/** A kind of job: does the work, tells of progress, returns the id of what it made. */
export type JobWork = (
  context: VerbContext,
  job: TakenJob & { campaignId: string; input: Record<string, unknown> },
  report: Report,
) => Promise<string>;

const work: Record<JobKind, JobWork> = {
  rank: runRankJob,
  launch: runLaunchJob,
  report: runReportJob,
  reorder: runReorderJob,
  fetch: runFetchJob,
  "compare-metrics": runCompareMetricsJob,
  inspect: runInspectJob,
  learn: runLearnJob,
};

/**
 * Runs a waiting job to its end in this process and writes how it ended. Does nothing when another process has it.
 * A process that dies in the middle leaves the job to be taken again after 15 seconds.
 */
export async function runJob(
  context: VerbContext,
  jobId: string,
  onProgress?: (text: string, share: number) => void,
) {
  const job = await takeJob(context, jobId);
  if (!job) return;
  const asCreator: VerbContext = { ...context, actor: job.createdBy ?? context.actor };
  // Refused once another process has the job, as after a long stall: then nothing is written of how it ended here.
  // One after the other: on Postgres an earlier one could otherwise end later and stand.
  let writing: Promise<unknown> = Promise.resolve();
  const update = (change: Parameters<typeof updateJob>[2]) => {
    const next = writing.then(() => updateJob(context, jobId, change, job.attempt));
    writing = next.catch(() => {});
    return next;
  };
  let last = { done: 0, total: 0, step: "Starting" };
  const alive = setInterval(() => void update(last).catch(() => {}), 3 * second);
  let written = 0;
  const report: Report = async (progress) => {
    const isNewStep = progress.step !== last.step;
    last = progress;
    onProgress?.(progress.step, progress.total > 0 ? progress.done / progress.total : 0);
    if (!isNewStep && context.clock() - written < second / 4) return;
    written = context.clock();
    await update(progress);
  };
  try {
    const resultId = await work[job.kind](asCreator, job, report);
    clearInterval(alive);
    // What was done last may not have been written.
    await update({ state: "done", resultId, done: last.done, total: last.total });
  } catch (error) {
    clearInterval(alive);
    if (!(error instanceof TiebreakError))
      console.error(`job ${jobId} (${job.kind}): ${describeFault(error)}`);
    await update({ state: "failed", error: failureWords(error, jobId) }).catch((cause: unknown) =>
      console.error(`job ${jobId} (${job.kind}): ${describeFault(cause)}`),
    );
  }
}
