import { Notice } from "@/app/_ui/notice";
import { formatShare } from "@/app/_ui/number-words";
import { ProgressBar } from "@/app/_ui/progress-bar";
import type { FollowedJob } from "./use-job";

interface Props extends FollowedJob {
  /** "Ranking", "Launch", "Report". */
  title: string;
}

/** How far a job is, or why it failed; nothing once it is done. */
export function JobProgress({ job, isRunning, title }: Props) {
  if (job?.state === "failed") {
    return (
      <Notice tone="error" title={`${title} failed`}>
        {job.error} Nothing was changed; try again.
      </Notice>
    );
  }
  if (!isRunning) return null;
  const isKnown = job !== undefined && job.total > 0;
  return (
    <div role="status" className="rounded-md border border-line bg-sunken px-3.5 py-2.5 text-sm">
      <p className="mb-1.5 flex justify-between gap-4">
        <span>
          <span className="font-medium">{title}:</span> {job?.step ?? "Waiting to start"}
        </span>
        {isKnown && <span className="tabular-nums">{formatShare(job.done / job.total)}</span>}
      </p>
      <ProgressBar label={title} value={job?.done ?? 0} max={job?.total ?? 0} />
    </div>
  );
}
