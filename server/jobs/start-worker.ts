import { existsSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { projectRoot, readEnv } from "../env";

export type WorkerName = "score" | "report" | "checkpoint";

/** Starts a worker thread: the built one where there is one; in tests and development the source, through tsx. */
export function startWorker(name: WorkerName, workerData?: unknown): Worker {
  const root = projectRoot();
  const built = join(root, "dist", `${name}.worker.js`);
  const env = readEnv();
  if (env.NODE_ENV === "production" && existsSync(built)) return new Worker(built, { workerData });
  const source = join(root, "server", "jobs", `${name}.worker.ts`);
  return new Worker(source, { workerData, execArgv: ["--import", "tsx"] });
}
