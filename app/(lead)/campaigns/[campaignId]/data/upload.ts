import type { ImportResult } from "@/server/import/import-file";
import type { FilePreview } from "@/server/import/preview-file";

export type Problem = ImportResult["problems"][number];

export interface UploadProgress {
  bytesRead: number;
  rowsRead: number;
}

export type UploadOutcome =
  | { type: "done"; import: ImportResult }
  | { type: "failed"; message: string; problems: Problem[]; problemCount: number };

const previewBytes = 1_000_000;
const unreachable =
  "The server could not be reached. Nothing was imported; check the connection and try again.";

/** What an import would make of a file, from its beginning. */
export async function previewUpload(campaignId: string, file: File): Promise<FilePreview> {
  const head = await beginning(file);
  const response = await send(address(campaignId, "imports/preview", file), head);
  const preview = (await response.json()) as FilePreview;
  // The last row of a beginning may be a row cut in two.
  const isCut = head.size < file.size;
  const lastGood = Math.max(0, ...preview.rows.map(({ line }) => line));
  const problems = isCut ? preview.problems.filter(({ line }) => line <= lastGood) : preview.problems;
  return { ...preview, problems, hasMore: preview.hasMore || isCut };
}

/** Sends a file to be imported, telling how far the server has read it. */
export async function uploadFile(
  input: { campaignId: string; file: File; skipBad: boolean },
  onProgress: (progress: UploadProgress) => void,
): Promise<UploadOutcome> {
  const url = address(input.campaignId, "imports", input.file) + (input.skipBad ? "&skipBad=1" : "");
  const response = await send(url, input.file);
  for await (const line of readLines(response)) {
    const event = JSON.parse(line) as ({ type: "progress" } & UploadProgress) | UploadOutcome;
    if (event.type === "progress") onProgress(event);
    else if (event.type === "done") return event;
    else return { ...event, problems: event.problems ?? [], problemCount: event.problemCount ?? 0 };
  }
  throw new Error(unreachable);
}

/** Up to the last whole line of the first megabyte; all of it when its first line is longer than that. */
async function beginning(file: File): Promise<Blob> {
  if (file.size <= previewBytes) return file;
  const bytes = new Uint8Array(await file.slice(0, previewBytes).arrayBuffer());
  const end = bytes.lastIndexOf(10);
  return end < 0 ? file.slice(0, 12 * previewBytes) : file.slice(0, end + 1);
}

function address(campaignId: string, path: string, file: File): string {
  return `/api/campaigns/${encodeURIComponent(campaignId)}/${path}?fileName=${encodeURIComponent(file.name)}`;
}

async function send(url: string, body: Blob): Promise<Response> {
  const response = await fetch(url, { method: "POST", body }).catch(() => {
    throw new Error(unreachable);
  });
  if (!response.ok) throw new Error((await response.text()).trim() || unreachable);
  return response;
}

async function* readLines(response: Response): AsyncGenerator<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  while (reader) {
    const { value, done } = await reader.read().catch(() => {
      throw new Error("The connection broke. If the file was not read to its end, nothing was imported.");
    });
    if (done) break;
    const lines = (rest + value).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest.trim()) yield rest;
}
