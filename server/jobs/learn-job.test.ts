import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { markUnjudgeable } from "../flag/resolve-flag";
import type { Decision } from "../judgment/schemas";
import { getPredictor } from "../predictor/get-predictor";
import { listPredictors } from "../predictor/list-predictors";
import { loadLearnInput } from "../predictor/load-learn-input";
import { predictDecisiveness } from "../predictor/predict";
import { startLearning } from "../predictor/start-learning";
import { toFloat64, toInt32 } from "../ranking/arrays";
import { campaignBasis } from "../ranking/campaign-basis";
import { listMetrics } from "../ranking/list-metrics";
import { listScoreSets } from "../ranking/score-sets";
import { startReorder } from "../ranking/start-reorder";
import type { TaskView } from "../task/schemas";
import { deskOf } from "../testing/annotator-desk";
import { scoreHere } from "../testing/score-here";
import { createTestCampaign, finishJob, type TestCampaign } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { scoreMetric } from "./score-metric";

/** Half of a text's words, more or less, are the model's own: the higher the prompt's number, the more of them. */
const completion = (prompt: number, model: string) =>
  Array.from({ length: 20 }, (_, word) =>
    word < (prompt * 7) % 20 ? `${model}${word}` : `word${word}${prompt}`,
  ).join(" ");

/** Texts that differ in more than a few words are told apart; most others are tied. */
function decide({ left, right }: TaskView): Decision {
  const own = new Set(left.split(" "));
  const differing = right.split(" ").filter((word) => !own.has(word)).length;
  const isOdd = left.length % 5 === 0;
  return differing > 9 !== isOdd ? "left" : "both_good";
}

