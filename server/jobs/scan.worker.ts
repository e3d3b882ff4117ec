import { parentPort, workerData } from "node:worker_threads";
import { type ColumnsQuery, scanColumns } from "@/db/scan-columns";

/** Reads one query beside whoever asked for it, who reads something else meanwhile. */
const { path, query } = workerData as { path: string; query: ColumnsQuery };
const scanned = scanColumns(path, query);
parentPort?.postMessage(
  scanned,
  scanned.columns.map(({ buffer }) => buffer as ArrayBuffer),
);
