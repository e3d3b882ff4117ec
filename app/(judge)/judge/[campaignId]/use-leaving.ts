import { useEffect, useEffectEvent } from "react";
import { releaseOnLeaving } from "@/app/_trpc/release-on-leaving";

interface Held {
  campaignId: string;
  /** The tasks to give back, asked for when the page is left. */
  toRelease: () => string[];
  /** The browser brought the page back as it was. */
  onReturn: () => void;
}

/** Gives what is in hand back when the page is closed or left, so that others need not wait out the leases. */
export function useLeaving({ campaignId, toRelease, onReturn }: Held): void {
  const leave = useEffectEvent(() => {
    const taskIds = toRelease();
    if (taskIds.length > 0) releaseOnLeaving({ campaignId, taskIds });
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
