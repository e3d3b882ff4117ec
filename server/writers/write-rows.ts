import { type Cell, csvLine } from "./csv-line";

export const rowFormats = ["csv", "jsonl"] as const;
export type RowFormat = (typeof rowFormats)[number];

export const rowContentTypes: Record<RowFormat, string> = {
  csv: "text/csv; charset=utf-8",
  jsonl: "application/x-ndjson; charset=utf-8",
};

/**
 * Rows as the text of a CSV or JSON Lines file, a piece per page of rows, so that memory does not grow with the file.
 * Every row has the given columns, in their order.
 */
export async function* writeRows<Column extends string>(
  format: RowFormat,
  columns: readonly Column[],
  pages: AsyncIterable<readonly Record<Column, Cell>[]>,
): AsyncGenerator<string> {
  if (format === "csv") yield csvLine(columns);
  for await (const page of pages) yield page.map((row) => writeRow(format, columns, row)).join("");
}

function writeRow<Column extends string>(
  format: RowFormat,
  columns: readonly Column[],
  row: Record<Column, Cell>,
): string {
  if (format === "csv") return csvLine(columns.map((column) => row[column]));
  return `${JSON.stringify(Object.fromEntries(columns.map((column) => [column, row[column]])))}\n`;
}
