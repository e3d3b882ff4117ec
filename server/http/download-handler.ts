import { TiebreakError } from "../errors";
import { exportReport } from "../report/export-report";
import { exportDraws, exportJudgments, exportRanking } from "../report/export-rows";
import type { VerbContext } from "../verb-context";
import { answerError } from "./answer-error";
import { leadRequest } from "./lead-request";

interface Download {
  fileName: string;
  contentType: string;
  body: string | ReadableStream<Uint8Array>;
}

type Make = (context: VerbContext, campaignId: string) => Promise<Download>;

const downloads: Record<string, Make> = {
  "report.json": (context, campaignId) => exportReport(context, { campaignId, format: "json" }),
  "report.csv": (context, campaignId) => exportReport(context, { campaignId, format: "csv" }),
  "report.html": (context, campaignId) => exportReport(context, { campaignId, format: "html" }),
  "judgments.jsonl": streamed((context, campaignId) =>
    exportJudgments(context, { campaignId, format: "jsonl" }),
  ),
  "judgments.csv": streamed((context, campaignId) => exportJudgments(context, { campaignId, format: "csv" })),
  "draws.jsonl": streamed((context, campaignId) => exportDraws(context, { campaignId, format: "jsonl" })),
  "draws.csv": streamed((context, campaignId) => exportDraws(context, { campaignId, format: "csv" })),
  "ranking.csv": streamed((context, campaignId) => exportRanking(context, { campaignId, format: "csv" })),
};

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
    const { fileName, contentType, body } = await make(context, campaignId);
    return new Response(body, {
      headers: {
        "content-type": contentType,
        "content-disposition": `attachment; filename="${fileName}"`,
        "cache-control": "no-store",
      },
    });
  } catch (error) {
    return answerError(error);
  }
}

function streamed(
  make: (
    context: VerbContext,
    campaignId: string,
  ) => Promise<{ fileName: string; contentType: string; chunks: AsyncGenerator<string> }>,
): Make {
  return async (context, campaignId) => {
    const { chunks, ...file } = await make(context, campaignId);
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const { value, done } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      async cancel() {
        await chunks.return(undefined);
      },
    });
    return { ...file, body };
  };
}
