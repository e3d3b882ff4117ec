import { parentPort, workerData } from "node:worker_threads";
import { gzipSync } from "node:zlib";
import { computeReport } from "../report/compute-report";
import { inputToJson } from "../report/input-json";
import { drawPlots } from "../report/plots/draw-plots";
import type { ReportInput } from "../report/report-input";
import type { ReportContent, ReportPlots } from "../report/schemas";

export type ReportMessage =
  | { kind: "progress"; done: number; total: number }
  | { kind: "report"; content: ReportContent; plots: ReportPlots }
  /** What it was computed from, compressed; the last message. */
  | { kind: "input"; compressed: Uint8Array };

const send = (message: ReportMessage) => parentPort?.postMessage(message);

const input = workerData as ReportInput;
const content = computeReport(input, (done, total) => send({ kind: "progress", done, total }));
send({ kind: "report", content, plots: drawPlots(content) });
// The lowest level: columns of numbers shrink little more at the others, which take several times as long.
send({ kind: "input", compressed: gzipSync(inputToJson(input), { level: 1 }) });
