import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addAnnotator, judge, launchedCampaign, somePrompts } from "../testing/campaign-factory";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { decode, startReadingJudgments } from "./read-judgments";

describe.each(dialects)("reading judgments on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  it("gives the same columns whether there are few of them or so many that a thread reads them", async () => {
    const { campaignId, lead } = await launchedCampaign(test, { prompts: somePrompts(12, ["a", "b"]) });
    let turn = 0;
    const outcomes = ["left", "right", "both_good", "both_bad"] as const;
    const fate = () => outcomes[turn++ % 4]!;
    await judge(await addAnnotator(lead, campaignId), fate, 6);
    await judge(await addAnnotator(lead, campaignId), fate, 4);

    const few = await startReadingJudgments(test.database, campaignId, 10)();
    expect(few.id).toHaveLength(10);
    expect(Array.from(few.id)).toEqual(Array.from(few.id).sort((one, other) => one - other));
    expect(Array.from(few.annotator)).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 1]);
    expect(new Set(few.labels).size).toBe(2);
    expect(new Set(Array.from(few.codes, (codes) => decode(codes).outcome)).size).toBeGreaterThan(2);
    expect(await startReadingJudgments(test.database, campaignId, 1_000_000)()).toEqual(few);
  });
});
