import { parentPort, workerData } from "node:worker_threads";
import type { LearnedDecisiveness } from "@/server/core/prediction/learn-decisiveness";
import { type LearnInput, learnFromPool } from "../predictor/learn-from-pool";

export type LearnMessage =
  | { kind: "progress"; share: number }
  | { kind: "done"; learned: LearnedDecisiveness };

const send = (message: LearnMessage) => parentPort?.postMessage(message);

const learned = learnFromPool(workerData as LearnInput, (share) => send({ kind: "progress", share }));
send({ kind: "done", learned });