describe.each(dialects)("learning on %s", { timeout: 60_000 }, (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  const launched = (prompts: number, settings: object = {}) =>
    createTestCampaign(test, { prompts, completion, annotators: 2, ...settings });

  /** Judges as the first annotator until so many are judged. */
  async function judge({ annotators }: TestCampaign, judgments: number, person = 0): Promise<void> {
    const desk = deskOf(annotators[person]!);
    for (let i = 0; i < judgments; i++) {
      const task = await desk.take();
      await desk.submit(task.taskId, decide(task));
    }
  }

  /** Scores what the job would score on worker threads, which take longer to start than a test should last. */
  async function scoreHereFirst({ campaignId, lead }: TestCampaign): Promise<string[]> {
    const basis = await campaignBasis(test.database, await getCampaignRow(test.database, campaignId));
    for (const { id: metric, needs } of await listMetrics(test.database, campaignId)) {
      if (needs !== "text") continue;
      await scoreMetric(lead.context, { ...basis, metric }, async () => {}, scoreHere());
    }
    return (await listScoreSets(test.database, campaignId, basis.basis)).map(({ id }) => id);
  }

  it("is refused until there are 100 judgments of closed draws, with the count", async () => {
    const draft = await launched(4, { until: "imported" });
    await expect(startLearning(draft.lead.context, draft.campaignId)).rejects.toThrow(/Launch the campaign/);

    const campaign = await launched(110);
    const { campaignId, lead } = campaign;
    await judge(campaign, 99);
    await expect(startLearning(lead.context, campaignId)).rejects.toMatchObject({
      code: "wrong_state",
      message: expect.stringMatching(/there are 99, so 1 more is needed/),
    });
    await judge(campaign, 1);
    expect(await listPredictors(lead.context, campaignId)).toMatchObject({
      judgments: 100,
      prompts: 100,
      blocker: null,
      predictors: [],
    });
  });

  it("counts what estimates read: closed draws before the first open one, the first r judgments each", async () => {
    const campaign = await launched(30, { judgmentsPerComparison: 2 });
    const { campaignId, lead, annotators } = campaign;
    const counted = async () => (await listPredictors(lead.context, campaignId)).judgments;
    await judge(campaign, 10, 0);
    expect(await counted()).toBe(0);
    const desk = deskOf(annotators[1]!);
    const held = await desk.take();
    // Another draw than the first is closed: the prefix has not moved.
    await desk.skip(held.taskId);
    await judge(campaign, 5, 1);
    expect(await counted()).toBe(0);
    const { orm, tables } = test.database;
    const first = await orm
      .select()
      .from(tables.comparisonStatus)
      .where(
        and(eq(tables.comparisonStatus.campaignId, campaignId), eq(tables.comparisonStatus.drawNumber, 1)),
      );
    await markUnjudgeable(lead.context, { campaignId, comparisonId: first[0]!.comparisonId });
    expect(await counted()).toBe(10);
  });

  it("learns from the closed draws, and speaks of all comparisons but those", async () => {
    const campaign = await launched(150);
    const { campaignId, lead } = campaign;
    await judge(campaign, 110);
    const sets = await scoreHereFirst(campaign);
    const { jobId } = await startLearning(lead.context, campaignId);
    const predictorId = await finishJob(lead.context, campaignId, jobId);

    const predictor = await getPredictor(lead.context, { campaignId, predictorId });
    expect(predictor).toMatchObject({ judgments: 110, comparisons: 110, prompts: 110, folds: 10 });
    expect(predictor.learned.auc).toBeGreaterThan(0.6);
    expect(predictor.sentences[0]).toMatch(/ranked above a tied one in \d+ % of cases \(95 % interval/);
    expect(predictor.metrics.map(({ metric }) => metric)).toContain("chrf");
    expect(predictor.metrics.map(({ metric }) => metric)).not.toContain("random");
    const { predictors, undrawn, changes } = await listPredictors(lead.context, campaignId);
    expect({ predictors, undrawn, changes }).toEqual({ predictors: [predictor], undrawn: 20, changes: [] });

    const basis = await campaignBasis(test.database, await getCampaignRow(test.database, campaignId));
    expect((await listScoreSets(test.database, campaignId, basis.basis)).map(({ id }) => id)).toEqual(sets);

    const { orm, tables } = test.database;
    const statuses = await orm
      .select()
      .from(tables.comparisonStatus)
      .where(eq(tables.comparisonStatus.campaignId, campaignId));
    const closed = new Set(
      statuses.filter(({ state }) => state === "closed").map(({ comparisonId }) => comparisonId),
    );
    expect(closed.size).toBe(110);
    const { comparisonIds, utilities } = await predictDecisiveness(test.database, predictorId);
    expect(comparisonIds).toHaveLength(150);
    for (const [i, id] of comparisonIds.entries()) {
      if (closed.has(id)) expect(utilities[i]).toBeNaN();
      else expect(utilities[i]! > 0 && utilities[i]! < 1).toBe(true);
    }
    expect(new Set(utilities.filter((p) => !Number.isNaN(p))).size).toBeGreaterThan(5);

    // What is judged later is not what it has learned from; what it says of it does not change.
    await judge(campaign, 5);
    expect((await predictDecisiveness(test.database, predictorId)).utilities).toEqual(utilities);

    const order = { predictorId, preset: "minimum-variance" } as const;
    const reordering = await startReorder(lead.context, { campaignId, order });
    const rankingId = await finishJob(lead.context, campaignId, reordering.jobId);
    expect((await listPredictors(lead.context, campaignId)).changes).toEqual([
      expect.objectContaining({
        rankingId,
        ...order,
        orderedBy: "the learned predictor",
        comparisons: 15,
        fromDraw: { earliest: 136, latest: 136 },
      }),
    ]);
    const strata = await orm.select().from(tables.stratum).where(eq(tables.stratum.rankingId, rankingId));
    const predicted = new Map(Array.from(comparisonIds, (id, i) => [id, utilities[i]]));
    for (const [i, id] of toInt32(strata[0]!.comparisonIds).entries())
      expect(toFloat64(strata[0]!.utilities)[i]).toBe(predicted.get(id));

    const other = await createTestCampaign(test, { until: "created" });
    await expect(
      getPredictor(other.lead.context, { campaignId: other.campaignId, predictorId }),
    ).rejects.toMatchObject({ code: "not_found" });
    await test.database.transaction(async (tx) => {
      await tx.orm.delete(tables.scoreSet).where(eq(tables.scoreSet.metric, "bleu"));
    });
    await expect(predictDecisiveness(test.database, predictorId)).rejects.toThrow(
      /bleu .* is not scored any more/,
    );
  });

  it("refuses judgments that are all of one kind", async () => {
    const campaign = await launched(105);
    const desk = deskOf(campaign.annotators[0]!);
    for (let i = 0; i < 101; i++) await desk.judge("left");
    const row = await getCampaignRow(test.database, campaign.campaignId);
    const basis = await campaignBasis(test.database, row);
    await expect(loadLearnInput(test.database, row, basis)).rejects.toThrow(/Every judgment so far prefers/);
  });
});
