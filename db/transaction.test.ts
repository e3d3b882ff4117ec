import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, dialects, type TestDatabase } from "@/server/testing/test-database";

describe.each(dialects)("transaction on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  const write = (id: string, value: string) =>
    test.database.transaction(async (tx) => {
      await tx.orm.insert(tx.tables.setting).values({ id, value });
    });
  const read = async (id: string) => {
    const { orm, tables } = test.database;
    const rows = await orm.select().from(tables.setting).where(eq(tables.setting.id, id));
    return rows[0]?.value;
  };

  it("keeps all writes of work that succeeds", async () => {
    await write("a", "1");
    expect(await read("a")).toBe("1");
  });

  it("keeps none of the writes of work that fails after an await, and all of its neighbours'", async () => {
    const failing = test.database.transaction(async (tx) => {
      await tx.orm.insert(tx.tables.setting).values({ id: "b", value: "1" });
      await Promise.resolve();
      throw new Error("no");
    });
    const results = await Promise.allSettled([write("a", "1"), failing, write("c", "1")]);
    expect(results.map((result) => result.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect([await read("a"), await read("b"), await read("c")]).toEqual(["1", undefined, "1"]);
  });

  it("does not tell of success before the commit is readable", async () => {
    const seen = await Promise.all(
      Array.from({ length: 200 }, async (_, i) => {
        await write(`k${i}`, "1");
        return read(`k${i}`);
      }),
    );
    expect(seen.every((value) => value === "1")).toBe(true);
  });

  it("refuses writes outside a transaction on SQLite", async () => {
    if (dialect !== "sqlite") return;
    const { orm, tables } = test.database;
    await expect(async () => orm.insert(tables.setting).values({ id: "x", value: "1" })).rejects.toThrow();
  });
});
