import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestCampaign } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { listReasons } from "./fetch-reasons";
import { joinReason } from "./fetch-scope";

describe.each(dialects)("reasons of failed fetches on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  it("are counted by the database, alike ones together, whatever the number of failures", async () => {
    await createTestCampaign(test, { prompts: 2, until: "imported" });
    const { orm, tables } = test.database;
    const [first] = await orm.select().from(tables.completion).orderBy(tables.completion.id);
    const failures = 3_000;
    const rows = Array.from({ length: failures }, (_, i) => {
      const late = joinReason(undefined, "green", `no answer within ${i} seconds`);
      const quoted = i % 10 === 0 ? joinReason(late, "red", `token ${i}, "w${i % 7}", does not fit`) : late;
      return { importId: "imp_1", completionId: (first?.id ?? 0) + i, reason: quoted, attempts: 1, at: 0 };
    });
    await test.database.transaction(async (tx) => {
      for (let from = 0; from < failures; from += 1_000)
        await tx.orm.insert(tx.tables.fetchFailure).values(rows.slice(from, from + 1_000));
    });
    const read = await listReasons(test.database, "imp_1");
    expect(read).toMatchObject([
      { completions: failures, example: { promptId: "p0", model: "red" } },
      { completions: failures / 10, example: { promptId: "p0", model: "red" } },
    ]);
    expect(read.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^green: no answer within \d+ seconds$/),
      expect.stringMatching(/^red: token \d+, "w\d", does not fit$/),
    ]);
    expect(await listReasons(test.database, "imp_2")).toEqual([]);
  });
});
