import { asc, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { getCampaign } from "../campaign/get-campaign";
import { getProgress } from "../campaign/get-progress";
import { launchCampaign } from "../campaign/launch-campaign";
import { updateCampaign } from "../campaign/update-campaign";
import { second } from "../clock";
import { drawSequence } from "../core/sampling/draw-sequence";
import { getRanking } from "../ranking/get-ranking";
import { stratumSeed } from "../ranking/lay-out-strata";
import { loadStrata } from "../ranking/load-strata";
import { startRanking } from "../ranking/start-ranking";
import { deskOf, reasonOf } from "../testing/annotator-desk";
import { findContradictions, readLedger } from "../testing/ledger";
import { refusal } from "../testing/refusal";
import { createTestCampaign, finishJob, importRows, launch, makeRows } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { getJob, takeJob } from "./job-row";
import { runJob } from "./run-job";

describe.each(dialects)("a launch job on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  const drawsOf = async (stratumId: number) => {
    const { orm, tables } = test.database;
    const { draw } = tables;
    return orm.select().from(draw).where(eq(draw.stratumId, stratumId)).orderBy(asc(draw.number));
  };
  const strataOf = async (campaignId: string) => {
    const { orm, tables } = test.database;
    const rows = await orm.select().from(tables.ranking).where(eq(tables.ranking.campaignId, campaignId));
    return loadStrata(test.database, rows.at(-1)!);
  };

  it("writes exactly the sequence of draws that the core makes", async () => {
    const { campaignId } = await createTestCampaign(test, {
      prompts: 25,
      models: ["red", "green", "blue"],
      controlShare: 0.3,
    });
    for (const stratum of await strataOf(campaignId)) {
      const seed = `${stratumSeed("seed-1", stratum, "all")}/draws`;
      const wanted = drawSequence({ weights: stratum.weights, controlShare: 0.3, seed });
      const draws = await drawsOf(stratum.stratumId);
      expect(draws.map(({ number }) => number)).toEqual(Array.from({ length: 25 }, (_, t) => t + 1));
      expect(draws.map(({ comparisonId }) => comparisonId)).toEqual(
        Array.from(wanted.item, (item) => stratum.comparisonIds[item]),
      );
      expect(draws.map(({ arm }) => (arm === "control" ? 1 : 0))).toEqual([...wanted.arm]);
      expect(draws.map(({ controlCoin }) => (controlCoin ? 1 : 0))).toEqual([...wanted.coin]);
      expect(draws.map(({ controlUsed }) => controlUsed)).toEqual([...wanted.controlUsed]);
      expect(draws.map(({ q }) => q)).toEqual([...wanted.q]);
      expect(draws.map(({ largestInverse }) => largestInverse)).toEqual([...wanted.a]);
      expect(draws.map(({ rank }) => rank)).toEqual(Array.from(wanted.item, (item) => stratum.ranks[item]));
      expect(draws.map(({ controlPlace }) => wanted.controlOrder[controlPlace - 1])).toEqual([
        ...wanted.item,
      ]);
    }
  });

  describe("with slice minimums", () => {
    const rows = (prompts: number) =>
      Array.from({ length: prompts }, (_, i) => ({
        prompt_id: `p${i}`,
        prompt: `Prompt ${i}`,
        model_a: "red",
        model_b: "green",
        completion_a: `red ${i}`,
        completion_b: `green text${" more".repeat((i * 7) % 11)}`,
        language: ["en", "en", "en", "de", "fr"][i % 5],
        metadata: { difficulty: i % 7 === 0 ? "hard" : "plain" },
      }));
    const sliceMinimums = [
      { by: "language" as const, value: "de", share: 0.3 },
      { by: "tag" as const, tag: "difficulty", value: "hard", share: 0.2 },
    ];

    it("draws them as arms, by what each comparison's prompt is", async () => {
      const { campaignId, lead } = await createTestCampaign(test, {
        rows: rows(35),
        sliceMinimums,
        budget: 10,
      });
      const inSlice = (one: (prompt: number) => boolean, ids: Int32Array, promptOf: Map<number, number>) =>
        Uint8Array.from(ids, (id) => (one(promptOf.get(id) as number) ? 1 : 0));
      const { orm, tables } = test.database;
      const placed = await orm
        .select({ id: tables.comparison.id, name: tables.prompt.externalId })
        .from(tables.comparison)
        .innerJoin(tables.prompt, eq(tables.prompt.id, tables.comparison.promptId));
      const promptOf = new Map(placed.map(({ id, name }) => [id, Number(name.slice(1))]));
      const names = new Set<string>();
      for (const stratum of await strataOf(campaignId)) {
        const { weights, comparisonIds } = stratum;
        const arms = [
          { share: 0.3, members: inSlice((prompt) => prompt % 5 === 3, comparisonIds, promptOf) },
          { share: 0.2, members: inSlice((prompt) => prompt % 7 === 0, comparisonIds, promptOf) },
        ];
        const seed = `${stratumSeed("seed-1", stratum, "all")}/draws`;
        const wanted = drawSequence({ weights, controlShare: 0.15, arms, seed });
        const draws = await drawsOf(stratum.stratumId);
        expect(draws.map(({ comparisonId }) => comparisonId)).toEqual(
          Array.from(wanted.item, (item) => comparisonIds[item]),
        );
        expect(draws.map(({ q }) => q)).toEqual([...wanted.q]);
        expect(draws.map(({ largestInverse }) => largestInverse)).toEqual([...wanted.a]);
        const arm = ["ranked", "control", "slice:language=de", "slice:tag:difficulty=hard"];
        expect(draws.map((draw) => draw.arm)).toEqual(Array.from(wanted.arm, (code) => arm[code]));
        for (const draw of draws) names.add(draw.arm);
      }
      expect(names.size).toBe(4);
      const ranking = await getRanking(lead.context, { campaignId });
      const german = ranking?.slices.find(({ value }) => value === "de");
      expect(german?.poolShare).toBeCloseTo(0.2, 12);
      expect(german?.plannedShare).toBeGreaterThan(0.25);
      const languages = ranking?.slices.filter(({ by }) => by === "language") ?? [];
      expect(languages.find(({ value }) => value === "fr")?.plannedShare).toBeLessThan(0.25);
      expect(languages.reduce((sum, { plannedShare }) => sum + (plannedShare ?? 0), 0)).toBeCloseTo(1, 9);
    });

    it("leaves a stratum alone in which the slice is empty", async () => {
      const options = { prompts: 30, languages: ["en", "de"], routing: "language" as const };
      const plain = await createTestCampaign(test, options);
      const minimums = [{ by: "language" as const, value: "de", share: 0.4 }];
      const { campaignId } = await createTestCampaign(test, { ...options, sliceMinimums: minimums });
      const english = async (campaign: string) => {
        const stratum = (await strataOf(campaign)).find(({ routingGroup }) => routingGroup === "en");
        const draws = await drawsOf(stratum!.stratumId);
        return draws.map((draw) => [stratum!.comparisonIds.indexOf(draw.comparisonId), draw.arm, draw.q]);
      };
      expect(await english(campaignId)).toEqual(await english(plain.campaignId));
    });

    it("refuses to rank with a slice that no prompt is in", async () => {
      const minimums = [...sliceMinimums, { by: "category" as const, value: "mathz", share: 0.1 }];
      const { campaignId, lead } = await createTestCampaign(test, {
        rows: rows(10),
        sliceMinimums: minimums,
        until: "imported",
      });
      await expect(startRanking(lead.context, campaignId)).rejects.toMatchObject({
        code: "invalid_input",
        message: expect.stringContaining("No prompt is in the slice “category mathz”"),
      });
    });
  });

  it("serves strictly by utility in explore mode, without probabilities", async () => {
    const campaign = await createTestCampaign(test, {
      prompts: 10,
      mode: "explore",
      metric: "length-gap",
      completion: (prompt, model) => (model === "red" ? "one" : `one${" two".repeat((prompt * 3) % 10)}`),
      annotators: 1,
    });
    const desk = deskOf(campaign.annotators[0]!);
    const order: number[] = [];
    for (let i = 0; i < 10; i++) order.push((Number((await desk.judge()).prompt.split(" ")[1]) * 3) % 10);
    expect(order).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    const draws = await drawsOf((await strataOf(campaign.campaignId))[0]!.stratumId);
    expect(draws.every(({ q, largestInverse }) => q === null && largestInverse === null)).toBe(true);
  });

  it("opens the campaign as the lead set it, and plans the budget over the strata", async () => {
    const { campaignId, lead } = await createTestCampaign(test, {
      prompts: 40,
      models: ["red", "green", "blue"],
      budget: 30,
    });
    expect(await getCampaign(lead.context, campaignId)).toMatchObject({
      state: "live",
      budgetAtLaunch: 30,
      launchedAt: lead.context.clock(),
      blockers: [],
    });
    const progress = await getProgress(lead.context, campaignId);
    expect(progress).toMatchObject({ planned: 30, opened: 20, open: 20, closed: 0 });
    expect(progress.strata.map(({ planned, size }) => [planned, size])).toEqual([
      [10, 40],
      [10, 40],
      [10, 40],
    ]);
    expect(progress.warnings).toEqual(["Nobody judges yet: invite annotators."]);
  });

  it("is refused without data, without a ranking and after the launch", async () => {
    const empty = await createTestCampaign(test, { until: "created" });
    expect(await refusal(launchCampaign(empty.lead.context, empty.campaignId))).toBe("wrong_state");
    const unranked = await createTestCampaign(test, { until: "imported" });
    expect(await refusal(launchCampaign(unranked.lead.context, unranked.campaignId))).toBe("wrong_state");
    const launched = await createTestCampaign(test);
    expect(await refusal(launchCampaign(launched.lead.context, launched.campaignId))).toBe("wrong_state");
  });

  it.each(["settings", "data"])("fails when the %s changed under it, and launches nothing", async (what) => {
    const { campaignId, lead } = await createTestCampaign(test, { until: "ranked" });
    const { jobId } = await launchCampaign(lead.context, campaignId);
    if (what === "settings")
      await updateCampaign(lead.context, { campaignId, settings: { mode: "explore" } });
    else await importRows(lead.context, campaignId, makeRows({ prompts: 8 }));
    await runJob(lead.context, jobId);
    expect(await getJob(test.database, campaignId, jobId)).toMatchObject({
      state: "failed",
      error: expect.stringContaining("Rank again"),
    });
    expect((await getCampaign(lead.context, campaignId)).state).toBe("draft");
    expect((await readLedger(test.database, campaignId)).statuses).toEqual([]);
  });

  it("starts again after a process that died before the campaign was open", async () => {
    const { campaignId, lead } = await createTestCampaign(test, { prompts: 30, until: "ranked" });
    const { jobId } = await launchCampaign(lead.context, campaignId);
    await takeJob(lead.context, jobId);
    const [stratum] = await strataOf(campaignId);
    const left = { arm: "ranked", controlCoin: false, controlUsed: 0, rank: 0.5, controlPlace: 1 } as const;
    await test.database.transaction(async (tx) => {
      await tx.orm
        .insert(tx.tables.draw)
        .values({ stratumId: stratum!.stratumId, number: 1, comparisonId: 1, ...left });
    });
    test.advance(16 * second);
    await finishJob(lead.context, campaignId, jobId);
    const draws = await drawsOf(stratum!.stratumId);
    expect(draws).toHaveLength(30);
    expect(new Set(draws.map(({ comparisonId }) => comparisonId)).size).toBe(30);
  });

  it("taken up after the campaign was open changes no draw", async () => {
    const campaign = await createTestCampaign(test, { prompts: 30, annotators: 1 });
    const { campaignId, lead } = campaign;
    await deskOf(campaign.annotators[0]!).judge();
    const [stratum] = await strataOf(campaignId);
    const before = await drawsOf(stratum!.stratumId);
    const { orm, tables } = test.database;
    const jobs = await orm.select().from(tables.job).where(eq(tables.job.kind, "launch"));
    const jobId = jobs[0]!.id;
    await test.database.transaction(async (tx) => {
      await tx.orm.update(tx.tables.job).set({ state: "running" }).where(eq(tx.tables.job.id, jobId));
    });
    test.advance(16 * second);
    await finishJob(lead.context, campaignId, jobId);
    expect(await drawsOf(stratum!.stratumId)).toEqual(before);
    const ledger = await readLedger(test.database, campaignId);
    expect(findContradictions(ledger, { judgmentsPerComparison: 1, promptOncePerAnnotator: true })).toEqual(
      [],
    );
    expect(ledger.standing).toHaveLength(1);
  });

  describe("with imported judgments", () => {
    const rows = (judged: number) =>
      Array.from({ length: 30 }, (_, i) => ({
        prompt_id: `p${i}`,
        prompt: `Prompt ${i}`,
        model_a: "red",
        model_b: "green",
        completion_a: `red ${i}`,
        completion_b: `green text ${i}`,
        judgments:
          i < judged
            ? [
                { annotator: "x", outcome: "model_a" },
                { annotator: "y", outcome: "tie" },
              ]
            : [],
      }));

    it("adopts them as comparisons are drawn, and asks people for the rest", async () => {
      const campaign = await createTestCampaign(test, {
        rows: rows(30),
        adoptImported: true,
        outcomes: "three",
        judgmentsPerComparison: 3,
        annotators: 1,
      });
      const { statuses } = await readLedger(test.database, campaign.campaignId);
      expect(statuses).toHaveLength(20);
      expect(statuses.every(({ judgmentCount, state }) => judgmentCount === 2 && state === "open")).toBe(
        true,
      );
      const desk = deskOf(campaign.annotators[0]!);
      for (let i = 0; i < 30; i++) await desk.judge("tie");
      expect(reasonOf(await desk.next())).toBe("all_done");
    });

    it("closes what they fill at once and opens others in its place", async () => {
      const { campaignId, lead } = await createTestCampaign(test, {
        rows: rows(15),
        adoptImported: true,
        outcomes: "three",
        judgmentsPerComparison: 2,
      });
      const progress = await getProgress(lead.context, campaignId);
      expect(progress).toMatchObject({ opened: 30, open: 15, closed: 15, judgments: 0 });
    });

    it("are refused when their outcomes are not the campaign's", async () => {
      const { campaignId, lead } = await createTestCampaign(test, {
        rows: rows(30),
        adoptImported: true,
        until: "ranked",
      });
      expect((await getCampaign(lead.context, campaignId)).blockers).toEqual([
        expect.stringContaining("tie"),
      ]);
      expect(await refusal(launchCampaign(lead.context, campaignId))).toBe("wrong_state");
      await updateCampaign(lead.context, { campaignId, settings: { outcomes: "three" } });
      await launch(lead.context, campaignId);
    });

    it("leaves them out unless the lead adopts them", async () => {
      const { campaignId } = await createTestCampaign(test, { rows: rows(30), outcomes: "three" });
      const { statuses } = await readLedger(test.database, campaignId);
      expect(statuses.every(({ judgmentCount }) => judgmentCount === 0)).toBe(true);
    });
  });

  it("fixes what estimates depend on, and leaves the words", async () => {
    const { campaignId, lead } = await createTestCampaign(test, { until: "ranked" });
    await launch(lead.context, campaignId);
    for (const settings of [
      { seed: "x" },
      { judgmentsPerComparison: 2 },
      { budget: 3 },
      { outcomes: "three" as const },
    ])
      expect(await refusal(updateCampaign(lead.context, { campaignId, settings }))).toBe("wrong_state");
    await updateCampaign(lead.context, { campaignId, settings: { name: "New", guidelines: "Read." } });
    expect((await getCampaign(lead.context, campaignId)).settings).toMatchObject({
      name: "New",
      guidelines: "Read.",
      seed: "seed-1",
      judgmentsPerComparison: 1,
    });
  });
});
