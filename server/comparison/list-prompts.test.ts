import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { updateCampaign } from "../campaign/update-campaign";
import { createTestCampaign, importRows, makeRows, rank, type TestCampaign } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { listPrompts } from "./list-prompts";
import { ListPromptsInput } from "./schemas";

describe.each(dialects)("prompts by disagreement on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  const list = ({ lead, campaignId }: TestCampaign, input: Partial<ListPromptsInput> = {}) =>
    listPrompts(lead.context, ListPromptsInput.parse({ campaignId, ...input }));
  const ids = async (campaign: TestCampaign, input: Partial<ListPromptsInput> = {}) =>
    (await list(campaign, input))!.rows.map(({ promptExternalId }) => promptExternalId);

  /** Words by prompt and model: p0 has one model apart, p1 all equal, p2 all apart. */
  const words: Record<string, number>[] = [
    { red: 1, green: 1, blue: 10 },
    { red: 4, green: 4, blue: 4 },
    { red: 1, green: 7, blue: 13 },
  ];
  const completion = (prompt: number, model: string) => `w${" w".repeat((words[prompt]?.[model] ?? 1) - 1)}`;
  const models = ["red", "green", "blue"];

  it("are sorted by the mean, the maximum or the variance over their pairs, with the pair that is furthest apart", async () => {
    const campaign = await createTestCampaign(test, {
      prompts: 3,
      models,
      completion,
      metric: "length-gap",
      until: "ranked",
    });
    const view = (await list(campaign))!;
    expect(view).toMatchObject({
      metric: { metric: "length-gap" },
      metrics: [{ metric: "length-gap" }],
      total: 3,
      rows: [
        { promptExternalId: "p2", pairs: 3, mean: 8, maximum: 12, variance: 8 },
        { promptExternalId: "p0", pairs: 3, mean: 6, maximum: 9, variance: 18 },
        { promptExternalId: "p1", pairs: 3, mean: 0, maximum: 0, variance: 0 },
      ],
    });
    expect([view.rows[0]!.widest.modelA, view.rows[0]!.widest.modelB].sort()).toEqual(["blue", "red"]);
    expect(await ids(campaign, { by: "variance" })).toEqual(["p0", "p2", "p1"]);
    expect(await ids(campaign, { by: "maximum", least: true })).toEqual(["p1", "p0", "p2"]);
    expect(await ids(campaign, { limit: 1, offset: 1 })).toEqual(["p0"]);
  });

  it("are narrowed to a slice, and count under the chosen pairs and the imports of the order alone", async () => {
    const campaign = await createTestCampaign(test, {
      rows: makeRows({ prompts: 3, models, completion, languages: ["en", "de", "en"] }),
      metric: "length-gap",
      until: "ranked",
    });
    expect(await ids(campaign, { slice: { by: "language", value: "en" } })).toEqual(["p2", "p0"]);
    const { lead, campaignId } = campaign;
    // A model that comes later has comparisons of all prompts after those that were there.
    const later = makeRows({ prompts: 3, models: ["teal"], completion: () => "w w w" });
    await importRows(lead.context, campaignId, later);
    expect((await list(campaign))!.rows.map(({ pairs }) => pairs)).toEqual([3, 3, 3]);
    await rank(lead.context, campaignId);
    test.advance(1_000);
    await rank(lead.context, campaignId);
    expect((await list(campaign))!.rows.map(({ pairs }) => pairs)).toEqual([6, 6, 6]);
    await updateCampaign(lead.context, {
      campaignId,
      settings: { pairChoice: { kind: "baseline", model: "teal" } },
    });
    test.advance(1_000);
    await rank(lead.context, campaignId);
    const baseline = (await list(campaign))!;
    expect(
      baseline.rows.map(({ promptExternalId, pairs, maximum }) => [promptExternalId, pairs, maximum]),
    ).toEqual([
      ["p2", 3, 10],
      ["p0", 3, 7],
      ["p1", 3, 1],
    ]);
    expect([baseline.rows[0]!.widest.modelA, baseline.rows[0]!.widest.modelB].sort()).toEqual([
      "blue",
      "teal",
    ]);
  });

  it("are none before anything is scored, and a prompt without a value comes last", async () => {
    const unscored = await createTestCampaign(test, { until: "imported" });
    expect(await list(unscored)).toBeNull();
    const rows = makeRows({ prompts: 4 }).map((row, i) => (i < 4 ? row : { ...row, score: i }));
    const campaign = await createTestCampaign(test, { rows, metric: "score-gap", until: "ranked" });
    const view = (await list(campaign))!;
    expect(view.rows.map(({ mean }) => mean)).toEqual([1, 1, null, null]);
    expect(await ids(campaign, { least: true })).toEqual(["p2", "p3", "p0", "p1"]);
  });
});
