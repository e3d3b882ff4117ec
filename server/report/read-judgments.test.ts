import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { scanOnThread } from "../jobs/scan-on-thread";
import { addAnnotator, judge, launchedCampaign, somePrompts } from "../testing/campaign-factory";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { decode, type ReadJudgments, startReadingJudgments } from "./read-judgments";

async function joined(stretches: AsyncIterable<ReadJudgments>) {
  const all = {
    id: [] as number[],
    comparisonId: [] as number[],
    annotator: [] as number[],
    durationMs: [] as number[],
    codes: [] as number[],
    labels: [] as string[],
  };
  for await (const stretch of stretches) {
    for (const key of ["id", "comparisonId", "annotator", "durationMs", "codes"] as const)
      all[key].push(...stretch[key]);
    all.labels.push(...stretch.labels);
  }
  return all;
}

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

    const few = await joined(startReadingJudgments(test.database, campaignId, 10)());
    expect(few.id).toHaveLength(10);
    expect(few.id).toEqual(few.id.toSorted((one, other) => one - other));
    expect(few.annotator).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 1]);
    expect(new Set(few.labels).size).toBe(2);
    expect(new Set(few.codes.map((codes) => decode(codes).outcome)).size).toBeGreaterThan(2);
    const many = startReadingJudgments(test.database, campaignId, 1_000_000, scanOnThread);
    expect(await joined(many())).toEqual(few);
  });
});
