import { parentPort, workerData } from "node:worker_threads";
import { gzipSync } from "node:zlib";
import { computeReport } from "../report/compute-report";
import { inputToJson } from "../report/input-json";
import {
  type ComparedCompletions,
  type CompletionBatch,
  CompletionCounter,
} from "../report/parts/completion-columns";
import { computeParts } from "../report/parts/compute-parts";
import { partKinds } from "../report/parts/part-kinds";
import type { StoredPart } from "../report/parts/view";
import { drawPlots } from "../report/plots/draw-plots";
import type { ReportInput } from "../report/report-input";
import type { ReportContent, ReportPlots } from "../report/schemas";
import type { WorthInput } from "../worth/worth-input";

export type ReportMessage =
  | { kind: "progress"; done: number; total: number }
  | { kind: "report"; content: ReportContent; plots: ReportPlots }
  /** Ready for what parts are made of, after the report, after the orders and after each batch of completions. */
  | { kind: "ready" }
  | { kind: "part"; part: StoredPart }
  /** What it was computed from, compressed; the last message. */
  | { kind: "input"; compressed: Uint8Array };

/** What the thread is told once its report is stored. */
export type ReportRequest =
  | { kind: "worth"; worth: WorthInput }
  | { kind: "completions"; batch: CompletionBatch }
  /** That was all of them: the parts are wanted now. */
  | { kind: "parts"; compared: ComparedCompletions }
  /** Everything is there already. */
  | { kind: "end" };

/** With more completions than these their counts are not kept with the report, whose file would grow beyond use. */
const mostKept = 250_000;

const send = (message: ReportMessage) => parentPort?.postMessage(message);

let input = workerData as ReportInput;
const content = computeReport(input, (done, total) => send({ kind: "progress", done, total }));
const counter = new CompletionCounter();

parentPort?.on("message", (request: ReportRequest) => {
  if (request.kind === "worth") {
    input = { ...input, worth: request.worth };
    for (const part of computeParts(input, content, ["worth"])) send({ kind: "part", part });
    send({ kind: "ready" });
    return;
  }
  if (request.kind === "completions") {
    counter.add(request.batch);
    send({ kind: "ready" });
    return;
  }
  if (request.kind === "parts") makeParts(request.compared);
  parentPort?.close();
});
send({ kind: "report", content, plots: drawPlots(content) });
send({ kind: "ready" });

function makeParts(compared: ComparedCompletions): void {
  const completions = counter.take(compared);
  const kinds = partKinds(content).filter((kind) => kind !== "worth");
  for (const part of computeParts({ ...input, completions }, content, kinds)) send({ kind: "part", part });
  const kept = completions.model.length <= mostKept ? { ...input, completions } : input;
  // The lowest level: columns of numbers shrink little more at the others, which take several times as long.
  send({ kind: "input", compressed: gzipSync(inputToJson(kept), { level: 1 }) });
}
