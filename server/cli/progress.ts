import type { SingleBar } from "cli-progress";
import { second } from "../clock";
import type { OnStep } from "../jobs/finish-job";

/**
 * Shows on a terminal how far the work is, once it has taken a second; on anything but a terminal it says nothing.
 * Goes to standard error, so that standard output holds the result alone.
 */
export async function withProgress<T>(work: (onStep: OnStep) => Promise<T>): Promise<T> {
  if (!process.stderr.isTTY) return work(() => {});
  const { SingleBar, Presets } = await import("cli-progress");
  const options = { format: "{bar} {percentage} % {step}", hideCursor: true, clearOnComplete: true };
  const bar = new SingleBar({ ...options, stream: process.stderr, barsize: 24 }, Presets.shades_classic);
  let last = { step: "Starting", share: 0 };
  let shown: SingleBar | undefined;
  const show = () => {
    bar.start(100, percent(last.share), { step: last.step });
    shown = bar;
  };
  const timer = setTimeout(show, second);
  try {
    return await work((step, share) => {
      last = { step, share };
      shown?.update(percent(share), { step });
    });
  } finally {
    clearTimeout(timer);
    shown?.stop();
  }
}

function percent(share: number): number {
  return Math.floor(100 * Math.min(1, Math.max(0, share)));
}
