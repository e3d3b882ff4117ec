import type { ImportFormat } from "./rows";

const signatures: readonly [name: string, bytes: readonly number[]][] = [
  ["gzip-compressed: decompress it first", [0x1f, 0x8b]],
  ["Zstandard-compressed: decompress it first", [0x28, 0xb5, 0x2f, 0xfd]],
  ["a zip archive or a spreadsheet: save the data as CSV or JSON Lines", [0x50, 0x4b, 0x03, 0x04]],
  ["a Parquet file: write it as CSV or JSON Lines", [0x50, 0x41, 0x52, 0x31]],
  ["UTF-16 text: save it as UTF-8", [0xff, 0xfe]],
  ["UTF-16 text: save it as UTF-8", [0xfe, 0xff]],
];

/**
 * JSON Lines or CSV, by the first bytes and then by the ending of the name; a reason when it is neither.
 *
 * @example detectFormat("answers.csv", Buffer.from("prompt_id,prompt")) // { format: "csv" }
 */
export function detectFormat(
  fileName: string,
  head: Uint8Array,
): { format: ImportFormat } | { reason: string } {
  const unreadable = signatureOf(head);
  if (unreadable !== undefined) return { reason: `the file is ${unreadable}` };
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 4096)).toString("utf8");
  const first = text.replace(/^\ufeff/, "").trimStart()[0];
  if (first === undefined) return { reason: "the file is empty" };
  if (first === "{") return { format: "jsonl" };
  if (first === "[") {
    return { reason: "the file is one JSON list: write one object per line instead (JSON Lines)" };
  }
  const ending = /\.([^.]*)$/.exec(fileName.toLowerCase())?.[1] ?? "";
  if (["jsonl", "ndjson", "json"].includes(ending)) return { format: "jsonl" };
  const firstLine = text.split("\n", 1)[0] ?? "";
  if (["csv", "tsv", "txt"].includes(ending) || /[,;\t]/.test(firstLine)) return { format: "csv" };
  return { reason: "the file is neither JSON Lines (one JSON object per line) nor CSV with a header line" };
}

/** What the first bytes show the file to be, when it is no text that an import can read. */
export function signatureOf(head: Uint8Array): string | undefined {
  return signatures.find(([, bytes]) => bytes.every((byte, index) => head[index] === byte))?.[0];
}
