import { detectFormat } from "./detect-format";
import { detectShape } from "./detect-shape";
import { parseCompletionRow } from "./parse-completion-row";
import { parsePairRow } from "./parse-pair-row";
import { peekSource } from "./peek-source";
import { readRows } from "./read-rows";
import {
  type CompletionRow,
  type ImportFormat,
  type ImportShape,
  isRowProblem,
  type PairRow,
  type RawRow,
  type RowProblem,
} from "./rows";

export type ImportBatch =
  | { shape: "completions"; format: ImportFormat; rows: CompletionRow[]; problems: RowProblem[] }
  | { shape: "pairs"; format: ImportFormat; rows: PairRow[]; problems: RowProblem[] }
  | { shape: undefined; format: ImportFormat | undefined; rows: []; problems: RowProblem[] };

export interface ReadImportRowsOptions {
  /** Tells the format where the content does not. */
  fileName: string;
  /** In bytes; default 8 MiB. */
  lineLimit?: number;
}

/**
 * The typed rows of an import file in batches, its format found from content and name, its shape from the first row
 * that can be read. Problems are listed beside the good rows of their batch; after a problem with `wholeFile` nothing
 * more comes. A file without any row ends with such a problem.
 */
export async function* readImportRows(
  source: AsyncIterable<Uint8Array>,
  options: ReadImportRowsOptions,
): AsyncGenerator<ImportBatch> {
  const peeked = await peekSource(source);
  const detected = detectFormat(options.fileName, peeked.head);
  if ("reason" in detected) {
    yield wholeFileProblem(undefined, { line: 1, reason: detected.reason });
    return;
  }
  const { format } = detected;
  let shape: ImportShape | undefined;
  let hasRows = false;
  for await (const batch of readRows(peeked.source, { format, lineLimit: options.lineLimit })) {
    hasRows ||= batch.length > 0;
    const first = shape === undefined ? batch.find((row) => !isRowProblem(row)) : undefined;
    if (first !== undefined) {
      const found = detectShape(Object.keys((first as RawRow).value as object));
      if ("reason" in found) {
        yield wholeFileProblem(format, { line: first.line, reason: found.reason });
        return;
      }
      shape = found.shape;
    }
    yield parseBatch(shape, format, batch);
  }
  if (!hasRows) yield wholeFileProblem(format, { line: 1, reason: "the file has no rows" });
}

function parseBatch(
  shape: ImportShape | undefined,
  format: ImportFormat,
  batch: (RawRow | RowProblem)[],
): ImportBatch {
  if (shape === "completions") return { shape, format, ...parseRows(batch, parseCompletionRow) };
  if (shape === "pairs") return { shape, format, ...parseRows(batch, parsePairRow) };
  return { shape, format, rows: [], problems: batch.filter(isRowProblem) };
}

function parseRows<Row>(
  batch: readonly (RawRow | RowProblem)[],
  parse: (raw: RawRow) => Row | RowProblem[],
): { rows: Row[]; problems: RowProblem[] } {
  const rows: Row[] = [];
  const problems: RowProblem[] = [];
  for (const raw of batch) {
    if (isRowProblem(raw)) {
      problems.push(raw);
      continue;
    }
    const parsed = parse(raw);
    if (Array.isArray(parsed)) problems.push(...parsed);
    else rows.push(parsed);
  }
  return { rows, problems };
}

function wholeFileProblem(format: ImportFormat | undefined, problem: RowProblem): ImportBatch {
  return { shape: undefined, format, rows: [], problems: [{ ...problem, wholeFile: true }] };
}
