import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Worker } from "node:worker_threads";
import { projectRoot, readEnv } from "../env";

export type WorkerName =
  | "score"
  | "pool"
  | "report"
  | "print"
  | "worth"
  | "inspect"
  | "learn"
  | "plan"
  | "arrange"
  | "checkpoint"
  | "watch"
  | "scan";

/** Starts a worker thread: the built one where there is one; in tests and development the source, through tsx. */
export function startWorker(name: WorkerName, workerData?: unknown): Worker {
  // Next's bundler follows every `new Worker` of the imported class and refuses a path that it cannot read.
  const { Worker } = process.getBuiltinModule("node:worker_threads");
  const root = projectRoot();
  const built = join(root, "dist", `${name}.worker.js`);
  if (readEnv().NODE_ENV === "production" && existsSync(built)) return new Worker(built, { workerData });
  const source = pathToFileURL(join(root, "server", "jobs", `${name}.worker.ts`)).href;
  // Node 20 does not hand the loader of --import to a worker's own entry, hence the detour.
  const load = `import("tsx/esm/api").then((tsx) => { tsx.register(); return import("${source}"); })`;
  return new Worker(load, { eval: true, workerData });
}
