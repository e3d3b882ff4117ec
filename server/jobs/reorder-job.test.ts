import { asc, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changeCampaignState } from "../campaign/change-state";
import { extendCampaign } from "../campaign/extend-campaign";
import { getCampaign } from "../campaign/get-campaign";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { continueSequence, controlPlan } from "../core/sampling/draw-sequence";
import { isHeld, setHeld } from "../draw/hold-draws";
import { learnFromPool } from "../predictor/learn-from-pool";
import { loadLearnInput } from "../predictor/load-learn-input";
import { predictDecisiveness } from "../predictor/predict";
import { storePredictor } from "../predictor/store-predictor";
import { campaignBasis } from "../ranking/campaign-basis";
import { getRanking } from "../ranking/get-ranking";
import { stratumSeed } from "../ranking/lay-out-strata";
import { loadStrata } from "../ranking/load-strata";
import type { StartReorderInput } from "../ranking/schemas";
import { startReorder } from "../ranking/start-reorder";
import { deskOf, reasonOf } from "../testing/annotator-desk";
import { findContradictions, readLedger } from "../testing/ledger";
import { refusal } from "../testing/refusal";
import { scoreHere } from "../testing/score-here";
import {
  type CampaignOptions,
  createTestCampaign,
  finishJob,
  makeRows,
  type TestCampaign,
} from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { getJob, takeJob, updateJob } from "./job-row";
import { runReorderJob } from "./reorder-job";
import { runJob } from "./run-job";
import { scoreMetric } from "./score-metric";

const byLength = { metric: "length-gap", preset: "sharp" } as const;

