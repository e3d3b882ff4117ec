import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { updateCampaign } from "../campaign/update-campaign";
import { deskOf } from "../testing/annotator-desk";
import { refusal } from "../testing/refusal";
import {
  createTestCampaign,
  finishJob,
  launch,
  makeRows,
  rank,
  type TestCampaign,
} from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { acceptExclusion } from "./accept-exclusion";
import { listSelfNames } from "./list-self-names";
import { startInspection } from "./start-inspection";

const rows = makeRows({
  prompts: 3,
  models: ["red", "green"],
  completion: (prompt, model) =>
    model === "red" ? `I am Claude, made by Anthropic. Answer ${prompt}.` : `Answer ${prompt}, no more.`,
});

describe.each(dialects)("completions that name themselves on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  const create = () => createTestCampaign(test, { rows, annotators: 1, until: "imported" });
  async function look({ lead, campaignId }: TestCampaign) {
    const { jobId } = await startInspection(lead.context, campaignId);
    await finishJob(lead.context, campaignId, jobId);
    return listSelfNames(lead.context, campaignId);
  }
  const mask = ({ lead, campaignId }: TestCampaign, maskedNames: string[]) =>
    updateCampaign(lead.context, { campaignId, settings: { maskedNames } });

  it("are counted by name, and again once names are masked", async () => {
    const campaign = await create();
    const { lead, campaignId } = campaign;
    expect(await listSelfNames(lead.context, campaignId)).toMatchObject({ names: [], unmasked: 0 });
    expect(await look(campaign)).toEqual({
      names: [
        { name: "Anthropic", completions: 3 },
        { name: "Claude", completions: 3 },
      ],
      unmasked: 3,
      isLeftOut: false,
      maskedNames: [],
    });
    await mask(campaign, ["claude"]);
    expect(await listSelfNames(lead.context, campaignId)).toMatchObject({ unmasked: 3 });
    await mask(campaign, ["claude", "Anthropic"]);
    expect(await listSelfNames(lead.context, campaignId)).toMatchObject({ unmasked: 0 });
    await acceptExclusion(lead.context, { campaignId, detector: "names-itself" });
    expect(await listSelfNames(lead.context, campaignId)).toMatchObject({ isLeftOut: true });
  });

  it("reach annotators masked, and stay as they are for leads; masks are fixed at launch", async () => {
    const campaign = await create();
    await mask(campaign, ["Claude", "Anthropic"]);
    await rank(campaign.lead.context, campaign.campaignId);
    await launch(campaign.lead.context, campaign.campaignId);
    const { left, right } = await deskOf(campaign.annotators[0]!).take();
    expect([left, right].sort()[1]).toMatch(/^I am █████, made by █████\. Answer \d\.$/);
    expect(await refusal(mask(campaign, []))).toBe("wrong_state");
    const { completion } = test.database.tables;
    const stored = await test.database.orm.select({ text: completion.text }).from(completion);
    expect(stored.filter(({ text }) => text.includes("Claude"))).toHaveLength(3);
  });
});
