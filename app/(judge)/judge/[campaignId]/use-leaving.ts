import { useEffect, useEffectEvent } from "react";
import { releaseOnLeaving } from "@/app/_trpc/release-on-leaving";

interface Held {
  campaignId: string;
  taskId: string | undefined;
  /** A decision on it is under way: then it is not given back. */
  isSending: boolean;
  /** The browser brought the page back as it was. */
  onReturn: () => void;
}

/** Gives the comparison in hand back when the page is closed or left, so that others need not wait out the lease. */
export function useLeaving({ campaignId, taskId, isSending, onReturn }: Held): void {
  const leave = useEffectEvent(() => {
    if (taskId !== undefined && !isSending) releaseOnLeaving({ campaignId, taskIds: [taskId] });
  });
  const comeBack = useEffectEvent((event: PageTransitionEvent) => {
    if (event.persisted) onReturn();
  });
  useEffect(() => {
    const onHide = () => leave();
    const onShow = (event: PageTransitionEvent) => comeBack(event);
    window.addEventListener("pagehide", onHide);
    window.addEventListener("pageshow", onShow);
    return () => {
      window.removeEventListener("pagehide", onHide);
      window.removeEventListener("pageshow", onShow);
    };
  }, []);
}
