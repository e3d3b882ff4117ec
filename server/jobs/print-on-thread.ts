import { once } from "node:events";
import type { PdfReportInput } from "@/server/writers/pdf-report";
import { TiebreakError } from "../errors";
import { startWorker } from "./start-worker";

/** A report of very many pairs has its rows cut; nothing should come near this. */
const longestMs = 60_000;

/** A report as a PDF file, laid out on a thread of its own: it takes about a second. */
export async function printOnThread(report: PdfReportInput): Promise<Uint8Array> {
  const worker = startWorker("print", report);
  try {
    const [bytes] = (await once(worker, "message", { signal: AbortSignal.timeout(longestMs) })) as [
      Uint8Array,
    ];
    return bytes;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "AbortError") throw error;
    throw new TiebreakError("busy", "The report took too long to print. Take the HTML and print that.");
  } finally {
    await worker.terminate();
  }
}
