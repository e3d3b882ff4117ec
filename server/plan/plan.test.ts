import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { detectableMargin, judgmentsForMargin } from "@/server/core/planning/plan-judgments";
import { updateCampaign } from "../campaign/update-campaign";
import { extendSequences } from "../stop/extend-sequences";
import { addAnnotator, judge, launchedCampaign, somePrompts } from "../testing/campaign-factory";
import { judgedOrders } from "../testing/judged-orders";
import { notFinite } from "../testing/not-finite";
import { createTestCampaign, importRows } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { computeWorth } from "../worth/compute-worth";
import { storeWorth } from "../worth/store-worth";
import { getPlan } from "./get-plan";
import type { PlanView } from "./schemas";

const own = ({ presets }: PlanView) => presets.find(({ isOwn }) => isOwn)!;

/** Pairs of which three tenths tie and half are won by "one": a margin of .3. */
const judgedPairs = (n: number, annotators = 1) =>
  Array.from({ length: n }, (_, i) => ({
    prompt_id: `p${i}`,
    prompt: `Prompt ${i}`,
    model_a: "one",
    model_b: "two",
    completion_a: "a word",
    completion_b: `a word${" more".repeat(i % 10)}`,
    judgments: Array.from({ length: annotators }, (__, k) => ({
      annotator: `x${k}`,
      outcome: i % 10 < 3 ? "both_bad" : i % 10 < 8 ? "model_a" : "model_b",
    })),
  }));

