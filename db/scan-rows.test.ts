import { asc, gt, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, dialects, type TestDatabase } from "@/server/testing/test-database";

describe.each(dialects)("scanning rows on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
    await test.database.transaction(async ({ orm, tables: { setting } }) => {
      await orm.insert(setting).values(["c", "a", "d", "b"].map((id) => ({ id, value: `${id}${id}` })));
    });
  });
  afterEach(() => test.drop());

  const query = () => {
    const { orm, tables } = test.database;
    const { id, value } = tables.setting;
    return orm
      .select({ id, value, length: sql<number>`length(${value})` })
      .from(tables.setting)
      .where(gt(id, "a"))
      .orderBy(asc(value));
  };

  it("visits every row's columns in the query's order, as bare arrays have them, and tells how many", async () => {
    const visited: unknown[] = [];
    const rows = await test.database.scanRows(query(), (...row: [string, string, number]) =>
      visited.push(row),
    );
    expect(visited).toEqual([
      ["b", "bb", 2],
      ["c", "cc", 2],
      ["d", "dd", 2],
    ]);
    expect(visited).toEqual(await test.database.rawRows(query()));
    expect(rows).toBe(3);
  });

  it("keeps the order and the limit together, and visits nothing where there is nothing", async () => {
    const visited: string[] = [];
    const follow = (id: string) => visited.push(id);
    expect(await test.database.scanRows(query().limit(2), follow)).toBe(2);
    expect(visited).toEqual(["b", "c"]);
    expect(await test.database.scanRows(query().limit(0), follow)).toBe(0);
    expect(visited).toHaveLength(2);
  });

  it("passes on what a visit throws, and reads on afterwards", async () => {
    const failing = test.database.scanRows(query(), () => {
      throw new RangeError("an unknown outcome");
    });
    await expect(failing).rejects.toThrow("an unknown outcome");
    expect(await test.database.scanRows(query(), () => {})).toBe(3);
  });
});
