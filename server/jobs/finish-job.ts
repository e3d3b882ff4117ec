import { setTimeout as pause } from "node:timers/promises";
import { second } from "../clock";
import { TiebreakError } from "../errors";
import type { VerbContext } from "../verb-context";
import { getJob } from "./job-row";
import { runJob } from "./run-job";
import type { JobView } from "./schemas";

/** Hears what is being done, in words, and how much of it is done, in [0, 1]. */
export type OnStep = (step: string, share: number) => void;

/**
 * Runs a queued job to its end, or waits while another process runs it, and returns it. Throws what it failed with.
 */
export async function finishJob(
  context: VerbContext,
  campaignId: string,
  { jobId }: { jobId: string },
  onStep?: OnStep,
): Promise<JobView> {
  for (;;) {
    await runJob(context, jobId, onStep);
    const job = await getJob(context.database, campaignId, jobId);
    if (job.state === "failed")
      throw new TiebreakError("conflict", job.error ?? `The ${job.kind} job failed.`);
    if (job.state === "done") return job;
    onStep?.(job.step, job.total > 0 ? job.done / job.total : 0);
    await pause(second / 2);
  }
}
