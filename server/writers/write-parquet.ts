import type { SchemaElement } from "hyparquet";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { RowCell } from "./write-rows";

/** `time` is ISO 8601 text; `turns` a list of messages with role and content. */
export type ColumnType = "text" | "integer" | "number" | "boolean" | "time" | "turns";

/** A row group is written, and its rows let go, at whichever comes first; small, since nothing else runs meanwhile. */
const rowsPerGroup = 10_000;
const charactersPerGroup = 1_000_000;

/**
 * Rows as the bytes of a Parquet file (Snappy, every column nullable), a piece per row group, so that memory does not
 * grow with the file. Every row has the given columns.
 */
export async function* writeParquet<Column extends string>(
  columns: readonly Column[],
  pages: AsyncIterable<readonly Record<Column, RowCell>[]>,
  types: Record<Column, ColumnType>,
): AsyncGenerator<Uint8Array> {
  const bytes = new ByteWriter();
  const schema = schemaOf(columns.map((name) => ({ name, type: types[name] })));
  const file = new ParquetWriter({ writer: bytes, schema, createdBy: "Tiebreak" });
  for await (const rows of rowGroups(pages)) {
    const columnData = columns.map((name) => ({
      name,
      data: rows.map((row) => valueOf(types[name], row[name])),
    }));
    await file.write({ columnData, rowGroupSize: rows.length });
    yield taken(bytes);
  }
  await file.finish();
  yield taken(bytes);
}

/** Pages put together to row groups; readers are slow on many small ones. */
async function* rowGroups<Row extends Record<string, RowCell>>(
  pages: AsyncIterable<readonly Row[]>,
): AsyncGenerator<Row[]> {
  let rows: Row[] = [];
  let characters = 0;
  for await (const page of pages) {
    for (const row of page) {
      rows.push(row);
      characters += charactersOf(row);
    }
    if (rows.length < rowsPerGroup && characters < charactersPerGroup) continue;
    yield rows;
    rows = [];
    characters = 0;
  }
  if (rows.length > 0) yield rows;
}

function charactersOf(row: Record<string, RowCell>): number {
  return Object.values(row).reduce<number>((sum, cell) => {
    if (typeof cell === "string") return sum + cell.length;
    return Array.isArray(cell) ? sum + cell.reduce((n, { content }) => n + content.length, 0) : sum;
  }, 0);
}

function valueOf(type: ColumnType, cell: RowCell): unknown {
  return type === "time" && typeof cell === "string" ? new Date(cell) : cell;
}

/** What was written since, out of the writer, whose count of all bytes goes on. */
function taken(bytes: ByteWriter): Uint8Array {
  const piece = bytes.getBytes().slice();
  bytes.index = 0;
  return piece;
}

function schemaOf(columns: readonly { name: string; type: ColumnType }[]): SchemaElement[] {
  return [
    { name: "root", num_children: columns.length },
    ...columns.flatMap(({ name, type }) => (type === "turns" ? turnsElements(name) : [element(name, type)])),
  ];
}

function element(name: string, type: Exclude<ColumnType, "turns">): SchemaElement {
  const physical: Record<typeof type, Omit<SchemaElement, "name">> = {
    text: { type: "BYTE_ARRAY", converted_type: "UTF8" },
    integer: { type: "INT32" },
    number: { type: "DOUBLE" },
    boolean: { type: "BOOLEAN" },
    time: { type: "INT64", converted_type: "TIMESTAMP_MILLIS" },
  };
  return { name, repetition_type: "OPTIONAL", ...physical[type] };
}

/** A list of messages, in the three levels that Parquet has for lists. */
function turnsElements(name: string): SchemaElement[] {
  return [
    { name, repetition_type: "OPTIONAL", converted_type: "LIST", num_children: 1 },
    { name: "list", repetition_type: "REPEATED", num_children: 1 },
    { name: "element", repetition_type: "OPTIONAL", num_children: 2 },
    element("role", "text"),
    element("content", "text"),
  ];
}
