import { workerData } from "node:worker_threads";
import { openCheckpointer } from "@/db/checkpoint";

/** Moves the write-ahead log into the database file, off the thread that answers requests. */
const everyMs = 500;
const { path } = workerData as { path: string };
const checkpointer = openCheckpointer(path);
setInterval(() => checkpointer.checkpoint(), everyMs);
