import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { second } from "../clock";
import { deskOf } from "../testing/annotator-desk";
import { finish } from "../testing/campaign-factory";
import { createTestCampaign, type TestCampaign } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { judgmentRows } from "./export-judgments";
import { exportReport } from "./export-report";
import { getReport } from "./get-report";
import { startReport } from "./start-report";

describe.each(dialects)("a report on a campaign with extra judgments on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  async function generate({ lead, campaignId }: TestCampaign) {
    test.advance(second);
    await finish(lead.context, await startReport(lead.context, campaignId));
    return getReport(lead.context, campaignId);
  }

  it("has them apart: estimates, counts and the ledger do not move, people and exports tell of them", async () => {
    const campaign = await createTestCampaign(test, {
      prompts: 6,
      annotators: 3,
      judgmentsPerComparison: 2,
      extraUpTo: 3,
    });
    const { campaignId, lead } = campaign;
    const [ana, ben, eva] = campaign.annotators.map(deskOf);
    const judgeAll = async (desk: ReturnType<typeof deskOf>, model: string) => {
      for (let next = await desk.next(); next.kind === "task"; )
        next = await desk.submit(
          next.tasks[0]!.taskId,
          next.tasks[0]!.left.startsWith(model) ? "left" : "right",
        );
    };
    await judgeAll(ana!, "red");
    await judgeAll(ben!, "green");
    const before = await generate(campaign);
    expect(before.report!.people!.extra).toMatchObject({ upTo: 3, judgments: 0 });
    expect(before.report!.pairs[0]!.winRate.value).toBeCloseTo(0.5, 12);

    const skipped = await eva!.take();
    await eva!.skip(skipped.taskId);
    await judgeAll(eva!, "red");
    expect((await getReport(lead.context, campaignId)).newJudgments).toBe(5);
    const after = await generate(campaign);
    expect(after.newJudgments).toBe(0);
    const { people, notes, methods, counts, ...rest } = after.report!;
    const {
      people: peopleBefore,
      notes: _,
      methods: __,
      counts: countsBefore,
      ...restBefore
    } = before.report!;
    expect(rest).toEqual(restBefore);
    expect(counts).toEqual({ ...countsBefore, skips: 1 });
    expect(people!.all).toEqual(peopleBefore!.all);
    expect(people!.extra).toMatchObject({ judgments: 5, comparisons: 5, agreement: { judgments: 17 } });
    const won = people!.extra!.pairs[0]!.after;
    expect([won.model_a + won.model_b, won.model_a * won.model_b]).toEqual([5, 0]);
    const row = people!.annotators.find(({ label }) => label === campaign.annotators[2]!.memberId);
    expect(row).toMatchObject({ judgments: 0, extra: 5, skips: 1 });
    expect(notes.length + methods.length).toBeGreaterThan(0);

    const purposes: unknown[] = [];
    for await (const page of judgmentRows(test.database, campaignId, []))
      for (const { purpose } of page) purposes.push(purpose);
    expect(purposes.filter((purpose) => purpose === "extra")).toHaveLength(5);
    for (const format of ["html", "csv"] as const) {
      const { body } = await exportReport(lead.context, { campaignId, format });
      expect(body).toContain(campaign.annotators[0]!.memberId);
      expect(body).not.toContain("Annotator 0");
      expect(body).toMatch(format === "html" ? /Labels of the comparisons/ : /with extra judgments/);
    }
  });
});
