import { parse } from "csv-parse/sync";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { scoreMetric } from "../jobs/score-metric";
import { campaignBasis } from "../ranking/campaign-basis";
import { startReorder } from "../ranking/start-reorder";
import { deskOf } from "../testing/annotator-desk";
import { scoreHere } from "../testing/score-here";
import { createTestCampaign, finishJob, makeRows, type TestCampaign } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { computeReport } from "./compute-report";
import { type ExportedRows, exportDraws, exportJudgments } from "./export-rows";
import { loadReportInput } from "./load-report-input";
import { recomputeFromExports } from "./recompute";

describe.each(dialects)("a report after slice minimums and a change of order on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  const models = ["red", "green"];
  const sliceMinimums = [{ by: "language" as const, value: "de", share: 0.3 }];

  async function judge({ annotators }: TestCampaign, count: number): Promise<void> {
    const desk = deskOf(annotators[0]!);
    for (let i = 0; i < count; i++) {
      const task = await desk.take();
      const prompt = Number(task.prompt.split(" ")[1]);
      const decision =
        prompt % 3 === 0 ? "both_good" : task.left.startsWith("red") === prompt % 4 > 0 ? "left" : "right";
      await desk.submit(task.taskId, decision);
    }
  }

  async function reorder({ campaignId, lead }: TestCampaign): Promise<string> {
    const basis = await campaignBasis(test.database, await getCampaignRow(test.database, campaignId));
    await scoreMetric(lead.context, { ...basis, metric: "length-gap" }, async () => {}, scoreHere());
    const order = { metric: "length-gap", preset: "sharp" } as const;
    const { jobId } = await startReorder(lead.context, { campaignId, order });
    return finishJob(lead.context, campaignId, jobId);
  }

  async function exported({ campaignId, lead }: TestCampaign) {
    const rows = async ({ chunks }: ExportedRows): Promise<Record<string, string>[]> => {
      let text = "";
      for await (const chunk of chunks) text += chunk;
      return parse(text, { columns: true });
    };
    return {
      draws: await rows(await exportDraws(lead.context, { campaignId, format: "csv" })),
      judgments: await rows(await exportJudgments(lead.context, { campaignId, format: "csv" })),
    };
  }

  it("reads the recorded probabilities, can be computed again by a stranger and names what was done", async () => {
    const rows = makeRows({ prompts: 60, models, languages: ["en", "en", "en", "de"] });
    const campaign = await createTestCampaign(test, { rows, sliceMinimums, budget: 40, annotators: 1 });
    await judge(campaign, 12);
    const rankingId = await reorder(campaign);
    const before = computeReport(await loadReportInput(test.database, campaign.campaignId));
    expect(before.configuration.replacements).toMatchObject([{ rankingId, drawn: 0, undrawn: 28 }]);
    expect(before.methods).not.toContain("fresh random keys");
    await judge(campaign, 28);

    const report = computeReport(await loadReportInput(test.database, campaign.campaignId));
    expect(report.counts.closed).toBe(40);
    expect(report.configuration.sliceMinimums).toEqual(sliceMinimums);
    expect(report.configuration.replacements).toMatchObject([
      { ranking: 2, rankingId, metric: "length-gap", preset: "sharp", drawn: 8, undrawn: 28 },
    ]);
    expect(report.methods).toContain("language de with probability 0.3;");
    expect(report.methods).toContain(
      'the 28 comparisons not drawn by then got new weights (sharp: tau = 0.3, kappa = 10) and fresh random keys (seed "seed-1/order 2"), the control arm going on, ordered by length-gap; 8 of them were drawn so.',
    );
    expect(report.notes.join(" ")).toContain("The order was changed after launch.");

    const { draws, judgments } = await exported(campaign);
    const arms = new Set(draws.map(({ arm }) => arm));
    expect(arms).toEqual(new Set(["ranked", "control", "slice:language=de"]));
    const drawn = draws.filter(({ state }) => state !== "undrawn");
    expect(drawn.map(({ ranking }) => ranking)).toEqual(
      Array.from({ length: 40 }, (_, t) => (t < 32 ? "1" : "2")),
    );
    const again = recomputeFromExports(draws as never, judgments as never, report.configuration);
    expect(again.pairs).toEqual(report.pairs);
    expect(again.ledgerHash).toBe(report.ledger.hash);

    // The written formula on the exported rows: nothing but q enters.
    const [N, M] = [60, 40];
    let sum = 0;
    for (const { draw_number: m, q } of drawn) {
      const outcome = judgments.find(({ draw_number: number }) => number === m)?.outcome;
      const s = outcome === "model_a" ? 1 : outcome === "model_b" ? -1 : 0;
      sum += s * (1 + ((N - M) / (N - Number(m))) * (1 / ((N - Number(m) + 1) * Number(q)) - 1));
    }
    expect(report.pairs[0]?.winRate.value).toBeCloseTo((1 + sum / M) / 2, 12);
    // Draws of the slice's arm stand with the ranked, those of the control sample apart.
    const control = drawn.filter(({ control_coin: coin }) => coin === "true").length;
    expect(report.pairs[0]?.order?.control.comparisons).toBe(control);
  });

  it("says in explore mode that the rest was sorted anew", async () => {
    const campaign = await createTestCampaign(test, { prompts: 40, models, mode: "explore", annotators: 1 });
    await reorder(campaign);
    await judge(campaign, 25);
    const { methods, scope } = computeReport(await loadReportInput(test.database, campaign.campaignId));
    expect(scope).toBe("judged-subset");
    expect(methods).toContain("the 20 comparisons not drawn by then were sorted anew, ordered by length-gap");
  });
});
