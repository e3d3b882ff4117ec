import { useEffect, useRef } from "react";

/**
 * Makes two frames scroll together, each as far through its text as the other. Returns what to attach to them. They are left
 * alone where they do not scroll, as on a phone.
 */
export function useScrollTogether(isOn: boolean) {
  const left = useRef<HTMLDivElement>(null);
  const right = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const frames = [left.current, right.current];
    if (!isOn || !frames[0] || !frames[1]) return;
    const [first, second] = [frames[0], frames[1]];
    // What a frame does because the other was scrolled must not scroll that one again.
    let followed: HTMLElement | undefined;
    const follow = (from: HTMLElement, to: HTMLElement) => () => {
      if (followed === from) {
        followed = undefined;
        return;
      }
      const before = to.scrollTop;
      to.scrollTop = (from.scrollTop / Math.max(1, room(from))) * room(to);
      if (to.scrollTop !== before) followed = to;
    };
    const [onFirst, onSecond] = [follow(first, second), follow(second, first)];
    first.addEventListener("scroll", onFirst, { passive: true });
    second.addEventListener("scroll", onSecond, { passive: true });
    return () => {
      first.removeEventListener("scroll", onFirst);
      second.removeEventListener("scroll", onSecond);
    };
  }, [isOn]);
  return { left, right };
}

function room({ scrollHeight, clientHeight }: HTMLElement): number {
  return scrollHeight - clientHeight;
}
