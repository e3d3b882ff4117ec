import { asc, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { getCampaign } from "../campaign/get-campaign";
import { launchCampaign } from "../campaign/launch-campaign";
import { updateCampaign } from "../campaign/update-campaign";
import { second } from "../clock";
import { createRandom } from "../core/sampling/random";
import { utilityRanks } from "../core/sampling/utility-ranks";
import { utilityWeights, weightPresets } from "../core/sampling/utility-weights";
import { getRanking } from "../ranking/get-ranking";
import { stratumSeed } from "../ranking/lay-out-strata";
import { loadStrata } from "../ranking/load-strata";
import { RankJobInput } from "../ranking/schemas";
import { startRanking } from "../ranking/start-ranking";
import { refusal } from "../testing/refusal";
import { scoreHere } from "../testing/score-here";
import {
  createTestCampaign,
  finishJob,
  importRows,
  makeRows,
  rank,
  scoreInThread,
} from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { getJob, listWaitingJobs, queueJob, takeJob } from "./job-row";
import { runJob } from "./run-job";
import { scoreMetric } from "./score-metric";

describe.each(dialects)("a rank job on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  const rankingOf = async (rankingId: string) => {
    const { orm, tables } = test.database;
    const rows = await orm.select().from(tables.ranking).where(eq(tables.ranking.id, rankingId));
    return { ranking: rows[0]!, strata: await loadStrata(test.database, rows[0]!) };
  };

  it("stores the ranking whole: settings, utilities, ranks and weights, in pool order", async () => {
    const { campaignId, lead } = await createTestCampaign(test, {
      prompts: 12,
      models: ["red", "green", "blue"],
      languages: ["en", "es"],
      routing: "language",
      metric: "length-gap",
      preset: "sharp",
      controlShare: 0.2,
      until: "imported",
    });
    const { ranking, strata } = await rankingOf(await rank(lead.context, campaignId));
    expect(ranking).toMatchObject({
      campaignId,
      metric: "length-gap",
      mode: "measure",
      preset: "sharp",
      controlShare: 0.2,
      ...weightPresets.sharp,
      routing: "language",
      seed: "seed-1",
      poolSize: 36,
      unscored: 0,
      createdBy: lead.userId,
    });
    expect(strata).toHaveLength(6);
    const { orm, tables } = test.database;
    const pool = await orm.select().from(tables.comparison).orderBy(asc(tables.comparison.id));
    const texts = new Map((await orm.select().from(tables.completion)).map(({ id, text }) => [id, text]));
    const words = (id: number) => texts.get(id)!.split(" ").length;
    for (const stratum of strata) {
      expect(stratum.size).toBe(6);
      const mine = pool.filter(({ id }) => stratum.comparisonIds.includes(id));
      expect([...stratum.comparisonIds]).toEqual(mine.map(({ id }) => id));
      expect(new Set(mine.map(({ pairId }) => pairId))).toEqual(new Set([stratum.pairId]));
      const gaps = mine.map(({ completionAId, completionBId }) =>
        Math.abs(words(completionAId) - words(completionBId)),
      );
      expect([...stratum.utilities]).toEqual(gaps);
      const seed = stratumSeed("seed-1", stratum, stratum.routingGroup);
      expect(stratum.ranks).toEqual(utilityRanks(Float64Array.from(gaps), createRandom(`${seed}/ties`)));
      expect(stratum.weights).toEqual(utilityWeights(stratum.ranks, weightPresets.sharp));
    }
  });

  it.each(["chrf", "tfidf", "ncd"])(
    "scores %s on worker threads as it would here",
    {
      timeout: 30_000,
    },
    async (metric) => {
      const make = () => createTestCampaign(test, { prompts: 7, metric, until: "imported" });
      const { campaignId, lead } = await make();
      const here = await rankingOf(await rank(lead.context, campaignId));
      const other = await make();
      const { jobId } = await startRanking(other.lead.context, other.campaignId);
      const there = await rankingOf(await finishJob(other.lead.context, other.campaignId, jobId));
      expect(there.strata[0]!.utilities).toEqual(here.strata[0]!.utilities);
      expect(there.strata[0]!.utilities.some((utility) => utility > 0)).toBe(true);
    },
  );

  it("goes on where a process that died left it, and scores no comparison twice", async () => {
    const prompts = 50;
    const { campaignId, lead } = await createTestCampaign(test, {
      prompts,
      models: ["red", "green", "blue"],
      metric: "length-gap",
      until: "imported",
    });
    const { jobId } = await startRanking(lead.context, campaignId);
    await takeJob(lead.context, jobId);
    const asked: number[] = [];
    const { orm, tables } = test.database;
    const { job } = tables;
    const [row] = await orm.select().from(job).where(eq(job.id, jobId));
    const { importIds, pairChoice, seed } = RankJobInput.parse(row!.input);
    const input = { campaignId, importIds, pairChoice, seed, metric: "length-gap" };
    const score = (dieAfter: number) =>
      scoreMetric(
        lead.context,
        input,
        async () => {},
        scoreHere((blocks) => {
          if (asked.length >= dieAfter) throw new Error("killed");
          for (const { keys } of blocks) asked.push(...keys);
        }),
      );
    await expect(score(60)).rejects.toThrow("killed");
    expect(asked.length).toBeGreaterThanOrEqual(60);
    expect(asked.length).toBeLessThan(150);
    const scoreSetId = await score(Number.POSITIVE_INFINITY);
    expect(asked).toHaveLength(150);
    expect(new Set(asked).size).toBe(150);
    // Complete now: returned at once, by the job that is taken up again too.
    expect(await score(0)).toBe(scoreSetId);

    await runJob(lead.context, jobId);
    expect((await getJob(test.database, campaignId, jobId)).state).toBe("running");
    expect(await listWaitingJobs(lead.context)).toEqual([]);
    test.advance(16 * second);
    expect(await listWaitingJobs(lead.context)).toEqual([jobId]);
    const { strata } = await rankingOf(await finishJob(lead.context, campaignId, jobId));
    const ids = strata.flatMap(({ comparisonIds }) => [...comparisonIds]);
    expect(ids.sort((a, b) => a - b)).toEqual([...asked].sort((a, b) => a - b));
    const sets = await orm.select().from(tables.scoreSet);
    expect(sets).toMatchObject([{ id: scoreSetId, state: "complete", comparisons: 150, unscored: 0 }]);
  });

  it("is taken by one process only, and queued once", async () => {
    const { campaignId, lead } = await createTestCampaign(test, { until: "imported" });
    const queued = await Promise.all(Array.from({ length: 4 }, () => startRanking(lead.context, campaignId)));
    const jobIds = [...new Set(queued.map(({ jobId }) => jobId))];
    expect(jobIds).toHaveLength(1);
    const taken = await Promise.all(Array.from({ length: 4 }, () => takeJob(lead.context, jobIds[0]!)));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it("works with the settings and data of when it was asked for, and is stale by what changed since", async () => {
    const { campaignId, lead } = await createTestCampaign(test, { metric: "length-gap", until: "imported" });
    const { jobId } = await startRanking(lead.context, campaignId);
    await updateCampaign(lead.context, { campaignId, settings: { metric: "jaccard", seed: "other" } });
    await scoreInThread(lead.context, jobId);
    const { ranking } = await rankingOf(await finishJob(lead.context, campaignId, jobId));
    expect(ranking).toMatchObject({ metric: "length-gap", seed: "seed-1" });
    const stale = async () => (await getCampaign(lead.context, campaignId)).ranking?.staleReason;
    expect(await stale()).toMatch(/metric, seed/);
    expect(await refusal(launchCampaign(lead.context, campaignId))).toBe("wrong_state");
    await updateCampaign(lead.context, { campaignId, settings: { metric: "length-gap", seed: "seed-1" } });
    expect(await stale()).toBeNull();
    expect((await getCampaign(lead.context, campaignId)).blockers).toEqual([]);
  });

  it("is stale when data was imported while it ran, or since", async () => {
    const { campaignId, lead } = await createTestCampaign(test, { metric: "length-gap", until: "imported" });
    const { jobId } = await startRanking(lead.context, campaignId);
    await scoreInThread(lead.context, jobId);
    await importRows(lead.context, campaignId, makeRows({ prompts: 9 }));
    const { ranking } = await rankingOf(await finishJob(lead.context, campaignId, jobId));
    expect(ranking.poolSize).toBe(6);
    const view = await getCampaign(lead.context, campaignId);
    expect(view.ranking?.staleReason).toMatch(/imported since/);
    expect(view.blockers).toHaveLength(1);
    expect(await refusal(launchCampaign(lead.context, campaignId))).toBe("wrong_state");
    test.advance(second);
    const again = await rankingOf(await rank(lead.context, campaignId));
    expect(again.ranking.poolSize).toBe(9);
    expect((await getCampaign(lead.context, campaignId)).blockers).toEqual([]);
  });

  it("fails with what to do when there is nothing to compare", async () => {
    const { campaignId, lead } = await createTestCampaign(test, { models: ["red"], until: "imported" });
    const { jobId } = await startRanking(lead.context, campaignId);
    await scoreInThread(lead.context, jobId);
    await runJob(lead.context, jobId);
    expect(await getJob(test.database, campaignId, jobId)).toMatchObject({
      state: "failed",
      error: expect.stringContaining("import completions of two models"),
    });
  });

  it("is refused once the campaign is launched or a launch is under way", async () => {
    const launched = await createTestCampaign(test);
    expect(await refusal(startRanking(launched.lead.context, launched.campaignId))).toBe("wrong_state");
    const { campaignId, lead } = await createTestCampaign(test, { until: "ranked" });
    await queueJob(lead.context, { campaignId, kind: "launch", input: {} });
    expect(await refusal(startRanking(lead.context, campaignId))).toBe("busy");
  });

  it("orients a pair by seed, the same in every database and whatever came first", async () => {
    const pairs = async (models: string[], seed: string) => {
      const { campaignId, lead } = await createTestCampaign(test, { models, seed, until: "imported" });
      const { strata } = await rankingOf(await rank(lead.context, campaignId));
      return strata.map(({ modelA, modelB }) => `${modelA} ${modelB}`).sort();
    };
    const there = await pairs(["red", "green", "blue"], "s1");
    expect(await pairs(["blue", "green", "red"], "s1")).toEqual(there);
    const seeds = await Promise.all(
      ["s2", "s3", "s4", "s5", "s6"].map((seed) => pairs(["red", "green"], seed)),
    );
    expect(new Set(seeds.flat())).toEqual(new Set(["red green", "green red"]));
  });

  it("shows what it picks and how it favours", async () => {
    const { campaignId, lead } = await createTestCampaign(test, {
      prompts: 20,
      languages: ["en", "es"],
      metric: "length-gap",
      completion: (prompt, model) => (model === "red" ? "one" : `one${" two".repeat(prompt)}`),
      until: "ranked",
    });
    const view = (await getRanking(lead.context, { campaignId }))!;
    expect(view.top.map(({ promptExternalId }) => promptExternalId)).toEqual([
      "p19",
      "p18",
      "p17",
      "p16",
      "p15",
    ]);
    expect(view.bottom.map(({ promptExternalId }) => promptExternalId)).toEqual([
      "p0",
      "p1",
      "p2",
      "p3",
      "p4",
    ]);
    expect(view.top[0]).toMatchObject({ prompt: "Prompt 19", utility: 19 });
    expect(view.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(20);
    expect(view.slices.map(({ value, poolShare }) => [value, poolShare])).toEqual([
      ["en", 0.5],
      ["es", 0.5],
    ]);
    expect(view.strata.map(({ planned }) => planned)).toEqual([20]);
    for (const { plannedShare } of view.slices) expect(plannedShare).toBeCloseTo(0.5, 9);
    await updateCampaign(lead.context, { campaignId, settings: { budget: 8 } });
    const cheaper = (await getRanking(lead.context, { campaignId }))!;
    expect(cheaper.strata.map(({ planned }) => planned)).toEqual([8]);
    expect(cheaper.top).toEqual(view.top);
    const [ofEnglish, ofSpanish] = cheaper.slices.map(({ plannedShare }) => plannedShare ?? 0);
    expect((ofEnglish as number) + (ofSpanish as number)).toBeCloseTo(1, 9);
    // With the budget it was made for, a ranking is shown from what is stored with it, without its comparisons.
    await updateCampaign(lead.context, { campaignId, settings: { budget: null } });
    await test.database.transaction(async ({ orm, tables }) => {
      await orm.delete(tables.stratum).where(eq(tables.stratum.campaignId, campaignId));
    });
    expect(await getRanking(lead.context, { campaignId })).toEqual(view);
  });
});
