import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/test-database";
import { candidateQuery } from "./candidate-query";

let test: TestDatabase;
beforeEach(async () => {
  test = await createTestDatabase("sqlite");
});
afterEach(() => test.drop());

it.each([
  { once: true, languages: null },
  { once: false, languages: null },
  { once: true, languages: 2 },
])("walks the open comparisons alone and looks tasks up ($once, $languages)", (options) => {
  const { sql, params } = candidateQuery(test.database, options).toSQL();
  const client = new Sqlite(test.database.url, { readonly: true });
  const steps = client.prepare(`explain query plan ${sql}`).all(...params.map(() => 1)) as {
    detail: string;
  }[];
  client.close();
  const plan = steps.map(({ detail }) => detail);
  expect(plan[0]).toContain("USING INDEX comparison_status_open (campaign_id=? AND state=?)");
  expect(plan.filter((step) => /SCAN|TEMP B-TREE/.test(step))).toEqual([]);
  expect(plan.filter((step) => /SEARCH task USING/.test(step))).toHaveLength(2);
});
