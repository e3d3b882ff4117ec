import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import type { Desk } from "@/server/task/schemas";

/** Which guidelines a person has read, and the way to say so; what they have said holds here at once. */
export function useGuidelines(campaignId: string, desk: Desk) {
  const trpc = useTRPC();
  const [current, setCurrent] = useState(desk);
  const [seen, setSeen] = useState(desk.guidelinesSeen);
  const see = useMutation(trpc.member.seeGuidelines.mutationOptions({ retry: true }));
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
 * person.
 *
 * @param version of those in force, by the last answer.
 */
export function useMustRead(
  version: number | undefined,
  seen: number | null,
  taskId: string | undefined,
): boolean {
  const isStale = version !== undefined && seen !== null && version > seen;
  const [before, setBefore] = useState(taskId);
  const [during, setDuring] = useState<{ version: number; taskId: string | undefined }>();
  // A comparison that came with the news has not been looked at.
  if (isStale && during?.version !== version)
    setDuring({ version, taskId: taskId === before ? taskId : undefined });
  if (taskId !== before) setBefore(taskId);
  return isStale && during !== undefined && (during.taskId === undefined || during.taskId !== taskId);
}
