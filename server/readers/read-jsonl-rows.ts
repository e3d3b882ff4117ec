import { isAscii, isUtf8 } from "node:buffer";
import { describeValue } from "./describe-value";
import { findInvalidUtf8 } from "./find-invalid-utf8";
import { inMebibytes } from "./in-mebibytes";
import { jsonProblem } from "./json-problem";
import { parseJson } from "./parse-json";
import type { RawRow, RowProblem } from "./rows";

const newline = 0x0a;
const windowBytes = 1 << 20;

/** What is known between chunks: how many lines are behind, and whether the rest of an overlong one is being dropped. */
interface Cursor {
  line: number;
  isDropping: boolean;
  readonly lineLimit: number;
}

/**
 * Rows of a JSON Lines source, in batches of about a megabyte of text. Buffers are cut at newlines and decoded in one
 * piece, which is several times faster than reading line by line; where the chunks of the source begin and end
 * changes nothing. At most one line of `lineLimit` bytes is held beyond the current chunk.
 */
export async function* readJsonlRows(
  source: AsyncIterable<Uint8Array>,
  lineLimit: number,
): AsyncGenerator<(RawRow | RowProblem)[]> {
  const cursor: Cursor = { line: 1, isDropping: false, lineLimit };
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let heldHasNewline = false;
  /** Bytes since the last newline held. */
  let tailBytes = 0;
  for await (const chunk of source) {
    const lastNewline = chunk.lastIndexOf(newline);
    heldHasNewline ||= lastNewline !== -1;
    held.push(chunk);
    heldBytes += chunk.length;
    tailBytes = lastNewline === -1 ? tailBytes + chunk.length : chunk.length - lastNewline - 1;
    const isTailTooLong = tailBytes > lineLimit;
    if (!isTailTooLong && (!heldHasNewline || heldBytes < windowBytes)) continue;
    const bytes = Buffer.concat(held, heldBytes);
    const complete = bytes.lastIndexOf(newline) + 1;
    yield* readWindows(bytes.subarray(0, complete), cursor);
    if (isTailTooLong && !cursor.isDropping) {
      yield [tooLong(cursor)];
      cursor.isDropping = true;
    }
    held = cursor.isDropping ? [] : [bytes.subarray(complete)];
    heldBytes = tailBytes = cursor.isDropping ? 0 : tailBytes;
    heldHasNewline = false;
  }
  yield* readWindows(Buffer.concat(held, heldBytes), cursor);
}

/** Splits whole lines into windows, so that one huge chunk is neither decoded at once nor yielded as one batch. */
function* readWindows(bytes: Buffer, cursor: Cursor): Generator<(RawRow | RowProblem)[]> {
  const size = Math.min(windowBytes, cursor.lineLimit);
  let start = 0;
  if (cursor.isDropping && bytes.length > 0) {
    const end = bytes.indexOf(newline);
    if (end === -1) return;
    start = end + 1;
    cursor.isDropping = false;
    cursor.line++;
  }
  while (start < bytes.length) {
    let end = bytes.length;
    if (end - start > size) {
      end = bytes.lastIndexOf(newline, start + size - 1) + 1;
      // No newline within the size: a window of its own for that one line.
      if (end <= start) end = bytes.indexOf(newline, start + size) + 1 || bytes.length;
    }
    yield readWindow(bytes.subarray(start, end), cursor);
    start = end;
  }
}

function readWindow(bytes: Buffer, cursor: Cursor): (RawRow | RowProblem)[] {
  const isOneLine = bytes.indexOf(newline) === -1 || bytes.indexOf(newline) === bytes.length - 1;
  const textBytes = bytes.at(-1) === newline ? bytes.length - 1 : bytes.length;
  if (isOneLine && textBytes > cursor.lineLimit) {
    const problem = tooLong(cursor);
    cursor.line++;
    return [problem];
  }
  return parseLines(bytes, cursor);
}

/** Decoded line by line: most lines are plain ASCII, which costs nothing to decode, and the others stay few. */
function parseLines(bytes: Buffer, cursor: Cursor): (RawRow | RowProblem)[] {
  const rows: (RawRow | RowProblem)[] = [];
  const isAllUtf8 = isUtf8(bytes);
  for (let start = 0; start < bytes.length; cursor.line++) {
    const found = bytes.indexOf(newline, start);
    const end = found === -1 ? bytes.length : found;
    if (cursor.line === 1 && startsWithByteOrderMark(bytes)) start = 3;
    const line = bytes.subarray(start, end);
    start = end + 1;
    if (isBlank(line)) continue;
    if (!isAllUtf8 && !isUtf8(line)) rows.push({ line: cursor.line, reason: invalidReason(line) });
    else rows.push(parseLine(line.toString(isAscii(line) ? "latin1" : "utf8"), cursor.line));
  }
  return rows;
}

function parseLine(text: string, line: number): RawRow | RowProblem {
  const parsed = parseJson(text);
  if ("reason" in parsed) return jsonProblem(line, parsed.field, parsed);
  const { value } = parsed;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { line, reason: `expected a JSON object, got ${describeValue(value)}` };
  }
  return { line, value };
}

function startsWithByteOrderMark(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

function isBlank(line: Buffer): boolean {
  for (let at = 0; at < line.length; at++) {
    if ((line[at] as number) > 0x20) return false;
  }
  return true;
}

function invalidReason(line: Uint8Array): string {
  const at = findInvalidUtf8(line, 0);
  const byte = (line[at] as number).toString(16).toUpperCase().padStart(2, "0");
  return `is not valid UTF-8: byte 0x${byte} at byte ${at + 1} of the line`;
}

function tooLong(cursor: Cursor): RowProblem {
  return { line: cursor.line, reason: `line ${cursor.line} is longer than ${inMebibytes(cursor.lineLimit)}` };
}
