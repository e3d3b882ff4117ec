import type { checkCsvHeader } from "./check-csv-header";
import { signatureOf } from "./detect-format";
import { peekSource } from "./peek-source";
import { readCsvRows } from "./read-csv-rows";
import { readJsonlRows } from "./read-jsonl-rows";
import type { ImportFormat, RawRow, RowProblem } from "./rows";

/** The longest line of JSON Lines, or row of CSV, that is read: 8 MiB. */
export const lineLimitBytes = 8 << 20;

export interface ReadRowsOptions {
  format: ImportFormat;
  /** In bytes; default 8 MiB. */
  lineLimit?: number;
  /** Accepts the header of a CSV file; of completions or pairs unless told otherwise. */
  checkHeader?: typeof checkCsvHeader;
}

/**
 * The rows of a file or request body in batches, each with the line it starts on; rows that cannot be read come as
 * problems in their place. Constant memory: one line of `lineLimit` bytes and a few megabytes at most are held. How
 * the source is cut into chunks changes no row.
 */
export async function* readRows(
  source: AsyncIterable<Uint8Array>,
  options: ReadRowsOptions,
): AsyncGenerator<(RawRow | RowProblem)[]> {
  const peeked = await peekSource(source);
  const unreadable = signatureOf(peeked.head);
  if (unreadable !== undefined) {
    yield [{ line: 1, reason: `the file is ${unreadable}`, wholeFile: true }];
    return;
  }
  const lineLimit = options.lineLimit ?? lineLimitBytes;
  if (options.format === "jsonl") yield* readJsonlRows(peeked.source, lineLimit);
  else yield* readCsvRows(peeked.source, lineLimit, options.checkHeader);
}
