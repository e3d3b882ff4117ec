import { parentPort, workerData } from "node:worker_threads";
import { type ColumnsQuery, type ScannedColumns, scanColumns } from "@/db/scan-columns";

/** A stretch of the rows; null after the last. */
export type ScanMessage = ScannedColumns | null;

const send = (message: ScanMessage, transfer: ArrayBuffer[] = []) =>
  parentPort?.postMessage(message, transfer);

/** Reads one query beside whoever asked for it, who reads something else meanwhile. */
const { path, query } = workerData as { path: string; query: ColumnsQuery };
scanColumns(path, query, (stretch) => {
  send(
    stretch,
    stretch.columns.map(({ buffer }) => buffer as ArrayBuffer),
  );
});
send(null);
