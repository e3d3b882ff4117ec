import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { exportReport } from "../report/export-report";
import { getReport } from "../report/get-report";
import { startReport } from "../report/start-report";
import { verifyReport } from "../report/verify-report";
import { addAnnotator, finish, judge, launchedCampaign, somePrompts } from "../testing/campaign-factory";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";

describe.each(dialects)("a report's job on %s", { timeout: 30_000 }, (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  it("makes the parts after the report, from the completions that were compared, and exports all so that it verifies", async () => {
    const { campaignId, lead } = await launchedCampaign(test, {
      prompts: somePrompts(16, ["a", "b", "c"], (i) => (i % 2 === 0 ? "en" : undefined)),
      promptOncePerAnnotator: false,
    });
    let turn = 0;
    const outcomes = ["left", "right", "both_good"] as const;
    await judge(await addAnnotator(lead, campaignId), () => outcomes[turn++ % 3]!, 40);
    const { resultId } = await finish(lead, await startReport(lead, campaignId));
    const view = await getReport(lead, campaignId);
    expect(view.reportId).toBe(resultId);
    expect(view.report!.ratings!.judgments).toBeGreaterThan(30);
    const { worth, profile, style, bootstrap, elo } = view.parts;
    expect(worth!.evidence).toBe("control");
    expect(profile!.models.map(({ model, completions }) => [model, completions])).toEqual([
      ["a", 16],
      ["b", 16],
      ["c", 16],
    ]);
    // Half of the prompts are in English, and only those have a reading ease.
    expect(profile!.models[0]!.readability.leftOut).toBe(8);
    expect(style!.pairs).toHaveLength(3);
    expect(bootstrap!.rated).toHaveLength(3);
    expect(elo!.rated).toHaveLength(3);

    const file = JSON.parse(String((await exportReport(lead, { campaignId, format: "json" })).body));
    const verified = verifyReport(file);
    expect(verified.checks.filter(({ holds }) => !holds)).toEqual([]);
    expect(verified.checks).toHaveLength(4 + 2 * 5);
    const html = await exportReport(lead, { campaignId, format: "html" });
    expect(html.body).toContain("Profile of the models");

    // Nothing changed: the report stands with the parts that it has.
    const again = await finish(lead, await startReport(lead, campaignId));
    expect(again.resultId).toBe(resultId);
    expect((await getReport(lead, campaignId)).parts).toEqual(view.parts);
  });
});
