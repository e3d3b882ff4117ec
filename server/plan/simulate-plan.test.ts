import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestCampaign } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { type PlayPlanInput, playPlan } from "./play-plan";
import { simulatePlan } from "./simulate-plan";

/** In this thread, since a worker takes longer to start than a test should last. */
const here = async (input: PlayPlanInput) => playPlan(input);

const asked = {
  preset: "balanced",
  budget: 30,
  margin: 0.4,
  tieRate: 0.2,
  auc: 0.6,
  withRule: true,
} as const;

describe.each(dialects)("campaigns played for a plan on %s", { timeout: 30_000 }, (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  it("end the same for the same seed, and by the campaign's own rule once it has one", async () => {
    const { campaignId, lead } = await createTestCampaign(test, { prompts: 40, until: "imported" });
    const { played } = await simulatePlan(lead.context, { campaignId, ...asked }, here);
    expect(played).toMatchObject({ campaigns: 400, seed: "seed-1/plan", stopped: { isOwnRule: false } });
    expect((await simulatePlan(lead.context, { campaignId, ...asked }, here)).played).toEqual(played);
    expect(played!.shown).toBeGreaterThan(0.8);
    expect(played!.coverage).toBeGreaterThan(0.9);
    expect(played!.stopped!.median).toBeLessThanOrEqual(30);

    const stopRule = { winner: false, equivalence: null, width: 1.9 };
    await test.database.transaction(({ orm, tables }) =>
      orm.update(tables.campaign).set({ stopRule }).where(eq(tables.campaign.id, campaignId)),
    );
    const own = (await simulatePlan(lead.context, { campaignId, ...asked }, here)).played!.stopped!;
    // So wide an interval is reached after a few judgments, whoever is ahead.
    expect(own.isOwnRule).toBe(true);
    expect(own.median).toBeLessThan(played!.stopped!.median);
  });

  it("are not played where no pool can be so, or there is none", async () => {
    const { campaignId, lead } = await createTestCampaign(test, { prompts: 4, until: "imported" });
    const tied = await simulatePlan(lead.context, { campaignId, ...asked, tieRate: 0.7 }, here);
    expect(tied).toMatchObject({ played: null, reason: expect.stringMatching(/^With so many ties/) });
    const empty = await createTestCampaign(test, { until: "created" });
    const none = await simulatePlan(empty.lead.context, { campaignId: empty.campaignId, ...asked }, here);
    expect(none.played).toBeNull();
  });
});
