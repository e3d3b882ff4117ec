import { type Cell, csvLine } from "./csv-line";
import { type ColumnType, writeParquet } from "./write-parquet";

export const rowFormats = ["csv", "jsonl", "parquet"] as const;
export type RowFormat = (typeof rowFormats)[number];

/** What JSON Lines and Parquet can hold beyond the cells of a table: the turns of a conversation. */
export type RowCell = Cell | readonly { role: string; content: string }[];

export const rowContentTypes: Record<RowFormat, string> = {
  csv: "text/csv; charset=utf-8",
  jsonl: "application/x-ndjson; charset=utf-8",
  parquet: "application/vnd.apache.parquet",
};

/**
 * Rows as a CSV, JSON Lines or Parquet file, a piece per page of rows or more, so that memory does not grow with the
 * file. Every row has the given columns, in their order; their types matter to Parquet alone.
 */
export async function* writeRows<Column extends string>(
  format: RowFormat,
  columns: readonly Column[],
  pages: AsyncIterable<readonly Record<Column, RowCell>[]>,
  types: Record<Column, ColumnType>,
): AsyncGenerator<string | Uint8Array> {
  if (format === "parquet") {
    yield* writeParquet(columns, pages, types);
    return;
  }
  if (format === "csv") yield csvLine(columns);
  for await (const page of pages) yield page.map((row) => writeRow(format, columns, row)).join("");
}

function writeRow<Column extends string>(
  format: "csv" | "jsonl",
  columns: readonly Column[],
  row: Record<Column, RowCell>,
): string {
  if (format === "csv") return csvLine(columns.map((column) => csvCell(row[column])));
  return `${JSON.stringify(Object.fromEntries(columns.map((column) => [column, row[column]])))}\n`;
}

function csvCell(cell: RowCell): Cell {
  return typeof cell === "object" && cell !== null ? JSON.stringify(cell) : cell;
}
