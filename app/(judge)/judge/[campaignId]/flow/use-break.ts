import { useEffect, useRef, useState } from "react";
import { readStored, useStored, writeStored } from "../stored-text";
import { type ActiveClock, createActiveClock } from "./active-clock";
import { followActivity } from "./follow-activity";

const key = "tiebreak-break-minutes";
const minuteMs = 60_000;
const usualMinutes = 45;
/** A pause this long was a break. */
const breakMs = 5 * minuteMs;

/** After how many active minutes one may be reminded of a break; 0: never. */
export const breakChoices = [20, 30, 45, 60, 90, 0] as const;

/** A stored choice; the usual one where there is none that can be used. */
export function parseBreakMinutes(stored: string | null | undefined): number {
  const minutes = Number(stored ?? Number.NaN);
  return (breakChoices as readonly number[]).includes(minutes) ? minutes : usualMinutes;
}

/** Whether one has worked long enough for a break; a pause of five minutes was one. */
export function useBreak() {
  const stored = useStored(key);
  const [isDue, setDue] = useState(false);
  const clock = useRef<ActiveClock>(null);
  const begin = () => {
    clock.current = createActiveClock(performance.now(), !document.hidden);
    setDue(false);
  };
  useEffect(() => {
    clock.current = createActiveClock(performance.now(), !document.hidden);
    let lastInput = performance.now();
    const end = followActivity(() => {
      const now = performance.now();
      if (now - lastInput > breakMs) begin();
      lastInput = now;
      return clock.current as ActiveClock;
    });
    const timer = setInterval(() => {
      const minutes = parseBreakMinutes(readStored(key));
      const worked = clock.current?.read(performance.now()) ?? 0;
      setDue(minutes > 0 && worked >= minutes * minuteMs);
    }, 10_000);
    return () => {
      end();
      clearInterval(timer);
    };
  }, []);
  return {
    isDue,
    minutes: parseBreakMinutes(stored),
    dismiss: begin,
    choose: (minutes: number) => {
      writeStored(key, String(minutes));
      begin();
    },
  };
}

export type Break = ReturnType<typeof useBreak>;
