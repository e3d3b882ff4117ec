import { TiebreakError } from "../errors";
import { printOnThread } from "../jobs/print-on-thread";
import { type ExportedPdf, exportPdf } from "../report/export-pdf";
import { exportPreferences } from "../report/export-preferences";
import { type ExportedReport, exportReport } from "../report/export-report";
import { type ExportedRows, exportDraws, exportJudgments, exportRanking } from "../report/export-rows";
import { PreferenceFilter } from "../report/preference-filter";
import { textFormats } from "../report/schemas";
import type { VerbContext } from "../verb-context";
import { answerError } from "./answer-error";
import { leadRequest } from "./lead-request";

type Download = ExportedReport | ExportedPdf | (ExportedRows & { note?: string });

type Make = (context: VerbContext, campaignId: string, query: URLSearchParams) => Promise<Download>;

const downloads: Record<string, Make> = Object.fromEntries<Make>([
  ...textFormats.map((format): [string, Make] => [
    `report.${format}`,
    (context, campaignId) => exportReport(context, { campaignId, format }),
  ]),
  ["report.pdf", (context, campaignId) => exportPdf(context, { campaignId }, printOnThread)],
  ...(["csv", "jsonl", "parquet"] as const).flatMap((format): [string, Make][] => [
    [`judgments.${format}`, (context, campaignId) => exportJudgments(context, { campaignId, format })],
    [`draws.${format}`, (context, campaignId) => exportDraws(context, { campaignId, format })],
    [`ranking.${format}`, (context, campaignId) => exportRanking(context, { campaignId, format })],
  ]),
  ...(["jsonl", "parquet"] as const).map((format): [string, Make] => [
    `preferences.${format}`,
    (context, campaignId, query) => exportPreferences(context, { campaignId, format, ...readFilter(query) }),
  ]),
]);

/** A report or the rows behind it, as a file, for a lead of the campaign. */
export async function downloadHandler(
  request: Request,
  { params }: { params: Promise<{ campaignId: string; download: string }> },
): Promise<Response> {
  try {
    const { campaignId, download } = await params;
    const context = await leadRequest(request, campaignId);
    const make = Object.hasOwn(downloads, download) ? downloads[download] : undefined;
    if (!make) {
      throw new TiebreakError(
        "not_found",
        `There is no ${download}. There are: ${Object.keys(downloads).join(", ")}.`,
      );
    }
    return answer(await make(context, campaignId, new URL(request.url).searchParams));
  } catch (error) {
    return answerError(error);
  }
}

function answer(download: Download): Response {
  const headers = new Headers({
    "content-type": download.contentType,
    "content-disposition": `attachment; filename="${download.fileName}"`,
    "cache-control": "no-store",
  });
  if ("note" in download && download.note) headers.set("x-tiebreak-note", download.note);
  return new Response("body" in download ? bodyOf(download) : stream(download.chunks), { headers });
}

/** Of its own buffer, as an answer takes it. */
function bodyOf({ body }: ExportedReport | ExportedPdf): BodyInit {
  return typeof body === "string" ? body : new Uint8Array(body);
}

function stream(chunks: ExportedRows["chunks"]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(typeof value === "string" ? encoder.encode(value) : value);
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}

/** The least margin and number of judgments that the address names. */
function readFilter(query: URLSearchParams): PreferenceFilter {
  const numberOf = (name: string) => {
    const text = query.get(name);
    return text === null ? undefined : text.trim() === "" ? Number.NaN : Number(text);
  };
  const parsed = PreferenceFilter.safeParse({
    minimumMargin: numberOf("minimum-margin"),
    minimumJudgments: numberOf("minimum-judgments"),
  });
  if (parsed.success) return parsed.data;
  throw new TiebreakError(
    "invalid_input",
    "Give minimum-margin as a number from 0 to 1 and minimum-judgments as a whole number from 1.",
  );
}
