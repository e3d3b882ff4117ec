import { parentPort, workerData } from "node:worker_threads";
import { computeReport } from "../report/compute-report";
import { drawPlots } from "../report/plots/draw-plots";
import type { ReportInput } from "../report/report-input";
import type { ReportContent, ReportPlots } from "../report/schemas";

export type ReportMessage =
  | { kind: "progress"; done: number; total: number }
  | { kind: "done"; content: ReportContent; plots: ReportPlots };

const send = (message: ReportMessage) => parentPort?.postMessage(message);

const content = computeReport(workerData as ReportInput, (done, total) =>
  send({ kind: "progress", done, total }),
);
send({ kind: "done", content, plots: drawPlots(content) });
