import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { scanOnThread } from "./scan-on-thread";

describe("reading a query on a thread", () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tiebreak-"));
    path = join(folder, "test.db");
    new Sqlite(path).close();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("gives every row in order, whenever it is asked for them", async () => {
    const sql =
      "with recursive n(i) as (select 1 union all select i + 1 from n where i < 100000) select i, 'x' || (i % 2) from n";
    const reading = scanOnThread(path, { sql, params: [], columns: ["number", "text"] });
    const other = scanOnThread(path, { sql: "select 7", params: [], columns: ["number"] });
    const numbers: number[] = [];
    const texts: string[] = [];
    for await (const stretch of reading) {
      numbers.push(...stretch.columns[0]!);
      texts.push(...stretch.texts);
    }
    expect(numbers).toEqual(Array.from({ length: 100_000 }, (_, i) => i + 1));
    expect(texts).toEqual(["x1", "x0"]);
    // Its thread has ended long before.
    const late = [];
    for await (const { columns } of other) late.push(...columns[0]!);
    expect(late).toEqual([7]);
  });

  it("fails as the query does", async () => {
    const reading = scanOnThread(path, { sql: "select no", params: [], columns: ["number"] });
    const all = async () => {
      for await (const stretch of reading) expect(stretch).toBeUndefined();
    };
    await expect(all()).rejects.toMatchObject({ code: "SQLITE_ERROR" });
  });
});
