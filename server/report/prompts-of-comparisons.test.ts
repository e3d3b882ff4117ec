import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestCampaign, importRows, makeRows, rank } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { promptsOfComparisons } from "./prompts-of-comparisons";

describe.each(dialects)("prompts of comparisons on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  async function listComparisons(campaignId: string) {
    const { comparison } = test.database.tables;
    const { id, promptId } = comparison;
    return test.database.orm
      .select({ id, promptId })
      .from(comparison)
      .where(eq(comparison.campaignId, campaignId))
      .orderBy(id);
  }

  async function expectEvery(campaignId: string) {
    const rows = await listComparisons(campaignId);
    const promptOf = await promptsOfComparisons(test.database, campaignId);
    expect(rows.map(({ id }) => promptOf(id))).toEqual(rows.map(({ promptId }) => promptId));
    return rows;
  }

  it("are told where each prompt's comparisons stand together, among other campaigns'", async () => {
    await createTestCampaign(test, { prompts: 3, until: "ranked" });
    const { campaignId } = await createTestCampaign(test, {
      prompts: 5,
      models: ["a", "b", "c"],
      until: "ranked",
    });
    const rows = await expectEvery(campaignId);
    expect(rows).toHaveLength(15);
    const promptOf = await promptsOfComparisons(test.database, campaignId);
    expect(promptOf(rows[0]!.id - 1)).toBe(0);
  });

  it("are told where a model that came later has scattered them", async () => {
    const { campaignId, lead } = await createTestCampaign(test, { prompts: 4, until: "ranked" });
    const before = (await listComparisons(campaignId)).length;
    await importRows(lead.context, campaignId, makeRows({ prompts: 2, models: ["blue"] }));
    test.advance(1);
    await rank(lead.context, campaignId);
    const rows = await expectEvery(campaignId);
    // Two prompts have comparisons at both ends, with other prompts' between.
    expect(rows.length).toBe(before + 4);
    const last = rows.at(-1)!.promptId;
    const places = rows.flatMap(({ promptId }, place) => (promptId === last ? [place] : []));
    expect(places.at(-1)! - places[0]! + 1).toBeGreaterThan(places.length);
  });

  it("are none of a campaign without comparisons", async () => {
    const { campaignId } = await createTestCampaign(test, { prompts: 1, until: "imported" });
    expect((await promptsOfComparisons(test.database, campaignId))(1)).toBe(0);
  });
});
