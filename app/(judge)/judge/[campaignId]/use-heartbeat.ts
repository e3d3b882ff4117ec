import { useEffect, useEffectEvent } from "react";
import { useTRPCClient } from "@/app/_trpc/client";
import { errorCode } from "@/app/_trpc/trpc-error";

interface Lease {
  campaignId: string;
  /** Undefined: nothing is held. */
  taskId: string | undefined;
  leaseSeconds: number;
  /** The lease is gone for good; the error says why. */
  onLost: (error: unknown) => void;
}

/** Holds the lease on a task while the page is in sight: three signs of life per lease, one more on coming back. */
export function useHeartbeat({ campaignId, taskId, leaseSeconds, onLost }: Lease): void {
  const client = useTRPCClient();
  const beat = useEffectEvent(async (held: string) => {
    if (document.hidden) return;
    try {
      await client.task.heartbeat.mutate({ campaignId, taskIds: [held] });
    } catch (error) {
      // Anything else, a lost connection above all, may be better at the next beat.
      if (errorCode(error) === "lease_lost" && held === taskId) onLost(error);
    }
  });
  useEffect(() => {
    if (taskId === undefined) return;
    const onBeat = () => void beat(taskId);
    const timer = setInterval(onBeat, (leaseSeconds * 1000) / 3);
    document.addEventListener("visibilitychange", onBeat);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onBeat);
    };
  }, [taskId, leaseSeconds]);
}
