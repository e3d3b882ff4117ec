import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ColumnsQuery, type ScannedColumns, scanColumns } from "./scan-columns";

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

  function scanned(query: ColumnsQuery): ScannedColumns[] {
    const stretches: ScannedColumns[] = [];
    scanColumns(path, query, (stretch) => stretches.push(stretch));
    return stretches;
  }

  it.each([150_000, 131_072])("gives numbers as they are and texts by their numbers, of %i rows", (rows) => {
    const sql = `${numbered(rows)} select i * ? as a, case i % 3 when 0 then null when 1 then 'one' else iif(i < 100000, 'two', 'three') end as b from n`;
    const stretches = scanned({ sql, params: [-2], columns: ["number", "text"] });
    expect(stretches.length).toBeGreaterThan(1);
    // Each text comes with the stretch that it is first in.
    expect(stretches.map(({ texts }) => texts).slice(0, 2)).toEqual([["one", "two"], ["three"]]);
    expect(stretches.slice(2).every(({ texts }) => texts.length === 0)).toBe(true);
    const [numbers, places] = [0, 1].map((c) => stretches.flatMap(({ columns }) => Array.from(columns[c]!)));
    expect(numbers).toHaveLength(rows);
    expect(numbers!.every((value, row) => value === -2 * (row + 1))).toBe(true);
    expect(places!.slice(0, 6)).toEqual([0, 1, -1, 0, 1, -1]);
    const last = (row: number) => (row + 1 < 100_000 ? 1 : 2);
    expect(places!.every((place, row) => place === [0, last(row), -1][row % 3])).toBe(true);
  });

  it("gives nothing where a query has no rows, and fails as the query does", () => {
    expect(scanned({ sql: "select 1 where 0", params: [], columns: ["number"] })).toEqual([]);
    expect(() => scanned({ sql: "select no", params: [], columns: ["number"] })).toThrow("no such column");
  });
});
