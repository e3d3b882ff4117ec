"use client";

import { useSyncExternalStore } from "react";
import { timeAgo } from "./time-ago-words";

const tick = 15_000;

function subscribe(onTick: () => void) {
  const timer = setInterval(onTick, tick);
  return () => clearInterval(timer);
}

const roundedNow = () => Math.ceil(Date.now() / tick) * tick;
const unknownNow = () => undefined;

/** "5 min ago", kept current; the exact time on hover. The server writes the date, so that hydration agrees. */
export function TimeAgo({ at }: { at: number }) {
  const now = useSyncExternalStore<number | undefined>(subscribe, roundedNow, unknownNow);
  const iso = new Date(at).toISOString();
  return (
    <time
      dateTime={iso}
      title={now === undefined ? undefined : new Date(at).toLocaleString()}
      className="whitespace-nowrap"
    >
      {now === undefined ? iso.slice(0, 10) : timeAgo(at, now)}
    </time>
  );
}
