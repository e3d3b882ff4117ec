import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { scanColumns } from "./scan-columns";

describe("scanning columns", () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tiebreak-"));
    path = join(folder, "test.db");
    new Sqlite(path).close();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const numbered = (rows: number) =>
    `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${rows})`;

  it("gives numbers as they are and texts by their places, however many rows there are", () => {
    const sql = `${numbered(150_000)} select i * ? as a, case i % 3 when 0 then null when 1 then 'one' else 'two' end as b from n`;
    const { columns, texts } = scanColumns(path, { sql, params: [-2], columns: ["number", "text"] });
    expect(texts).toEqual(["one", "two"]);
    const [numbers, places] = columns as [Int32Array, Int32Array];
    expect(numbers).toHaveLength(150_000);
    expect(numbers.every((value, row) => value === -2 * (row + 1))).toBe(true);
    expect(Array.from(places.subarray(0, 6))).toEqual([0, 1, -1, 0, 1, -1]);
    expect(places.every((place, row) => place === places[row % 3])).toBe(true);
  });

  it("gives columns without rows where a query has none, and fails as the query does", () => {
    const none = scanColumns(path, { sql: "select 1 where 0", params: [], columns: ["number"] });
    expect(none).toEqual({ columns: [new Int32Array()], texts: [] });
    expect(() => scanColumns(path, { sql: "select no", params: [], columns: ["number"] })).toThrow(
      "no such column",
    );
  });
});
