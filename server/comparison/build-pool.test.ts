import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { campaignBasis } from "../ranking/campaign-basis";
import { createTestCampaign } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { buildPool } from "./build-pool";

describe.each(dialects)("a pool on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  it("is built once by jobs that build it at the same time", async () => {
    const models = ["red", "green", "blue", "gold", "grey"];
    const { campaignId } = await createTestCampaign(test, { prompts: 30, models, until: "imported" });
    const origin = await campaignBasis(test.database, await getCampaignRow(test.database, campaignId));
    await Promise.all([1, 2, 3, 4].map(() => buildPool(test.database, origin, async () => {})));
    const { orm, tables } = test.database;
    expect(await orm.select().from(tables.modelPair)).toHaveLength(10);
    expect(await orm.select().from(tables.comparison)).toHaveLength(300);
  });
});