describe.each(dialects)("a reorder job on %s", (dialect) => {
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
  const strataOf = (campaignId: string, rankingId: string) =>
    loadStrata(test.database, { id: rankingId, campaignId });
  const launchedStrata = async (campaignId: string) => {
    const { rankingId } = await getCampaignRow(test.database, campaignId);
    return strataOf(campaignId, rankingId as string);
  };
  const openedOf = async (campaignId: string) => {
    const { sequences } = await readLedger(test.database, campaignId);
    return new Map(sequences.map(({ stratumId, opened }) => [stratumId, opened]));
  };
  const rankingOf = async (rankingId: string) => {
    const { orm, tables } = test.database;
    return (await orm.select().from(tables.ranking).where(eq(tables.ranking.id, rankingId)))[0]!;
  };

  /** Queues a reorder whose metric is scored already: worker threads take longer to start than a test should last. */
  async function queue(
    { campaignId, lead }: TestCampaign,
    order: StartReorderInput["order"] = byLength,
  ): Promise<string> {
    const basis = await campaignBasis(test.database, await getCampaignRow(test.database, campaignId));
    if ("metric" in order)
      await scoreMetric(lead.context, { ...basis, metric: order.metric }, async () => {}, scoreHere());
    return (await startReorder(lead.context, { campaignId, order })).jobId;
  }

  async function reorder(
    campaign: TestCampaign,
    order: StartReorderInput["order"] = byLength,
  ): Promise<string> {
    return finishJob(campaign.lead.context, campaign.campaignId, await queue(campaign, order));
  }

  /** As a process that dies after so many batches: the job stays running, and nothing is tidied up. */
  async function dieAfter(batches: number, { campaignId, lead }: TestCampaign, jobId: string): Promise<void> {
    const job = await takeJob(lead.context, jobId);
    let left = batches;
    const report = async ({ step }: { step: string }) => {
      if (step === "Fixing the new order of draws" && --left === 0) throw new Error("the process died");
    };
    await expect(runReorderJob(lead.context, job!, report)).rejects.toThrow("died");
    expect((await getJob(test.database, campaignId, jobId)).state).toBe("running");
    test.advance(16_000);
  }

  const three: CampaignOptions = { prompts: 40, models: ["red", "green", "blue"], annotators: 2 };

  it("replaces the undrawn by exactly the draws that the core makes, and nothing of what was drawn", async () => {
    const minimums = [{ by: "language" as const, value: "de", share: 0.25 }];
    const rows = makeRows({ ...three, languages: ["en", "en", "de"] });
    const campaign = await createTestCampaign(test, {
      ...three,
      rows,
      sliceMinimums: minimums,
      controlShare: 0.3,
    });
    const { campaignId } = campaign;
    for (const person of campaign.annotators) for (let i = 0; i < 7; i++) await deskOf(person).judge();
    const launched = await launchedStrata(campaignId);
    const opened = await openedOf(campaignId);
    const before = await Promise.all(launched.map(({ stratumId }) => drawsOf(stratumId)));

    const rankingId = await reorder(campaign);
    const ranking = await rankingOf(rankingId);
    const { rankingId: launchedId } = await getCampaignRow(test.database, campaignId);
    expect(ranking).toMatchObject({
      metric: "length-gap",
      preset: "sharp",
      tau: 0.3,
      replacesId: launchedId,
    });
    expect(ranking.sliceMinimums).toEqual(minimums);
    const next = await strataOf(campaignId, rankingId);
    expect(next).toHaveLength(3);
    for (const [i, stratum] of launched.entries()) {
      const t0 = opened.get(stratum.stratumId)!;
      expect(t0).toBeGreaterThan(5);
      const draws = await drawsOf(stratum.stratumId);
      expect(draws.slice(0, t0)).toEqual(before[i]!.slice(0, t0));

      const own = next.find(({ continuesId }) => continuesId === stratum.stratumId)!;
      expect(own.fromDraw).toBe(t0 + 1);
      const places = new Map(Array.from(stratum.comparisonIds, (id, place) => [id, place]));
      const drawn = Int32Array.from(draws.slice(0, t0), (draw) => places.get(draw.comparisonId)!);
      const weights = new Float64Array(stratum.size);
      for (const [item, id] of own.comparisonIds.entries()) weights[places.get(id)!] = own.weights[item]!;
      const german = await germanIn(stratum.comparisonIds);
      const wanted = continueSequence({
        weights,
        controlShare: 0.3,
        arms: [{ share: 0.25, members: german }],
        ...controlPlan({
          N: stratum.size,
          controlShare: 0.3,
          seed: `${stratumSeed("seed-1", stratum, "all")}/draws`,
        }),
        drawn,
        seed: `${stratumSeed("seed-1/order 2", stratum, "all")}/draws`,
      });
      const rest = draws.slice(t0);
      expect(rest.map(({ number }) => number)).toEqual(Array.from(wanted.item, (_, t) => t0 + 1 + t));
      expect(rest.map(({ comparisonId }) => places.get(comparisonId))).toEqual([...wanted.item]);
      expect(rest.map(({ q }) => q)).toEqual([...wanted.q]);
      expect(rest.map(({ largestInverse }) => largestInverse)).toEqual([...wanted.a]);
      expect(rest.map(({ controlUsed }) => controlUsed)).toEqual([...wanted.controlUsed]);
      expect(rest.map(({ arm }) => arm)).toEqual(
        Array.from(wanted.arm, (arm) => ["ranked", "control", "slice:language=de"][arm]),
      );
      expect(rest.every(({ weightsId }) => weightsId === own.stratumId)).toBe(true);
      // The launch ranking's rank, its places in u and its coins stay.
      const was = new Map(before[i]!.map((draw) => [draw.comparisonId, draw]));
      for (const [t, draw] of draws.entries()) {
        expect(draw.rank).toBe(was.get(draw.comparisonId)!.rank);
        expect(draw.controlPlace).toBe(was.get(draw.comparisonId)!.controlPlace);
        expect(draw.controlCoin).toBe(before[i]![t]!.controlCoin);
      }
    }
    // Judging goes on to the end, each comparison once.
    for (const person of campaign.annotators)
      while ((await deskOf(person).next()).kind === "task") await deskOf(person).judge();
    const ledger = await readLedger(test.database, campaignId);
    expect(findContradictions(ledger, { judgmentsPerComparison: 1, promptOncePerAnnotator: true })).toEqual(
      [],
    );
  });

  const germanIn = async (comparisonIds: Int32Array) => {
    const { orm, tables } = test.database;
    const rows = await orm
      .select({ id: tables.comparison.id })
      .from(tables.comparison)
      .innerJoin(tables.prompt, eq(tables.prompt.id, tables.comparison.promptId))
      .where(eq(tables.prompt.language, "de"));
    const german = new Set(rows.map(({ id }) => id));
    return Uint8Array.from(comparisonIds, (id) => (german.has(id) ? 1 : 0));
  };

  it("may be done again: the third order goes on from the second with other keys", async () => {
    const campaign = await createTestCampaign(test, { ...three, models: ["red", "green"] });
    const [stratum] = await launchedStrata(campaign.campaignId);
    const second = await reorder(campaign);
    const between = await drawsOf(stratum!.stratumId);
    for (let i = 0; i < 10; i++) await deskOf(campaign.annotators[0]!).judge();
    const third = await reorder(campaign, { metric: "length-gap", preset: "sharp" });
    expect(await rankingOf(third)).toMatchObject({ replacesId: second, seed: "seed-1/order 3" });
    const after = await drawsOf(stratum!.stratumId);
    const t0 = (await strataOf(campaign.campaignId, third))[0]!.fromDraw! - 1;
    expect(t0).toBe(30);
    expect(after.slice(0, t0)).toEqual(between.slice(0, t0));
    expect(after.slice(t0)).not.toEqual(between.slice(t0));
    expect(new Set(after.map(({ comparisonId }) => comparisonId)).size).toBe(40);
    expect(new Set(after.slice(20).map(({ weightsId }) => weightsId)).size).toBe(2);
    // What a lead looks at is still the launch ranking, and it is not called stale.
    const view = await getRanking(campaign.lead.context, { campaignId: campaign.campaignId });
    expect(view).toMatchObject({ metric: "chrf", stale: false, poolSize: 40 });
    // The campaign says what it was launched with, and by what it is ordered now.
    expect(await getCampaign(campaign.lead.context, campaign.campaignId)).toMatchObject({
      orderedBy: "1 − chrF",
      orderChange: { rankingId: third, fromDraw: { earliest: 31, latest: 31 } },
    });
  });

  it("orders by a learned predictor, whose probabilities make the weights", async () => {
    const completion = (prompt: number, model: string) =>
      Array.from({ length: 20 }, (_, word) =>
        word < (prompt * 7) % 20 ? `${model}${word}` : `word${word}`,
      ).join(" ");
    const campaign = await createTestCampaign(test, { prompts: 150, completion, annotators: 1 });
    const { campaignId, lead } = campaign;
    const desk = deskOf(campaign.annotators[0]!);
    for (let i = 0; i < 110; i++) {
      const { taskId, left } = await desk.take();
      const own = left.split(" ").filter((word) => !word.startsWith("word")).length;
      await desk.submit(taskId, own > 9 === left.length % 5 > 0 ? "left" : "both_good");
    }
    const row = await getCampaignRow(test.database, campaignId);
    const basis = await campaignBasis(test.database, row);
    for (const metric of ["chrf", "length-gap"])
      await scoreMetric(lead.context, { ...basis, metric }, async () => {}, scoreHere());
    const loaded = await loadLearnInput(test.database, row, basis);
    const learned = learnFromPool(loaded.input, () => {});
    const predictorId = await storePredictor(lead.context, basis, learned, loaded);

    const rankingId = await reorder(campaign, { predictorId, preset: "minimum-variance" });
    expect(await rankingOf(rankingId)).toMatchObject({
      metric: "learned",
      predictorId,
      unscored: 0,
      poolSize: 20,
    });
    const { comparisonIds, utilities } = await predictDecisiveness(test.database, predictorId);
    const predicted = new Map(Array.from(comparisonIds, (id, i) => [id, utilities[i]!]));
    const [own] = await strataOf(campaignId, rankingId);
    expect([...own!.utilities]).toEqual(Array.from(own!.comparisonIds, (id) => predicted.get(id)));
    const g = own!.utilities.map(Math.sqrt);
    const total = g.reduce((sum, value) => sum + value, 0);
    for (const [i, weight] of own!.weights.entries())
      expect(weight).toBeCloseTo(0.1 / 20 + (0.9 * g[i]!) / total, 12);
  });

  it("sorts the undrawn strictly in explore mode", async () => {
    const campaign = await createTestCampaign(test, {
      prompts: 40,
      mode: "explore",
      metric: "mean-length",
      completion: (prompt, model) =>
        model === "red" ? `one${" two".repeat(prompt % 13)}` : `one${" two".repeat((prompt * 3) % 11)}`,
    });
    const [stratum] = await launchedStrata(campaign.campaignId);
    const rankingId = await reorder(campaign, { metric: "length-gap", preset: "balanced" });
    const [own] = await strataOf(campaign.campaignId, rankingId);
    const utilityOf = new Map(Array.from(own!.comparisonIds, (id, i) => [id, own!.utilities[i]!]));
    const rest = (await drawsOf(stratum!.stratumId)).slice(20);
    expect(rest).toHaveLength(20);
    const served = rest.map(({ comparisonId }) => utilityOf.get(comparisonId)!);
    expect(served).toEqual([...served].sort((one, other) => other - one));
    expect(rest.every(({ q, arm }) => q === null && arm === "ranked")).toBe(true);
  });

  it.each([1, 2, 3])("that dies after %i batches is taken up and ends in the same state", async (batches) => {
    const comparable = async (campaign: TestCampaign) => {
      const { orm, tables } = test.database;
      const names = await orm
        .select({ id: tables.comparison.id, prompt: tables.prompt.externalId })
        .from(tables.comparison)
        .innerJoin(tables.prompt, eq(tables.prompt.id, tables.comparison.promptId));
      const promptOf = new Map(names.map(({ id, prompt }) => [id, prompt]));
      const strata = await launchedStrata(campaign.campaignId);
      const draws = await Promise.all(strata.map(({ stratumId }) => drawsOf(stratumId)));
      return draws.map((own) =>
        own.map((draw) => ({
          ...draw,
          stratumId: null,
          comparisonId: promptOf.get(draw.comparisonId),
          weightsId: draw.weightsId !== null,
        })),
      );
    };
    const whole = await createTestCampaign(test, three);
    await reorder(whole);
    const broken = await createTestCampaign(test, three);
    const jobId = await queue(broken);
    await dieAfter(batches, broken, jobId);
    expect((await readLedger(test.database, broken.campaignId)).sequences.every(({ held }) => held)).toBe(
      true,
    );
    await finishJob(broken.lead.context, broken.campaignId, jobId);
    expect(await comparable(broken)).toEqual(await comparable(whole));
    const { orm, tables } = test.database;
    const audits = await orm
      .select()
      .from(tables.audit)
      .where(eq(tables.audit.campaignId, broken.campaignId));
    expect(audits.filter(({ action }) => action === "ranking.reorder")).toHaveLength(1);
    // Taken up once more after it was done, as when the process died before it could say so, it changes nothing.
    const job = { id: jobId, campaignId: broken.campaignId, input: byLength, attempt: 2 };
    await runReorderJob(broken.lead.context, job, async () => {});
    expect(await comparable(broken)).toEqual(await comparable(whole));
  });

  it("is the work of the process that took it last: one that stalled neither stores nor lets go", async () => {
    const campaign = await createTestCampaign(test, three);
    const { campaignId, lead } = campaign;
    const jobId = await queue(campaign);
    const stalled = (await takeJob(lead.context, jobId))!;
    test.advance(16_000);
    const owner = (await takeJob(lead.context, jobId))!;
    const conflict = (work: Promise<unknown>) => expect(work).rejects.toThrow("Another process");
    // Before anything is stored, while the owner holds the openings: neither by its work nor by its failure.
    await test.database.transaction((tx) => setHeld(tx, campaignId, true));
    await conflict(runReorderJob(lead.context, stalled, async () => {}));
    const gone = { ...stalled, input: { metric: "gone", preset: "sharp" } };
    await conflict(runReorderJob(lead.context, gone, async () => {}));
    expect(await isHeld(test.database, campaignId)).toBe(true);
    const { orm, tables } = test.database;
    const { ranking } = tables;
    expect(await orm.select().from(ranking).where(eq(ranking.campaignId, campaignId))).toHaveLength(1);
    // While the owner replaces draws.
    let tried = false;
    await runReorderJob(lead.context, owner, async ({ step }) => {
      if (tried || step !== "Fixing the new order of draws") return;
      tried = true;
      await conflict(runReorderJob(lead.context, stalled, async () => {}));
      expect(await isHeld(test.database, campaignId)).toBe(true);
    });
    expect(tried).toBe(true);
    expect(await isHeld(test.database, campaignId)).toBe(false);
    await conflict(updateJob(lead.context, jobId, { state: "failed", error: "stalled" }, stalled.attempt));
    expect((await getJob(test.database, campaignId, jobId)).state).toBe("running");
  });

  it("goes on within a large stratum where it died, writing no batch twice", async () => {
    const campaign = await createTestCampaign(test, {
      prompts: 2_100,
      completion: (prompt, model) => `${model} ${prompt}`,
    });
    const jobId = await queue(campaign);
    await dieAfter(1, campaign, jobId);
    const written: number[] = [];
    const job = await takeJob(campaign.lead.context, jobId);
    await runReorderJob(campaign.lead.context, job!, async ({ done }) => {
      written.push(done);
    });
    // The batch of 1,000 that was written, then the second one and the rest.
    expect(written).toEqual([2_000, 2_080]);
    const [stratum] = await launchedStrata(campaign.campaignId);
    const draws = await drawsOf(stratum!.stratumId);
    expect(new Set(draws.map(({ comparisonId }) => comparisonId)).size).toBe(2_100);
    expect(draws.filter(({ weightsId }) => weightsId !== null)).toHaveLength(2_080);
  });

  it("holds openings while it replaces draws: annotators judge what is open and merely wait", async () => {
    const campaign = await createTestCampaign(test, { ...three, models: ["red", "green"], annotators: 1 });
    const { campaignId, lead } = campaign;
    const jobId = await queue(campaign);
    await dieAfter(1, campaign, jobId);
    const desk = deskOf(campaign.annotators[0]!);
    for (let i = 0; i < 20; i++) await desk.judge();
    expect(reasonOf(await desk.next())).toBe("others_must_finish");
    await changeCampaignState(lead.context, { campaignId, state: "paused" });
    await changeCampaignState(lead.context, { campaignId, state: "live" });
    expect(reasonOf(await desk.next())).toBe("others_must_finish");
    await finishJob(lead.context, campaignId, jobId);
    await desk.judge();
    const ledger = await readLedger(test.database, campaignId);
    expect(ledger.statuses).toHaveLength(40);
    expect(findContradictions(ledger, { judgmentsPerComparison: 1, promptOncePerAnnotator: true })).toEqual(
      [],
    );
  });

  it("is finished first when it failed half-way and another is asked for", async () => {
    const campaign = await createTestCampaign(test, three);
    const { campaignId, lead } = campaign;
    const jobId = await queue(campaign);
    await dieAfter(1, campaign, jobId);
    await test.database.transaction(async ({ orm, tables }) => {
      await orm.update(tables.job).set({ state: "failed" }).where(eq(tables.job.id, jobId));
    });
    const again = await startReorder(lead.context, { campaignId, order: byLength });
    expect(again.jobId).toBe(jobId);
    await finishJob(lead.context, campaignId, jobId);
    expect((await startReorder(lead.context, { campaignId, order: byLength })).jobId).not.toBe(jobId);
  });

  it("lets go of the openings when the new order cannot be made", async () => {
    const campaign = await createTestCampaign(test, three);
    const { campaignId, lead } = campaign;
    const jobId = await queue(campaign, { metric: "length-gap", preset: "minimum-variance" });
    await runJob(lead.context, jobId);
    expect(await getJob(test.database, campaignId, jobId)).toMatchObject({
      state: "failed",
      error: expect.stringContaining("probabilities"),
    });
    const { sequences } = await readLedger(test.database, campaignId);
    expect(sequences.some(({ held }) => held)).toBe(false);
    const { orm, tables } = test.database;
    expect(
      await orm.select().from(tables.ranking).where(eq(tables.ranking.campaignId, campaignId)),
    ).toHaveLength(1);
  });

  it("lets go also of what a process held that died before it had stored anything", async () => {
    const campaign = await createTestCampaign(test, three);
    const { campaignId, lead } = campaign;
    const jobId = await queue(campaign);
    await test.database.transaction(async (tx) => {
      await setHeld(tx, campaignId, true);
      // Taken up by a version of the product that has the metric no more.
      const input = { metric: "gone", preset: "sharp" };
      await tx.orm.update(tx.tables.job).set({ input }).where(eq(tx.tables.job.id, jobId));
    });
    await runJob(lead.context, jobId);
    expect((await getJob(test.database, campaignId, jobId)).state).toBe("failed");
    expect(await isHeld(test.database, campaignId)).toBe(false);
  });

  it("is refused on drafts and closed campaigns, twice at once, for another's predictor and when all is drawn", async () => {
    const draft = await createTestCampaign(test, { until: "ranked" });
    const ask = ({ campaignId, lead }: TestCampaign, order: StartReorderInput["order"] = byLength) =>
      refusal(startReorder(lead.context, { campaignId, order }));
    expect(await ask(draft)).toBe("wrong_state");
    const small = await createTestCampaign(test, { prompts: 6 });
    expect(await ask(small)).toBe("wrong_state");
    const campaign = await createTestCampaign(test, three);
    expect(await ask(campaign, { predictorId: "prd_other", preset: "balanced" })).toBe("not_found");
    expect(await ask(campaign, { metric: "no-such", preset: "balanced" })).toBe("invalid_input");
    await changeCampaignState(campaign.lead.context, { campaignId: campaign.campaignId, state: "paused" });
    await queue(campaign);
    expect(await ask(campaign)).toBe("busy");
    const closed = await createTestCampaign(test, three);
    await changeCampaignState(closed.lead.context, { campaignId: closed.campaignId, state: "closed" });
    expect(await ask(closed)).toBe("wrong_state");
  });

  it("keeps a plan that was extended before and after", async () => {
    const campaign = await createTestCampaign(test, { ...three, budget: 45, annotators: 1 });
    const { campaignId, lead } = campaign;
    await reorder(campaign);
    await extendCampaign(lead.context, { campaignId, budget: 90 });
    const { sequences } = await readLedger(test.database, campaignId);
    expect(sequences.map(({ planned }) => planned)).toEqual([30, 30, 30]);
  });
});
