import { once } from "node:events";
import { loadavg } from "node:os";
import { Worker } from "node:worker_threads";
import { type BenchRow, benchRow, timingOf } from "./bench-row";
import type { MetricThreadData } from "./metrics.worker";

const RUNS = 11;
const METRIC = "chrf";
const PROMPTS = 3_334;
const MODELS = 4;

/**
 * Times one metric on one worker thread and on two that share the prompts, and reports both with the speedup and the
 * machine's load: threads have nothing in common, so what is missing from 2 is what other work and memory take.
 */
export async function benchTwoThreads(report: (row: BenchRow) => void): Promise<void> {
  const pairs = (PROMPTS * MODELS * (MODELS - 1)) / 2;
  const threads = await Promise.all([startThread(0), startThread(1)]);
  try {
    const [first, second] = threads;
    const one: number[] = [];
    const two: number[] = [];
    await Promise.all([first!("all"), second!("all")]);
    // By turns, so that what else the machine does meets both alike.
    for (let run = 0; run < RUNS; run++) {
      one.push(await time(() => first!("all")));
      two.push(await time(() => Promise.all([first!("half"), second!("half")])));
    }
    const load = loadavg()[0]!;
    report({ ...benchRow("metrics", "one-thread", pairs, timingOf(one)), load });
    report({
      ...benchRow("metrics", "two-threads", pairs, timingOf(two)),
      speedup: Math.min(...one) / Math.min(...two),
      load,
    });
  } finally {
    await Promise.all(threads.map((thread) => thread("stop")));
  }
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

type Thread = (work: "all" | "half" | "stop") => Promise<unknown>;

/** A thread with the whole corpus in memory, which answers when its share is scored. */
async function startThread(share: 0 | 1): Promise<Thread> {
  const source = new URL("./metrics.worker.ts", import.meta.url).href;
  // Node 20 does not hand the loader of --import to a worker's own entry, hence the detour.
  const load = `import("tsx/esm/api").then((tsx) => { tsx.register(); return import("${source}"); })`;
  const workerData: MetricThreadData = { metric: METRIC, prompts: PROMPTS, models: MODELS, share };
  const worker = new Worker(load, { eval: true, workerData });
  await once(worker, "message");
  return (work) => {
    if (work === "stop") return worker.terminate();
    const done = once(worker, "message");
    worker.postMessage(work);
    return done;
  };
}
