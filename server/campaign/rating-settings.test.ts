import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { computeReport } from "../report/compute-report";
import { loadReportInput } from "../report/load-report-input";
import { addAnnotator, judge, launchedCampaign, somePrompts } from "../testing/campaign-factory";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { getCampaign } from "./get-campaign";
import { CampaignSettings } from "./schemas";
import { updateCampaign } from "./update-campaign";

const run = {
  name: "base",
  steps: [
    { model: "a", step: 1000 },
    { model: "c", step: 2000 },
  ],
};

describe.each(dialects)("how ratings are shown, on %s", { timeout: 30_000 }, (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  it("is kept with the campaign, may change after launch, and is what the report takes", async () => {
    const { campaignId, lead } = await launchedCampaign(test, {
      prompts: somePrompts(12, ["a", "b", "c"]),
      promptOncePerAnnotator: false,
      anchorModel: "a",
    });
    expect((await getCampaign(lead, campaignId)).settings).toMatchObject({
      anchorModel: "a",
      trajectories: [],
    });
    await updateCampaign(lead, { campaignId, settings: { anchorModel: "b", trajectories: [run] } });
    await expect(updateCampaign(lead, { campaignId, settings: { outcomes: "three" } })).rejects.toThrow(
      /after launch/,
    );
    let turn = 0;
    const outcomes = ["left", "right", "both_good"] as const;
    await judge(await addAnnotator(lead, campaignId), () => outcomes[turn++ % 3]!);
    const { ratings } = computeReport(await loadReportInput(test.database, campaignId));
    expect(ratings!.anchor).toBe("b");
    expect(ratings!.rated.find(({ model }) => model === "b")!.rating).toBe(1000);
    expect(ratings!.trajectories.map(({ name, steps }) => [name, steps.map(({ step }) => step)])).toEqual([
      ["base", [1000, 2000]],
    ]);
  });
});

describe("training runs", () => {
  const problemsOf = (trajectories: unknown) =>
    CampaignSettings.safeParse({ name: "x", trajectories }).error?.issues.map(({ path, message }) => [
      path.join("."),
      message,
    ]);

  it("are refused with the place and what to do", () => {
    expect(problemsOf([run])).toBeUndefined();
    expect(problemsOf([{ ...run, name: " " }])).toEqual([["trajectories.0.name", "Give the run a name."]]);
    expect(problemsOf([run, { ...run, steps: run.steps.slice(1) }])).toContainEqual([
      "trajectories.1.steps",
      "Give two models or more a step.",
    ]);
    expect(problemsOf([{ ...run, steps: run.steps.map((one) => ({ ...one, step: 1 })) }])).toEqual([
      ["trajectories.0.steps", "Two models have the same step."],
    ]);
    expect(problemsOf([{ ...run, steps: run.steps.map((one) => ({ ...one, model: "a" })) }])).toEqual([
      ["trajectories.0.steps", "A model is one step of a run."],
    ]);
    expect(problemsOf([run, run])).toContainEqual(["trajectories", "Two runs have the same name."]);
  });
});
