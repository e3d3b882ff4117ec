import { parentPort, workerData } from "node:worker_threads";
import { type PdfReportInput, pdfReport } from "@/server/writers/pdf-report";
import { geist } from "@/server/writers/pdf-typeface";
import { projectRoot } from "../env";

parentPort?.postMessage(await pdfReport(workerData as PdfReportInput, geist(projectRoot())));
