import { useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import type { JobKind, JobView } from "@/server/jobs/schemas";
import { useCampaign, useRefresh } from "./use-campaign";

const pollMs = 500;

export interface FollowedJob {
  job: JobView | undefined;
  isRunning: boolean;
  follow: (jobId: string) => void;
}

/** Follows the campaign's job of a kind, also one that was started elsewhere; when it ends, the page is asked for anew. */
export function useJob(campaignId: string, kind: JobKind): FollowedJob {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const newest = useCampaign(campaignId).job;
  const [started, setStarted] = useState<string>();
  const known = newest?.kind === kind && newest.state !== "done" ? newest : undefined;
  const jobId = started ?? known?.id;
  const { data } = useQuery({
    ...trpc.job.get.queryOptions({ campaignId, jobId: jobId ?? "" }),
    enabled: jobId !== undefined,
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? pollMs : false),
  });
  const job = data ?? (known?.id === jobId ? known : undefined);
  const finish = useEffectEvent(() => void refresh());
  const state = started ? job?.state : undefined;
  useEffect(() => {
    if (state === "done" || state === "failed") finish();
  }, [state]);
  return { job, isRunning: jobId !== undefined && isUnderWay(job), follow: setStarted };
}

function isUnderWay(job: JobView | undefined): boolean {
  return !job || job.state === "queued" || job.state === "running";
}
