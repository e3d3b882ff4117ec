import { useEffect, useEffectEvent } from "react";
import { useTRPCClient } from "@/app/_trpc/client";
import { errorCode } from "@/app/_trpc/trpc-error";

interface Leases {
  campaignId: string;
  /** The tasks in hand, asked for at each beat. */
  held: () => string[];
  leaseSeconds: number;
  /** Some of the leases are gone for good. */
  onLost: () => void;
}

/** Holds the leases on what is in hand while the page is in sight: three signs of life per lease, one more on coming back. */
export function useHeartbeat({ campaignId, held, leaseSeconds, onLost }: Leases): void {
  const client = useTRPCClient();
  const beat = useEffectEvent(async () => {
    const taskIds = held();
    if (document.hidden || taskIds.length === 0) return;
    try {
      const { lost } = await client.task.heartbeat.mutate({ campaignId, taskIds });
      if (lost.length > 0) onLost();
    } catch (error) {
      // Anything else, a lost connection above all, may be better at the next beat. Of being signed out or removed the page
      // hears when it asks for what comes instead.
      if (/^(lease_lost|not_allowed|not_signed_in)$/.test(errorCode(error) ?? "")) onLost();
    }
  });
  useEffect(() => {
    const onBeat = () => void beat();
    const timer = setInterval(onBeat, (leaseSeconds * 1000) / 3);
    document.addEventListener("visibilitychange", onBeat);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onBeat);
    };
  }, [leaseSeconds]);
}
