import { once } from "node:events";
import type { ColumnsQuery, ScannedColumns } from "@/db/scan-columns";
import { startWorker } from "./start-worker";

/** A query of a SQLite file as columns, read by a thread of its own while this one reads something else. */
export async function scanOnThread(path: string, query: ColumnsQuery): Promise<ScannedColumns> {
  const worker = startWorker("scan", { path, query });
  try {
    const [scanned] = (await once(worker, "message")) as [ScannedColumns];
    return scanned;
  } finally {
    await worker.terminate();
  }
}
