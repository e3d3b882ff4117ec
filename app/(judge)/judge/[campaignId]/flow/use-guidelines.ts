import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { isTransient } from "@/app/_trpc/trpc-error";
import type { Desk } from "@/server/task/schemas";

/** Which guidelines a person has read, and the way to say so; what they have said holds here at once. */
export function useGuidelines(campaignId: string, desk: Desk) {
  const trpc = useTRPC();
  const [current, setCurrent] = useState(desk);
  const [seen, setSeen] = useState(desk.guidelinesSeen);
  // Until the server has heard it; what it refuses, it will refuse again.
  const retry = (_: number, error: unknown) => isTransient(error);
  const see = useMutation(trpc.member.seeGuidelines.mutationOptions({ retry }));
  const isEmpty = current.guidelines.trim() === "";
  return {
    /** The wording in force, as this page knows it. */
    guidelines: current.guidelines,
    seen,
    mustRead: current.guidelinesVersion > (seen ?? 0) && !(isEmpty && seen === null),
    read: (read: Pick<Desk, "guidelines" | "guidelinesVersion"> = current) => {
      setCurrent((before) => ({ ...before, ...read }));
      setSeen(read.guidelinesVersion);
      see.mutate({ campaignId, version: read.guidelinesVersion });
    },
  };
}

export type Guidelines = ReturnType<typeof useGuidelines>;

/**
 * Whether guidelines that were changed meanwhile are to be read now: between two comparisons, not while one is before the
 * person. The next one is on the screen before the server's answer, so one that came only just now gives way.
 *
 * @param version of those in force, by the last answer.
 * @param isLookedAt whether the comparison has been on the screen long enough for that.
 */
export function useMustRead(
  version: number | undefined,
  seen: number | null,
  { taskId, isLookedAt }: { taskId: string | undefined; isLookedAt: boolean },
): boolean {
  const isStale = version !== undefined && seen !== null && version > seen;
  const [during, setDuring] = useState<{ version: number; taskId: string | undefined }>();
  if (isStale && during?.version !== version) setDuring({ version, taskId: isLookedAt ? taskId : undefined });
  return isStale && during !== undefined && (during.taskId === undefined || during.taskId !== taskId);
}
