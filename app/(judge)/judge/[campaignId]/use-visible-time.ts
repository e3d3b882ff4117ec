import { useCallback, useEffect, useRef } from "react";
import { type ActiveClock, createActiveClock } from "./flow/active-clock";
import { followActivity } from "./flow/follow-activity";

/**
 * How long the page has been in sight with its reader there since `subject` changed, in milliseconds: a tab in the
 * background, a locked phone, and a pause in all input beyond its first minute do not count.
 */
export function useVisibleTime(subject: string | undefined): () => number {
  const clock = useRef<ActiveClock>(null);
  useEffect(() => {
    if (subject === undefined) return;
    clock.current = createActiveClock(performance.now(), !document.hidden);
    return followActivity(() => clock.current as ActiveClock);
  }, [subject]);
  return useCallback(() => Math.round(clock.current?.read(performance.now()) ?? 0), []);
}
