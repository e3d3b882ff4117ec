import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/test-database";
import { candidateQuery } from "./candidate-query";
import { extraCandidateQuery } from "./extra-candidate-query";

let test: TestDatabase;
beforeEach(async () => {
  test = await createTestDatabase("sqlite");
});
afterEach(() => test.drop());

const kinds = [
  { once: true, languages: null },
  { once: false, languages: null },
  { once: true, languages: 2 },
];

function planOf(query: ReturnType<typeof candidateQuery>): string[] {
  const { sql, params } = query.toSQL();
  const client = new Sqlite(test.database.url, { readonly: true });
  const steps = client.prepare(`explain query plan ${sql}`).all(...params.map(() => 1)) as {
    detail: string;
  }[];
  client.close();
  return steps.map(({ detail }) => detail);
}

it.each(kinds)("walks the open comparisons alone and looks tasks up ($once, $languages)", (options) => {
  const plan = planOf(candidateQuery(test.database, options));
  expect(plan[0]).toContain("USING INDEX comparison_status_open (campaign_id=? AND state=?)");
  expect(plan.filter((step) => /SCAN|TEMP B-TREE/.test(step))).toEqual([]);
  expect(plan.filter((step) => /SEARCH task USING/.test(step))).toHaveLength(2);
});

it.each(kinds)("walks those alone that want extra judgments ($once, $languages)", (options) => {
  const plan = planOf(extraCandidateQuery(test.database, options));
  expect(plan[0]).toContain("USING INDEX comparison_status_extra (campaign_id=?)");
  expect(plan.filter((step) => /SCAN|TEMP B-TREE/.test(step))).toEqual([]);
  expect(plan.filter((step) => /SEARCH task USING/.test(step))).toHaveLength(2);
});
