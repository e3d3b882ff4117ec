import { on } from "node:events";
import type { ColumnsQuery, ScannedColumns } from "@/db/scan-columns";
import type { ScanMessage } from "./scan.worker";
import { startWorker } from "./start-worker";

/**
 * A query of a SQLite file as columns, read by a thread of its own from now on, while this one reads something else or what has
 * come so far.
 */
export function scanOnThread(path: string, query: ColumnsQuery): AsyncIterable<ScannedColumns> {
  const worker = startWorker("scan", { path, query });
  const messages = on(worker, "message", { close: ["exit"] }) as AsyncIterable<[ScanMessage]>;
  return untilTheLast(messages, () => worker.terminate());
}

async function* untilTheLast(
  messages: AsyncIterable<[ScanMessage]>,
  end: () => Promise<number>,
): AsyncGenerator<ScannedColumns> {
  try {
    for await (const [stretch] of messages) {
      if (stretch === null) return;
      yield stretch;
    }
    throw new Error("The thread that reads rows ended before the last of them.");
  } finally {
    await end();
  }
}
