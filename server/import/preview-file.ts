import type { ImportProblem } from "@/db/schema/content";
import { columnsByGivenName, shapeColumns } from "@/server/readers/columns";
import { detectFormat } from "@/server/readers/detect-format";
import { detectShape } from "@/server/readers/detect-shape";
import { parseCompletionRow } from "@/server/readers/parse-completion-row";
import { parsePairRow } from "@/server/readers/parse-pair-row";
import { peekSource } from "@/server/readers/peek-source";
import { readRows } from "@/server/readers/read-rows";
import {
  type CompletionRow,
  type ImportFormat,
  type ImportShape,
  isRowProblem,
  type PairRow,
  type RawRow,
  type RowProblem,
} from "@/server/readers/rows";

const checkedRows = 1_000;
const shownRows = 20;
const shownCharacters = 400;

export interface FilePreview {
  format: ImportFormat | null;
  shape: ImportShape | null;
  /** Every column of the shape, with the file's name for it, or null where the file has none. */
  columns: { name: string; required: boolean; givenName: string | null }[];
  /** Fields of the file that the import leaves out. */
  ignored: string[];
  /** The first good rows, long texts cut. */
  rows: (CompletionRow | PairRow)[];
  problems: ImportProblem[];
  rowsChecked: number;
  /** Whether there are more rows than were checked. */
  hasMore: boolean;
}

/** Reads the beginning of a file, at most 1,000 rows, and tells how it would be imported. Changes nothing. */
export async function previewFile({
  source,
  fileName,
}: {
  source: AsyncIterable<Uint8Array>;
  fileName: string;
}): Promise<FilePreview> {
  const peeked = await peekSource(source);
  const detected = detectFormat(fileName, peeked.head);
  if ("reason" in detected) return refused(null, { line: 1, reason: detected.reason });
  const { format } = detected;
  const read: (RawRow | RowProblem)[] = [];
  for await (const batch of readRows(peeked.source, { format })) {
    read.push(...batch);
    if (read.length > checkedRows) break;
  }
  const checked = read.slice(0, checkedRows);
  const first = checked.find((row): row is RawRow => !isRowProblem(row));
  const unread = checked.filter(isRowProblem).map(({ line, field, reason }) => ({ line, field, reason }));
  if (!first) return refused(format, unread[0] ?? { line: 1, reason: "the file has no rows" }, unread);
  const found = detectShape(Object.keys(first.value as object));
  if ("reason" in found) return refused(format, { line: first.line, reason: found.reason });
  return { format, ...describe(found.shape, checked), hasMore: read.length > checkedRows };
}

function describe(shape: ImportShape, checked: readonly (RawRow | RowProblem)[]) {
  const fields = new Set<string>();
  const rows: (CompletionRow | PairRow)[] = [];
  const problems: ImportProblem[] = [];
  for (const raw of checked) {
    if (isRowProblem(raw)) {
      problems.push({ line: raw.line, field: raw.field, reason: raw.reason });
      continue;
    }
    for (const field of Object.keys(raw.value as object)) fields.add(field);
    const parsed = shape === "completions" ? parseCompletionRow(raw) : parsePairRow(raw);
    if (Array.isArray(parsed)) problems.push(...parsed);
    else if (rows.length < shownRows) rows.push(shorten(parsed));
  }
  const known = columnsByGivenName(shapeColumns[shape]);
  const columns = shapeColumns[shape].map(({ name, aliases, required }) => {
    return { name, required, givenName: [name, ...aliases].find((given) => fields.has(given)) ?? null };
  });
  const ignored = [...fields].filter((field) => !known.has(field));
  return { shape, columns, ignored, rows, problems, rowsChecked: checked.length };
}

/** Cuts the texts of a row; log-probabilities are not for reading at all. */
function shorten<Row extends CompletionRow | PairRow>(row: Row): Row {
  const entries = Object.entries(row).filter(([key]) => key !== "logprobs");
  return Object.fromEntries(
    entries.map(([key, value]) => [
      key,
      typeof value === "string" && value.length > shownCharacters
        ? `${value.slice(0, shownCharacters)}…`
        : value,
    ]),
  ) as Row;
}

function refused(
  format: ImportFormat | null,
  problem: ImportProblem,
  problems: ImportProblem[] = [problem],
): FilePreview {
  return {
    format,
    shape: null,
    columns: [],
    ignored: [],
    rows: [],
    problems,
    rowsChecked: 0,
    hasMore: false,
  };
}