describe.each(dialects)("a plan on %s", { timeout: 30_000 }, (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  it("says what a budget shows and what a win rate takes, from what is assumed", async () => {
    const { campaignId, lead } = await createTestCampaign(test, { prompts: 200, until: "imported" });
    const context = lead.context;
    const whole = await getPlan(context, { campaignId });
    expect(whole.sentences[0]).toBe(
      "Judging all 200 comparisons shows which model is ahead in this set, however close it is: about 1 h 40 min of annotator time.",
    );
    expect(whole.evidence).toMatchObject({ used: "assumed", available: ["assumed"] });

    const plan = await getPlan(context, { campaignId, budget: 100, margin: 0.3, tieRate: 0.4, auc: 0.6 });
    const order = { N: 200, tieRate: 0.4, margin: 0.3, auc: 0.6, preset: "balanced" } as const;
    const seen = detectableMargin(order, 100) as number;
    expect(own(plan).detectable).toBeCloseTo(seen, 4);
    expect(own(plan).needed).toBe(judgmentsForMargin(order));
    const shown = ((100 * (1 + seen)) / 2).toFixed(1);
    expect(plan.sentences[0]).toBe(
      `100 judgments will show a winner if the true win rate is beyond ${shown}\u00a0%: about 50 minutes of annotator time.`,
    );
    expect(plan.presets.map(({ preset }) => preset)).toEqual([
      "balanced",
      "sharp",
      "minimum-variance",
      "uniform",
    ]);
    expect(plan.chart).toMatch(/^<svg/);
    expect(plan.pool).toMatchObject({ comparisons: 200, pairs: 1, isRanked: false });
    expect(notFinite(plan)).toEqual([]);

    expect(plan.sentences.join(" ")).not.toContain("uncertain pairs");
    const stopRule = { winner: true, equivalence: null, width: null };
    expect(plan.sentences.join(" ")).not.toContain("stop rule");
    await updateCampaign(context, { campaignId, settings: { stopRule } });
    const slow = await getPlan(context, {
      campaignId,
      budget: 100,
      seconds: 90,
      annotators: 2,
      hoursPerDay: 0.5,
    });
    expect(slow.budgetTime).toEqual({ judgments: 100, minutes: 150, words: "2 h 30 min", days: 3 });
    expect(slow.sentences[2]).toMatch(/^The campaign has a stop rule\. Its report looks at every judgment/);
    expect(slow.sentences.at(-1)).toBe("With 2 annotators at 0.5 hours a day each the budget is 3 days.");
  });

  it("says that the uncertain pairs get more than it plans, where there are several and the budget is short", async () => {
    const { campaignId, lead } = await createTestCampaign(test, {
      prompts: 60,
      models: ["red", "green", "blue"],
      pairAllocation: "uncertain",
      until: "imported",
    });
    const short = await getPlan(lead.context, { campaignId, budget: 90 });
    expect(short.sentences[2]).toMatch(/^The campaign judges the uncertain pairs more often\./);
    const whole = await getPlan(lead.context, { campaignId, budget: 180 });
    expect(whole.sentences.join(" ")).not.toContain("uncertain pairs");
  });

  it("shares the budget among pairs and holds each to its part of the level", async () => {
    const models = ["red", "green", "blue"];
    const { campaignId, lead } = await createTestCampaign(test, {
      prompts: 100,
      models,
      budget: 90,
      judgmentsPerComparison: 2,
      until: "ranked",
    });
    const plan = await getPlan(lead.context, { campaignId });
    const order = { N: 100, tieRate: 0.3, margin: 0.1, preset: "balanced" } as const;
    expect(own(plan).detectable).toBeCloseTo(detectableMargin(order, 30, { alpha: 0.05 / 3 }) as number, 4);
    expect(plan.level).toBeCloseTo(0.05 / 3, 12);
    expect(plan.sentences[0]).toMatch(
      /^90 comparisons with 2 judgments each, about 30 for each of 3 pairs, will show a pair's winner/,
    );
    expect(plan.budgetTime).toMatchObject({ judgments: 180, minutes: 90 });
    expect(plan.pool?.isRanked).toBe(true);
    expect(plan.pairs.map(({ size, planned }) => [size, planned])).toEqual([
      [100, 30],
      [100, 30],
      [100, 30],
    ]);
  });

  it("plans by imported judgments, with their intervals, unless told to assume", async () => {
    const rows = judgedPairs(100);
    const { campaignId, lead } = await createTestCampaign(test, { rows, budget: 60, until: "imported" });
    // As many comparisons again that nobody judged.
    const bare = judgedPairs(200)
      .slice(100)
      .map((row) => ({ ...row, judgments: undefined }));
    await importRows(lead.context, campaignId, bare);
    const plan = await getPlan(lead.context, { campaignId });
    expect(plan.evidence).toMatchObject({ used: "recorded", available: ["assumed", "recorded"] });
    expect(plan.tieRate).toMatchObject({ value: expect.closeTo(0.3, 9), from: "recorded" });
    const [low, high] = plan.tieRate.interval as [number, number];
    expect([low, high]).toEqual([expect.closeTo(0.219, 3), expect.closeTo(0.396, 3)]);
    expect(plan.margin).toMatchObject({ value: expect.closeTo(0.3, 9), from: "recorded" });
    // s² has mean .7, so its error is √((.7 − .09)/99 · ½), and t of 99 is 1.984.
    const half = 1.98422 * Math.sqrt((0.61 / 99) * 0.5);
    expect(plan.margin.interval?.[0]).toBeCloseTo(0.3 - half, 4);
    const { needed, neededRange, detectableRange, detectable } = own(plan);
    expect(neededRange?.[0]).toBeLessThan(needed as number);
    expect(neededRange?.[1]).toBeGreaterThan(needed as number);
    expect(detectableRange?.[0]).toBeLessThan(detectable as number);
    expect(plan.pairs[0]).toMatchObject({ judged: 100, size: 200, standing: null });

    const assumed = await getPlan(lead.context, { campaignId, evidence: "assumed", tieRate: 0.5 });
    expect(assumed.tieRate).toEqual({ value: 0.5, from: "set", interval: null });
    expect(assumed.margin).toEqual({ value: 0.1, from: "assumed", interval: null });
    expect(assumed.pairs[0]).toMatchObject({ tieRate: null, margin: null });
  });

  it("does not plan by a handful of judgments, and counts each comparison once", async () => {
    const few = await createTestCampaign(test, { rows: judgedPairs(12, 3), until: "imported" });
    const plan = await getPlan(few.lead.context, { campaignId: few.campaignId });
    expect(plan.evidence).toEqual({
      used: "assumed",
      available: ["assumed"],
      note: "12 judged comparisons are too few to plan by; from 20 on they are used.",
    });
  });

  it("says in words what cannot be planned", async () => {
    const empty = await createTestCampaign(test, { until: "created" });
    const nothing = await getPlan(empty.lead.context, { campaignId: empty.campaignId });
    expect(nothing.problem).toMatch(/^There is nothing to plan yet: import/);
    expect(notFinite(nothing)).toEqual([]);

    const { campaignId, lead } = await createTestCampaign(test, { prompts: 40, until: "imported" });
    const ask = (input: Omit<Parameters<typeof getPlan>[1], "campaignId">) =>
      getPlan(lead.context, { campaignId, ...input });
    expect((await ask({ tieRate: 1 })).problem).toMatch(/^If every comparison is a tie/);
    expect((await ask({ tieRate: 0.9, margin: 0.4 })).problem).toMatch(
      /^With so many ties the win rate cannot be beyond 55\u00a0%/,
    );
    const beyond = await ask({ budget: 400 });
    expect(beyond.warnings).toContain("The set has 40 comparisons: a budget of 400 is all of them.");
    expect(beyond.budget).toBe(40);
    const few = await ask({ budget: 3, margin: 0.01 });
    expect(few.sentences[0]).toBe(
      "3 judgments are too few to show a winner: about 2 minutes of annotator time.",
    );
    expect(few.sentences[1]).toMatch(/^A true win rate of 50.5\u00a0% is shown by the whole set alone/);
    await updateCampaign(lead.context, { campaignId, settings: { mode: "explore" } });
    const explored = await ask({ budget: 20 });
    expect(explored.sentences[0]).toMatch(
      /^Explore mode says nothing of the comparisons that are not judged.* In measure mode 20 judgments would show a winner/,
    );
    for (const plan of [beyond, few, explored]) expect(notFinite(plan)).toEqual([]);

    const one = await createTestCampaign(test, { prompts: 1, until: "ranked" });
    const single = await getPlan(one.lead.context, { campaignId: one.campaignId });
    expect(single.sentences[0]).toMatch(/^Judging the one comparison shows which model is ahead/);
    expect(notFinite(single)).toEqual([]);

    const tied = judgedPairs(40).map((row) => ({
      ...row,
      judgments: [{ annotator: "x", outcome: "both_good" }],
    }));
    const ties = await createTestCampaign(test, { rows: tied, until: "imported" });
    const allTied = await getPlan(ties.lead.context, { campaignId: ties.campaignId });
    expect(allTied.problem).toMatch(/^Every comparison judged so far is a tie/);
  });

  it("takes the order's AUC from the newest comparison of metrics", async () => {
    const { campaignId, lead } = await createTestCampaign(test, { prompts: 60, until: "imported" });
    expect((await getPlan(lead.context, { campaignId })).auc).toMatchObject({ value: 0.5, from: "assumed" });
    const table = computeWorth(
      judgedOrders({ comparisons: 400, tieRate: (difference) => 0.9 - 0.7 * difference, seed: "a" }),
    );
    const [row] = table.rows.map((sees) => ({ ...sees, settings: { metric: "chrf", members: null } }));
    const content = { table: { ...table, rows: [row!] }, lastJudgmentId: 0 };
    await storeWorth(lead.context, { campaignId, basis: "b", content });
    const plan = await getPlan(lead.context, { campaignId });
    expect(plan.auc).toMatchObject({ value: row!.auc, from: "measured" });
    expect(plan.notes.join(" ")).toContain(`an AUC of ${row!.auc!.toFixed(2)}, as the newest comparison`);
    // Another metric's order is not measured by it.
    await updateCampaign(lead.context, { campaignId, settings: { metric: "bleu" } });
    expect((await getPlan(lead.context, { campaignId })).auc.from).toBe("assumed");
  });

  it("is brought up to date by the judgments of a live campaign", async () => {
    const { campaignId, lead } = await launchedCampaign(test, {
      prompts: somePrompts(60, ["one", "two"]),
      promptOncePerAnnotator: false,
      preset: "uniform",
      budget: 50,
    });
    const before = await getPlan(lead, { campaignId });
    expect(before).toMatchObject({ evidence: { used: "assumed" }, seconds: { value: 30, from: "assumed" } });
    expect(before.pairs[0]).toMatchObject({
      planned: 50,
      judged: 0,
      standing: null,
    });

    const annotator = await addAnnotator(lead, campaignId);
    let turn = 0;
    // The models win in turn, whichever side they are shown on: nothing is decided.
    const decide = ({ left }: { left: string }) => {
      const winner = turn++ % 3;
      return winner === 2 ? "both_good" : left.includes(`own${winner}`) ? "left" : "right";
    };
    await judge(annotator, decide, 40);
    // As the watcher of a running server does.
    await extendSequences(lead, campaignId, { all: true });
    const plan = await getPlan(lead, { campaignId });
    expect(plan).toMatchObject({
      evidence: { used: "live", available: ["assumed", "live"] },
      seconds: { value: 1, from: "measured" },
      annotators: { value: 1, from: "measured" },
      tieRate: { from: "live" },
    });
    expect(plan.tieRate.value).toBeCloseTo(13 / 40, 1);
    expect(plan.pairs[0]!.judged).toBe(40);
    expect(plan.sentences[0]).toMatch(/^40 of 50 comparisons judged without a gap\. /);
    expect(plan.pairs[0]!.stillNeeded?.judgments).toBeGreaterThan(0);
    expect(notFinite(plan)).toEqual([]);
  });

  it("warns where a prompt once per annotator does not give enough", async () => {
    const { campaignId, lead } = await createTestCampaign(test, {
      prompts: 30,
      models: ["red", "green", "blue"],
      annotators: 2,
      promptOncePerAnnotator: true,
      until: "imported",
    });
    const { warnings } = await getPlan(lead.context, { campaignId });
    expect(warnings[0]).toMatch(/2 annotators can give 60 judgments at most, and the budget needs 90/);
    expect((await getPlan(lead.context, { campaignId, annotators: 3 })).warnings).toEqual([]);
  });
});
