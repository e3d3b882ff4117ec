"use client";

import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { errorMessage } from "@/app/_trpc/trpc-error";
import { Button } from "@/app/_ui/button";
import { Disclosure } from "@/app/_ui/disclosure";
import { Notice } from "@/app/_ui/notice";
import { countOf } from "@/app/_ui/number-words";
import { JobProgress } from "@/app/(lead)/_campaign/job-progress";
import { useRefresh } from "@/app/(lead)/_campaign/use-campaign";
import type { FetchView } from "@/server/endpoint/schemas";
import type { JobView } from "@/server/jobs/schemas";

const pollMs = 1_000;

/** How far the newest fetch is, or what came of it. */
export function EndpointNewestFetch({ campaignId }: { campaignId: string }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const { data: newest } = useSuspenseQuery({
    ...trpc.endpoint.newestFetch.queryOptions({ campaignId }),
    refetchInterval: ({ state }) => (isUnderWay(state.data?.job) ? pollMs : false),
  });
  const isRunning = isUnderWay(newest?.job);
  const wasRunning = useRef(isRunning);
  const finish = useEffectEvent(() => void refresh());
  useEffect(() => {
    if (wasRunning.current && !isRunning) finish();
    wasRunning.current = isRunning;
  }, [isRunning]);
  const options = { onSuccess: refresh };
  const stop = useMutation(trpc.endpoint.stopFetch.mutationOptions(options));
  const retry = useMutation(trpc.endpoint.retryFetch.mutationOptions(options));
  if (!newest) return null;
  const { job, failed } = newest;
  const input = { campaignId, jobId: job.id };
  const error = stop.error ?? retry.error;
  return (
    <div className="space-y-3">
      <JobProgress job={job} isRunning={isRunning} title="Fetch" follow={() => {}} />
      {isRunning && (
        <Button
          size="small"
          busy={stop.isPending}
          disabled={stop.isSuccess}
          onClick={() => stop.mutate(input)}
        >
          {stop.isSuccess ? "Stopping" : "Stop and keep what came"}
        </Button>
      )}
      {job.state === "done" && <Outcome newest={newest} />}
      {!isRunning && failed > 0 && (
        <>
          <Reasons newest={newest} />
          <Button size="small" busy={retry.isPending} onClick={() => retry.mutate(input)}>
            Try the failed again
          </Button>
        </>
      )}
      {error && <Notice tone="error">{errorMessage(error)}</Notice>}
    </div>
  );
}

function isUnderWay(job: JobView | undefined): boolean {
  return job?.state === "queued" || job?.state === "running";
}

function Outcome({ newest: { scored, failed, settings, importId } }: { newest: FetchView }) {
  const what = settings.kind === "logprobs" ? "log-probabilities" : "embeddings";
  if (importId === null) return null;
  return (
    <Notice tone={failed > 0 ? "warn" : "ok"} announce title={`The newest fetch brought ${what}`}>
      {countOf(scored, "completion")} done
      {failed > 0 ? `, ${countOf(failed, "completion")} failed.` : ", none failed."}
    </Notice>
  );
}

/** Why completions failed, alike reasons together. */
function Reasons({ newest: { reasons, failed } }: { newest: FetchView }) {
  return (
    <Disclosure summary={`Why ${countOf(failed, "completion")} failed`}>
      <ul className="space-y-1.5 text-sm">
        {reasons.map(({ reason, completions, example }) => (
          <li key={reason} className="wrap-anywhere">
            <span className="font-medium tabular-nums">{countOf(completions, "completion")}:</span> {reason}
            <span className="text-muted">
              {" "}
              (such as {example.promptId} by {example.model})
            </span>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
