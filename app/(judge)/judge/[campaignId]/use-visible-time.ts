import { useCallback, useEffect, useRef } from "react";
import { type ActiveClock, createActiveClock } from "./flow/active-clock";
import { followActivity } from "./flow/follow-activity";

/**
 * How long the page has been in sight with its reader there since `subject` changed, in milliseconds: a tab in the
 * background, a locked phone, and a pause in all input beyond its first minute do not count.
 *
 * @param isAway whether something else is looked at meanwhile, which counts for nothing here.
 */
export function useVisibleTime(subject: string | undefined, isAway = false): () => number {
  const clock = useRef<ActiveClock>(null);
  useEffect(() => {
    if (subject === undefined) return;
    clock.current = createActiveClock(performance.now(), !document.hidden);
    return followActivity(() => clock.current as ActiveClock);
  }, [subject]);
  useEffect(() => {
    if (!isAway) return;
    clock.current?.setVisible(performance.now(), false);
    return () => clock.current?.setVisible(performance.now(), !document.hidden);
  }, [isAway]);
  return useCallback(() => Math.round(clock.current?.read(performance.now()) ?? 0), []);
}
