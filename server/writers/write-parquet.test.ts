import { parquetMetadata, parquetReadObjects, parquetSchema } from "hyparquet";
import { describe, expect, it } from "vitest";
import { type ColumnType, writeParquet } from "./write-parquet";
import type { RowCell } from "./write-rows";

async function* pagesOf<Row>(...pages: Row[][]): AsyncGenerator<Row[]> {
  yield* pages;
}

async function write<Column extends string>(
  types: Record<Column, ColumnType>,
  ...pages: Record<Column, RowCell>[][]
) {
  const pieces: Uint8Array[] = [];
  const columns = Object.keys(types) as Column[];
  for await (const piece of writeParquet(columns, pagesOf(...pages), types)) pieces.push(piece);
  const { buffer } = new Uint8Array(Buffer.concat(pieces));
  return { pieces, buffer };
}

const everyType = {
  text: "text",
  integer: "integer",
  number: "number",
  boolean: "boolean",
  time: "time",
  turns: "turns",
} as const;

describe("a Parquet file", () => {
  it("gives every type and every null back as it was", async () => {
    const full = {
      text: "Grüße, 世界 🌍\n=1+1",
      integer: -2_000_000_000,
      number: 0.1 + 0.2,
      boolean: false,
      time: "2026-11-23T12:00:00.123Z",
      turns: [
        { role: "user", content: "Why?" },
        { role: "assistant", content: "" },
      ],
    };
    const empty = { text: null, integer: null, number: null, boolean: null, time: null, turns: null };
    const other = { text: "", integer: 0, number: -0.5, boolean: true, time: full.time, turns: [] };
    const { buffer } = await write(everyType, [full, empty], [other]);
    const time = new Date(full.time);
    expect(await parquetReadObjects({ file: buffer })).toEqual([
      { ...full, time },
      // How the reader gives a missing list; an empty one is [].
      { ...empty, turns: undefined },
      { ...other, time },
    ]);
  });

  it("says what its columns hold", async () => {
    const { buffer } = await write(everyType, []);
    const metadata = parquetMetadata(buffer);
    expect(metadata.num_rows).toBe(0n);
    const columns = parquetSchema(metadata).children.map(({ element }) => [
      element.name,
      element.type ?? null,
      element.converted_type ?? null,
      element.repetition_type,
    ]);
    expect(columns).toEqual([
      ["text", "BYTE_ARRAY", "UTF8", "OPTIONAL"],
      ["integer", "INT32", null, "OPTIONAL"],
      ["number", "DOUBLE", null, "OPTIONAL"],
      ["boolean", "BOOLEAN", null, "OPTIONAL"],
      ["time", "INT64", "TIMESTAMP_MILLIS", "OPTIONAL"],
      ["turns", null, "LIST", "OPTIONAL"],
    ]);
  });

  it("lets rows go in groups, by their number and by the length of their texts", async () => {
    const page = Array.from({ length: 6_000 }, (_, i) => ({ n: i }));
    const many = await write({ n: "integer" }, page, page, page);
    expect(parquetMetadata(many.buffer).row_groups.map(({ num_rows }) => num_rows)).toEqual([
      12_000n,
      6_000n,
    ]);
    expect(many.pieces).toHaveLength(3);
    const long = "x".repeat(400_000);
    const heavy = await write({ text: "text" }, ...Array.from({ length: 7 }, () => [{ text: long }]));
    expect(parquetMetadata(heavy.buffer).row_groups.map(({ num_rows }) => num_rows)).toEqual([3n, 3n, 1n]);
    expect(await parquetReadObjects({ file: heavy.buffer, rowStart: 6 })).toEqual([{ text: long }]);
  });
});
