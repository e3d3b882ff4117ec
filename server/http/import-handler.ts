import { TiebreakError } from "../errors";
import { importFile } from "../import/import-file";
import { previewFile } from "../import/preview-file";
import { answerError } from "./answer-error";
import { leadRequest } from "./lead-request";

type Params = { params: Promise<{ campaignId: string }> };

/** Takes a file as the request's body and imports it, answering with lines of JSON: progress, then how it ended. */
export async function importHandler(request: Request, { params }: Params): Promise<Response> {
  try {
    const { campaignId } = await params;
    const context = await leadRequest(request, campaignId);
    const { body, fileName, skipBad } = readUpload(request);
    return answerLines(async (write) => {
      const imported = await importFile(context, {
        campaignId,
        source: body,
        fileName,
        skipBad,
        onProgress: (progress) => write({ type: "progress", ...progress }),
      });
      write({ type: "done", import: imported });
    });
  } catch (error) {
    return answerError(error);
  }
}

/** Reads the beginning of a file and tells what an import would make of it. */
export async function importPreviewHandler(request: Request, { params }: Params): Promise<Response> {
  try {
    await leadRequest(request, (await params).campaignId);
    const { body, fileName } = readUpload(request);
    return Response.json(await previewFile({ source: body, fileName }));
  } catch (error) {
    return answerError(error);
  }
}

function readUpload(request: Request) {
  const { searchParams } = new URL(request.url);
  const fileName = searchParams.get("fileName")?.slice(0, 200);
  if (!fileName) throw new TiebreakError("invalid_input", "Name the file: add ?fileName=… to the address.");
  if (!request.body)
    throw new TiebreakError("invalid_input", "The request has no body: send the file as its body.");
  const body = request.body as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>;
  return { body, fileName, skipBad: searchParams.get("skipBad") === "1" };
}

function answerLines(work: (write: (line: object) => void) => Promise<void>): Response {
  const encoder = new TextEncoder();
  const lines = new ReadableStream<Uint8Array>({
    async start(controller) {
      const write = (line: object) => controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      try {
        await work(write);
      } catch (error) {
        write(failure(error));
      }
      controller.close();
    },
  });
  return new Response(lines, {
    headers: { "content-type": "application/x-ndjson", "cache-control": "no-store" },
  });
}

function failure(error: unknown): object {
  if (error instanceof TiebreakError) return { type: "failed", message: error.message, ...error.detail };
  console.error(error);
  return { type: "failed", message: "Something went wrong on the server. Nothing was imported; try again." };
}
