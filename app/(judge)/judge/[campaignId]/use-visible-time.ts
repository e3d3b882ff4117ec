import { useCallback, useEffect, useRef } from "react";

/**
 * How long the page has been in sight since `subject` changed, in milliseconds: a tab in the background and a locked
 * phone do not count.
 */
export function useVisibleTime(subject: string | undefined): () => number {
  const clock = useRef({ counted: 0, since: null as number | null });
  useEffect(() => {
    if (subject === undefined) return;
    clock.current = { counted: 0, since: document.hidden ? null : performance.now() };
    const onChange = () => {
      const { counted, since } = clock.current;
      if (!document.hidden) clock.current.since ??= performance.now();
      else if (since !== null) clock.current = { counted: counted + performance.now() - since, since: null };
    };
    document.addEventListener("visibilitychange", onChange);
    return () => document.removeEventListener("visibilitychange", onChange);
  }, [subject]);
  return useCallback(() => {
    const { counted, since } = clock.current;
    return Math.round(counted + (since === null ? 0 : performance.now() - since));
  }, []);
}
