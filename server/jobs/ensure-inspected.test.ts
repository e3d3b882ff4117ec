import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { getNoise } from "../noise/get-noise";
import { campaignBasis } from "../ranking/campaign-basis";
import { createTestCampaign } from "../testing/test-campaign";
import { createTestDatabase, type TestDatabase } from "../testing/test-database";
import { ensureInspected } from "./ensure-inspected";

describe("looking for noise", { timeout: 60_000 }, () => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase();
  });
  afterEach(() => test.drop());

  it("of many prompts goes to a thread, stretch by stretch, and finds the same", async () => {
    const { campaignId, lead } = await createTestCampaign(test, {
      prompts: 230,
      until: "imported",
      completion: (prompt, model) =>
        prompt % 100 === 7 && model === "red" ? "…" : `${model} ${prompt} it is.`,
    });
    const origin = await campaignBasis(test.database, await getCampaignRow(test.database, campaignId));
    const steps: string[] = [];
    const inspectionId = await ensureInspected(lead.context, origin, async ({ done, total, step }) => {
      steps.push(`${step} ${done}/${total}`);
    });
    expect(steps.filter((step) => step.startsWith("Looking"))).toEqual([
      "Looking for noise 0/230",
      "Looking for noise 100/230",
      "Looking for noise 200/230",
      "Looking for noise 230/230",
    ]);
    const { poolSize, detectors } = await getNoise(lead.context, campaignId);
    expect(poolSize).toBe(230);
    expect(detectors.filter(({ findings }) => findings > 0)).toMatchObject([
      { id: "empty", findings: 3, comparisons: 3, models: [{ model: "red", findings: 3, of: 230 }] },
    ]);
    steps.length = 0;
    expect(await ensureInspected(lead.context, origin, async () => void steps.push("again"))).toBe(
      inspectionId,
    );
    expect(steps).toEqual([]);
  });
});
