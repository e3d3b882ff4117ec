import { asc, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { getMetric } from "../core/disagreement/registry";
import { scoreMetric } from "../jobs/score-metric";
import { campaignBasis } from "../ranking/campaign-basis";
import { loadStrata } from "../ranking/load-strata";
import { completeScoreSet, openScoreSet, saveChunk } from "../ranking/score-sets";
import { deskOf } from "../testing/annotator-desk";
import { refusal } from "../testing/refusal";
import { scoreHere } from "../testing/score-here";
import { createTestCampaign, launch, makeRows, rank, type TestCampaign } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { explainComparison } from "./explain-comparison";

describe.each(dialects)("explaining a comparison on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  const explain = ({ lead, campaignId }: TestCampaign, comparisonId: number) =>
    explainComparison(lead.context, { campaignId, comparisonId });

  /** The strata of the campaign's ranking, and every comparison. */
  async function rankedBy({ campaignId }: TestCampaign) {
    const { orm, tables } = test.database;
    const rankings = await orm.select().from(tables.ranking).where(eq(tables.ranking.campaignId, campaignId));
    const strata = await loadStrata(test.database, rankings[0]!);
    return { strata, ids: strata.flatMap(({ comparisonIds }) => [...comparisonIds]) };
  }

  /** Scores the campaign's pool with one more metric. */
  async function scoreWith({ lead, campaignId }: TestCampaign, metric: string) {
    const { basis: _, ...origin } = await campaignBasis(
      test.database,
      await getCampaignRow(test.database, campaignId),
    );
    await scoreMetric(lead.context, { ...origin, metric }, async () => {}, scoreHere());
  }

  it("tells value, place and chance before launch, under every metric that was scored", async () => {
    const campaign = await createTestCampaign(test, {
      prompts: 12,
      metric: "length-gap",
      completion: (prompt, model) => `one${" two".repeat(model === "red" ? 0 : prompt)}`,
      until: "ranked",
    });
    await scoreWith(campaign, "mean-length");
    const { strata } = await rankedBy(campaign);
    const { comparisonIds, weights } = strata[0]!;
    const twelfth = await explain(campaign, comparisonIds[11]!);
    expect(twelfth).toMatchObject({
      campaignState: "draft",
      promptExternalId: "p11",
      isRanked: true,
      order: { title: "length gap", position: 1, size: 12, utility: 11, weight: weights[11] },
      sampling: null,
      judgments: { live: {}, imported: {} },
      findings: [],
      perplexities: [],
      divergence: null,
      disagreement: { metric: "length-gap", pairs: 1, mean: 11, maximum: 11, variance: 0 },
      otherPairs: [],
      previousId: null,
      nextId: comparisonIds[10],
    });
    expect(twelfth.metrics).toMatchObject([
      { metric: "length-gap", isOrder: true, control: false, value: 11, position: 1, size: 12 },
      { metric: "mean-length", isOrder: false, control: true, value: 6.5, position: 1, size: 12 },
    ]);
    expect(twelfth.metrics[0]!.percentile).toBeCloseTo(11.5 / 12, 12);
    expect(twelfth.chance).toBeCloseTo(0.15 / 12 + 0.85 * weights[11]!, 12);
    const chances = await Promise.all([...comparisonIds].map((id) => explain(campaign, id)));
    expect(chances.reduce((sum, { chance }) => sum + chance!, 0)).toBeCloseTo(1, 12);
    expect(chances.map(({ order }) => order!.position)).toEqual([...Array(12).keys()].map((i) => 12 - i));
  });

  it("reads score sets however they are cut into stretches", async () => {
    const campaign = await createTestCampaign(test, { prompts: 12, metric: "length-gap", until: "ranked" });
    const { ids } = await rankedBy(campaign);
    const { campaignId } = campaign;
    const { basis } = await campaignBasis(test.database, await getCampaignRow(test.database, campaignId));
    const cuts: Record<string, number[]> = {
      jaccard: [0, 5, 12],
      chrf: [0, 12],
      bleu: [0, 5, 12],
      random: [0, 3, 12],
    };
    for (const [metric, cut] of Object.entries(cuts)) {
      const metricVersion = getMetric(metric).version;
      const { id } = await openScoreSet(test.database, { campaignId, basis, metric, metricVersion }, 1);
      for (let chunk = 0; chunk + 1 < cut.length; chunk++) {
        const comparisonIds = Int32Array.from(ids.slice(cut[chunk], cut[chunk + 1]));
        // Each comparison's value is its id.
        await saveChunk(test.database, {
          scoreSetId: id,
          chunk,
          comparisonIds,
          utilities: Float64Array.from(comparisonIds),
        });
      }
      await completeScoreSet(test.database, id);
    }
    for (const [i, id] of ids.entries()) {
      const { metrics } = await explain(campaign, id);
      const read = metrics.filter(({ metric }) => metric in cuts);
      expect(read.map(({ value, position }) => [value, position])).toEqual(Array(4).fill([id, 12 - i]));
    }
  });

  it("breaks ties as the stored ranking does, also between comparisons that could not be scored", async () => {
    const models = ["red", "green", "blue"];
    const rows = makeRows({ prompts: 20, models, languages: ["en", "de"] }).map((row, i) =>
      i % 4 === 0 ? row : { ...row, score: i % 3 },
    );
    const campaign = await createTestCampaign(test, {
      rows,
      routing: "language",
      metric: "score-gap",
      until: "ranked",
    });
    const { ids, strata } = await rankedBy(campaign);
    expect(strata).toHaveLength(6);
    const isMissing = strata.flatMap(({ utilities }) => [...utilities]).map(Number.isNaN);
    expect(isMissing.filter(Boolean).length).toBeGreaterThan(12);
    for (const id of ids) {
      const { metrics, order } = await explain(campaign, id);
      expect({ id, position: metrics[0]!.position, size: 10 }).toEqual({
        id,
        position: order!.position,
        size: order!.size,
      });
    }
  });

  it("tells of the draw, its arm and what became of it, once launched", async () => {
    const campaign = await createTestCampaign(test, { prompts: 30, budget: 25, annotators: 2 });
    const { orm, tables } = test.database;
    const draws = await orm.select().from(tables.draw).orderBy(asc(tables.draw.number));
    await deskOf(campaign.annotators[0]!).judge("left");
    const opened = 21;
    const first = await explain(campaign, draws[0]!.comparisonId);
    expect(first.sampling).toEqual({
      state: "closed",
      drawNumber: 1,
      planned: 25,
      opened,
      arm: draws[0]!.arm,
      controlCoin: draws[0]!.controlCoin,
      q: draws[0]!.q,
      skips: 0,
      judgmentsWanted: 1,
    });
    const counted = Object.values(first.judgments.live).reduce((sum: number, n) => sum + (n ?? 0), 0);
    expect(counted).toBe(1);
    expect(first.chance).toBeNull();
    expect([first.previousId, first.nextId]).toEqual([null, draws[1]!.comparisonId]);
    const open = await explain(campaign, draws[5]!.comparisonId);
    expect(open.sampling).toMatchObject({ state: "open", drawNumber: 6 });
    // What comes next was drawn with the chance that is told of it now.
    const next = await explain(campaign, draws[opened]!.comparisonId);
    expect(next.sampling).toMatchObject({ state: "planned", drawNumber: opened + 1, q: draws[opened]!.q });
    expect(next.chance).toBeCloseTo(draws[opened]!.q!, 12);
    const beyond = await explain(campaign, draws[27]!.comparisonId);
    expect(beyond.sampling).toMatchObject({ state: "beyond", drawNumber: null, arm: null, q: null });
    const undrawn = await Promise.all(
      draws.slice(opened).map(({ comparisonId }) => explain(campaign, comparisonId)),
    );
    expect(undrawn.reduce((sum, { chance }) => sum + chance!, 0)).toBeCloseTo(1, 12);
  });

  it("counts slice minimums into the chance", async () => {
    const campaign = await createTestCampaign(test, {
      prompts: 30,
      languages: ["en", "en", "de"],
      metric: "length-gap",
      sliceMinimums: [{ by: "language", value: "de", share: 0.4 }],
    });
    const { orm, tables } = test.database;
    const draws = await orm.select().from(tables.draw).orderBy(asc(tables.draw.number));
    const undrawn = await Promise.all(
      draws.slice(20).map(({ comparisonId }) => explain(campaign, comparisonId)),
    );
    expect(undrawn[0]!.chance).toBeCloseTo(draws[20]!.q!, 12);
    expect(undrawn.reduce((sum, { chance }) => sum + chance!, 0)).toBeCloseTo(1, 12);
    expect(undrawn.map(({ sampling }) => sampling!.arm)).toEqual(draws.slice(20).map(({ arm }) => arm));
  });

  it("shows the prompt's other pairs by how far they differ, and what its texts are known for", async () => {
    const logprobs = (words: string[]) => ({
      tokens: words,
      token_logprobs: words.map(() => -Math.LN2),
    });
    const words: Record<string, string[]> = { red: ["a", " b"], green: ["a", " c", " d"], blue: ["a"] };
    const rows = Object.entries(words).map(([model, tokens]) => ({
      prompt_id: "p1",
      prompt: "Say it.",
      model,
      completion: tokens.join(""),
      logprobs: logprobs(tokens),
      language: "en",
    }));
    const campaign = await createTestCampaign(test, { rows, metric: "length-gap", until: "ranked" });
    const { ids } = await rankedBy(campaign);
    const all = await Promise.all(ids.map((id) => explain(campaign, id)));
    const widest = all.find(({ order }) => order!.utility === 2)!;
    expect([widest.modelA, widest.modelB].sort()).toEqual(["blue", "green"]);
    expect(widest.disagreement).toMatchObject({ pairs: 3, maximum: 2 });
    expect(widest.disagreement!.mean).toBeCloseTo(4 / 3, 12);
    expect(widest.otherPairs.map(({ value }) => value)).toEqual([1, 1]);
    expect(new Set(widest.perplexities.map(({ tokens }) => tokens))).toEqual(new Set([1, 3]));
    for (const { perplexity } of widest.perplexities) expect(perplexity).toBeCloseTo(2, 12);
    const redGreen = all.find(({ modelA, modelB }) => ![modelA, modelB].includes("blue"))!;
    expect(redGreen.divergence).toMatchObject({ position: 1 });
    expect(widest.divergence).toMatchObject({ position: 1 });

    const { orm, tables } = test.database;
    const green = (await orm.select().from(tables.completion)).find(({ text }) => text === "a c d")!;
    const { lead, campaignId } = campaign;
    const mine = { campaignId };
    await test.database.transaction(async (tx) => {
      await tx.orm.insert(tables.inspection).values({
        ...mine,
        id: "ins_1",
        basis: "b",
        counts: [{ detector: "truncated", findings: 1, comparisons: 2 }],
        createdAt: lead.context.clock() + 1,
      } as typeof tables.inspection.$inferInsert);
      await tx.orm
        .insert(tables.finding)
        .values({ inspectionId: "ins_1", detector: "truncated", subjectId: green.id, detail: "Stops." });
      await tx.orm
        .insert(tables.exclusion)
        .values({ ...mine, id: "exc_1", detector: "truncated", createdAt: 1 });
    });
    await test.database.transaction(async (tx) => {
      await tx.orm.update(tables.prompt).set({ metadata: { difficulty: "hard", turns: 2, other: {} } });
    });
    const { findings, modelA, tags } = await explain(campaign, widest.comparisonId);
    expect(tags).toEqual([
      { tag: "difficulty", value: "hard" },
      { tag: "turns", value: "2" },
    ]);
    expect(findings).toMatchObject([
      {
        detector: "truncated",
        detail: "Stops.",
        about: modelA === "green" ? "completion_a" : "completion_b",
        isExcluded: true,
      },
    ]);
  });

  it("goes by the weights that replaced the launch's, for what was not drawn by then", async () => {
    const campaign = await createTestCampaign(test, { prompts: 30, metric: "length-gap" });
    const { orm, tables } = test.database;
    const { strata } = await rankedBy(campaign);
    const launched = (await orm.select().from(tables.stratum))[0]!;
    const ranking = (await orm.select().from(tables.ranking))[0]!;
    const draws = await orm.select().from(tables.draw).orderBy(asc(tables.draw.number));
    const undrawn = Int32Array.from(draws.slice(20), ({ comparisonId }) => comparisonId).sort();
    const even = new Float64Array(10).fill(0.1);
    const bytes = (array: Int32Array | Float64Array) => Buffer.from(array.buffer);
    const ranks = Float64Array.from(even, (_, i) => (i + 0.5) / 10);
    await test.database.transaction(async (tx) => {
      await tx.orm
        .insert(tables.ranking)
        .values({ ...ranking, id: "rnk_2", replacesId: ranking.id, predictorId: "prd_1", poolSize: 10 });
      await tx.orm.insert(tables.stratum).values({
        rankingId: "rnk_2",
        campaignId: campaign.campaignId,
        pairId: launched.pairId,
        routingGroup: launched.routingGroup,
        size: 10,
        comparisonIds: bytes(undrawn),
        utilities: bytes(ranks),
        ranks: bytes(ranks),
        weights: bytes(even),
        continuesId: launched.id,
        fromDraw: 21,
      });
    });
    const before = await explain(campaign, draws[0]!.comparisonId);
    expect(before.order).toMatchObject({ isReplacement: false, title: "length gap", size: 30 });
    const after = await explain(campaign, undrawn[9]!);
    expect(after.order).toMatchObject({
      isReplacement: true,
      title: "the learned predictor",
      position: 1,
      size: 10,
      weight: 0.1,
    });
    // The value and place under the metrics stay those of the whole stratum.
    const item = strata[0]!.comparisonIds.indexOf(undrawn[9]!);
    expect(after.metrics[0]).toMatchObject({ size: 30, value: strata[0]!.utilities[item] });
    const chances = await Promise.all([...undrawn].map((id) => explain(campaign, id)));
    for (const { chance } of chances) expect(chance).toBeCloseTo(0.1, 12);
  });

  it("tells what it can of a comparison that is not ranked or not in the pool, and refuses another campaign's", async () => {
    const campaign = await createTestCampaign(test, { models: ["red", "green", "blue"], until: "imported" });
    await scoreWith(campaign, "length-gap");
    const { orm, tables } = test.database;
    const comparisons = await orm.select().from(tables.comparison);
    const unranked = await explain(campaign, comparisons[0]!.id);
    expect(unranked).toMatchObject({ isRanked: false, order: null, sampling: null, chance: null });
    expect(unranked.metrics).toMatchObject([{ metric: "length-gap", position: null, size: null }]);
    await rank(campaign.lead.context, campaign.campaignId);
    const ranked = await explain(campaign, comparisons[0]!.id);
    expect(ranked.order).not.toBeNull();
    await launch(campaign.lead.context, campaign.campaignId);
    const other = await createTestCampaign(test, { until: "created" });
    expect(await refusal(explain(other, comparisons[0]!.id))).toBe("not_found");
    expect(await refusal(explain(campaign, 999_999))).toBe("not_found");
  });
});
