import { eq, inArray } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addGold } from "../gold/add-gold";
import { deskOf, taskOf } from "../testing/annotator-desk";
import { readLedger } from "../testing/ledger";
import { createTestCampaign } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { computeReport } from "./compute-report";
import { loadReportInput } from "./load-report-input";

const purposes = ["gold", "practice", "repeat", "preview"] as const;

describe.each(dialects)("a report on a campaign with gold and repeats on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  async function judgedCampaign() {
    const campaign = await createTestCampaign(test, {
      prompts: 50,
      annotators: 1,
      goldShare: 0.25,
      repeatShare: 0.25,
      prefetch: 1,
    });
    const { campaignId, lead } = campaign;
    for (const use of ["practice", "gold", "gold", "gold", "gold"] as const) {
      await addGold(lead.context, {
        campaignId,
        use,
        prompt: "Known",
        completionA: "red is right",
        completionB: "green is wrong",
        accepted: ["model_a"],
      });
    }
    const desk = deskOf(campaign.annotators[0]!);
    for (let next = await desk.next(); next.kind === "task"; ) {
      const { taskId, left } = taskOf(next);
      next = await desk.submit(taskId, left.startsWith("red") ? "left" : "right");
    }
    return campaign;
  }

  const reportOf = async (campaignId: string) => {
    const input = await loadReportInput(test.database, campaignId);
    return computeReport(input);
  };

  it("tells of them with the people, and of nothing else, whatever they say", {
    timeout: 30_000,
  }, async () => {
    const { campaignId, annotators } = await judgedCampaign();
    const before = await reportOf(campaignId);
    const { judgments } = await readLedger(test.database, campaignId);
    const count = (purpose: string) => judgments.filter((row) => row.purpose === purpose).length;
    expect(count("gold")).toBeGreaterThan(0);
    expect(count("repeat")).toBeGreaterThan(3);
    const person = before.people!.annotators.find(({ label }) => label === annotators[0]!.memberId);
    expect(person).toMatchObject({
      judgments: 50,
      gold: { value: 1, of: count("gold") },
      repeats: { repeats: count("repeat"), same: { value: 1 }, followedSide: { value: 0 } },
    });
    expect(before.people!.sentences.join(" ")).toMatch(/with a known outcome 100\s% were right/);
    expect(before.people!.sentences.join(" ")).toMatch(/Shown again with sides swapped/);

    const { judgment } = test.database.tables;
    await test.database.transaction(async ({ orm }) => {
      await orm.update(judgment).set({ outcome: "model_b" }).where(inArray(judgment.purpose, purposes));
    });
    const flipped = await reportOf(campaignId);
    await test.database.transaction(async ({ orm }) => {
      await orm.delete(judgment).where(inArray(judgment.purpose, purposes));
    });
    const without = await reportOf(campaignId);
    for (const other of [flipped, without]) {
      const { people: _, methods: __, ...rest } = other;
      const { people: ___, methods: ____, ...same } = before;
      expect(rest).toEqual(same);
    }
    const flippedPerson = flipped.people!.annotators.find(({ label }) => label === person!.label)!;
    expect(flippedPerson.gold.value).toBe(0);
    expect(flippedPerson.repeats.same.value).toBe(0);
    expect(without.people!.annotators[0]).toMatchObject({
      gold: { value: null, reason: "No comparison with a known outcome was asked." },
      repeats: { repeats: 0 },
    });

    // What counts does move it: the comparison above could fail.
    const main = judgments.find(({ purpose }) => purpose === "main")!;
    await test.database.transaction(async ({ orm }) => {
      await orm.update(judgment).set({ outcome: "model_b" }).where(eq(judgment.id, main.id));
    });
    expect((await reportOf(campaignId)).pairs).not.toEqual(before.pairs);
  });
});
