import { parentPort, workerData } from "node:worker_threads";
import { type PdfReportInput, pdfReport } from "@/server/writers/pdf-report";
import { geist } from "@/server/writers/pdf-typeface";
import { systemFontFolders } from "@/server/writers/system-fonts";
import { projectRoot } from "../env";

const report = workerData as PdfReportInput;
parentPort?.postMessage(await pdfReport(report, geist(projectRoot()), systemFontFolders()));
