import { second } from "../clock";
import type { VerbContext } from "../verb-context";
import { abandonedMs, listWaitingJobs } from "./job-row";
import { runJob } from "./run-job";

/** Starts a queued job without waiting for its end, and returns what it was given. */
export function runInBackground<T extends { jobId: string }>(context: VerbContext, queued: T): T {
  void runJob(context, queued.jobId);
  return queued;
}

/**
 * Takes up what waits or was left behind by a process that ended: at once, and once more when a job that another
 * process let go of just now counts as abandoned.
 */
export async function resumeJobs(context: VerbContext): Promise<void> {
  for (const jobId of await listWaitingJobs(context)) void runJob(context, jobId);
  setTimeout(() => {
    void listWaitingJobs(context).then((jobIds) => jobIds.forEach((jobId) => void runJob(context, jobId)));
  }, abandonedMs + second).unref();
}
