import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deskOf, reasonOf } from "../testing/annotator-desk";
import { type CampaignOptions, createTestCampaign, type TestCampaign } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { getProgress } from "./get-progress";

describe.each(dialects)("what is warned of while people judge on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  const create = (options: CampaignOptions) => createTestCampaign(test, { prompts: 2, ...options });
  const warningsOf = async ({ lead, campaignId }: TestCampaign) =>
    (await getProgress(lead.context, campaignId)).warnings;

  it("nothing, as long as somebody may judge what is open", async () => {
    const campaign = await create({ annotators: 1 });
    await deskOf(campaign.annotators[0]!).judge();
    expect(await warningsOf(campaign)).toEqual([]);
  });

  it("that nobody is left who has not met the prompts, until somebody new is invited", async () => {
    const campaign = await create({ annotators: 1, models: ["red", "green", "blue"] });
    const ana = deskOf(campaign.annotators[0]!);
    for (let i = 0; i < 2; i++) await ana.judge();
    expect(reasonOf(await ana.next())).toBe("others_must_finish");
    expect(await warningsOf(campaign)).toEqual([
      "4 open comparisons wait for somebody new: everyone invited has met their prompts already. Invite more people.",
    ]);
    await campaign.invite();
    expect(await warningsOf(campaign)).toEqual([]);
  });

  it("that a comparison wants more judgments than there are people", async () => {
    const campaign = await create({
      prompts: 1,
      annotators: 1,
      judgmentsPerComparison: 2,
      promptOncePerAnnotator: false,
    });
    await deskOf(campaign.annotators[0]!).judge();
    expect(await warningsOf(campaign)).toEqual([
      "1 open comparison waits for somebody new: everyone invited has seen it already. Invite more people.",
    ]);
  });

  it("of somebody who does not read its language only as of a language that nobody reads", async () => {
    const campaign = await create({ languages: ["en", "es"], routing: "language" });
    await campaign.invite({ languages: ["en"] });
    expect(await warningsOf(campaign)).toEqual([
      "No annotator reads es; comparisons in it wait, and so does the estimate for all languages.",
    ]);
  });
});
