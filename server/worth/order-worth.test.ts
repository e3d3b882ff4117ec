import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { updateCampaign } from "../campaign/update-campaign";
import { findNewestJob } from "../jobs/job-row";
import { runJob } from "../jobs/run-job";
import { scoreMetric } from "../jobs/score-metric";
import { acceptExclusion } from "../noise/accept-exclusion";
import { startInspection } from "../noise/start-inspection";
import { withdrawExclusion } from "../noise/withdraw-exclusion";
import { campaignBasis } from "../ranking/campaign-basis";
import { listMetrics } from "../ranking/list-metrics";
import { loadStrata } from "../ranking/load-strata";
import { addAnnotator, judge, launchedCampaign, somePrompts } from "../testing/campaign-factory";
import { notFinite } from "../testing/not-finite";
import { scoreHere } from "../testing/score-here";
import { createTestCampaign, finishJob, importRows, launch, rank } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import type { VerbContext } from "../verb-context";
import { computeWorth } from "./compute-worth";
import { getOrderWorth } from "./get-order-worth";
import { loadWorthInput } from "./load-worth-input";
import type { Evidence } from "./schemas";
import { startComparing } from "./start-comparing";
import { storeWorth } from "./store-worth";
import { loadWorthOrders } from "./worth-orders";

/** Pairs with judgments: the more words the second text has beyond the first, the fewer ties. */
const judgedPairs = (n: number) =>
  Array.from({ length: n }, (_, i) => ({
    prompt_id: `p${i}`,
    prompt: `Prompt ${i}`,
    model_a: "one",
    model_b: "two",
    completion_a: "a word",
    completion_b: `a word${" more".repeat(i % 10)}`,
    judgments: [
      { annotator: "x", outcome: i % 10 < 6 ? "tie" : "model_a" },
      { annotator: "y", outcome: i % 10 < 5 ? "tie" : "model_b" },
    ],
  }));

describe.each(dialects)("what the order is worth, on %s", { timeout: 30_000 }, (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  /** Scores in this thread, since worker threads take longer to start than a test should last. */
  async function score(context: VerbContext, campaignId: string, metrics: readonly string[]) {
    const basis = await campaignBasis(test.database, await getCampaignRow(test.database, campaignId));
    for (const metric of metrics)
      await scoreMetric(context, { ...basis, metric }, async () => {}, scoreHere());
    return basis;
  }

  async function compare(context: VerbContext, campaignId: string, evidence: Evidence) {
    test.advance(1_000);
    const basis = await score(context, campaignId, ["chrf", "bleu", "length-gap", "mean-length", "random"]);
    const { input, ...read } = await loadWorthInput(test.database, campaignId, evidence, basis);
    const content = { table: computeWorth(input), ...read };
    return storeWorth(context, { campaignId, basis: basis.basis, content });
  }

  it("is measured by recorded judgments, row by row", async () => {
    const { campaignId, lead } = await createTestCampaign(test, { rows: judgedPairs(60), until: "imported" });
    const before = await getOrderWorth(lead.context, { campaignId });
    expect(before).toMatchObject({
      evidence: "recorded",
      available: ["recorded"],
      table: null,
      blocker: null,
    });

    await compare(lead.context, campaignId, "recorded");
    const { table, staleReason } = await getOrderWorth(lead.context, { campaignId });
    expect(table).toMatchObject({
      evidence: "recorded",
      scope: "pair",
      comparisons: 60,
      judgments: 120,
      prompts: 60,
      missing: 0,
      tieRate: (36 + 30) / 120,
    });
    const row = (id: string) => table?.rows.find((candidate) => candidate.id === id);
    expect(table?.rows.map(({ id }) => id)).toEqual([
      "chrf",
      "bleu",
      "length-gap",
      "text-ranks",
      "mean-length",
      "random",
    ]);
    // The top fifth are the twelve whose second text has eight or nine words more: none of them is tied.
    expect(row("length-gap")).toMatchObject({
      unscored: 0,
      top: { tieRate: 0, reduction: 1 },
      verdict: "length",
    });
    expect(row("length-gap")?.againstLength).toEqual({ difference: 0, ci: [0, 0] });
    expect(row("text-ranks")).toMatchObject({
      kind: "combination",
      settings: {
        metric: "mean-of-ranks",
        members: [{ metric: "chrf" }, { metric: "bleu" }, { metric: "length-gap" }],
      },
    });
    expect(table?.leftOut.map(({ metric }) => metric)).toContain("kl-top-k");
    expect(table?.sentences[0]).toMatch(/^No metric beats the length control on this campaign\./);
    expect(notFinite(table)).toEqual([]);
    expect(staleReason).toBe("Metrics have been added or changed since.");

    const { audit } = test.database.tables;
    const audited = await test.database.orm
      .select()
      .from(audit)
      .where(eq(audit.action, "order-worth.create"));
    expect(audited).toHaveLength(1);

    await importRows(lead.context, campaignId, judgedPairs(70).slice(60));
    expect((await getOrderWorth(lead.context, { campaignId })).staleReason).toMatch(
      /^The data, the pairs or the seed/,
    );
  });

  it("looks at the pairs that are compared and at no others", async () => {
    const others = judgedPairs(20).map((pair) => ({
      ...pair,
      model_b: "three",
      prompt_id: `other-${pair.prompt_id}`,
    }));
    const { campaignId, lead } = await createTestCampaign(test, {
      rows: [...judgedPairs(60), ...others],
      pairChoice: { kind: "chosen", pairs: [["one", "two"]] },
      until: "imported",
    });
    await compare(lead.context, campaignId, "recorded");
    expect((await getOrderWorth(lead.context, { campaignId })).table?.comparisons).toBe(60);
  });

  it("is stale once other rules say what is left out, and fresh again without them", async () => {
    const { campaignId, lead } = await createTestCampaign(test, { rows: judgedPairs(60), until: "imported" });
    const metrics = await listMetrics(test.database, campaignId);
    const all = metrics.filter(({ available }) => available).map(({ id }) => id);
    await score(lead.context, campaignId, all);
    await compare(lead.context, campaignId, "recorded");
    const reason = async () => (await getOrderWorth(lead.context, { campaignId })).staleReason;
    expect(await reason()).toBeNull();
    const rule = { campaignId, detector: "empty" };
    await acceptExclusion(lead.context, rule);
    expect(await reason()).toBe("The rules of what is left out have changed since.");
    await withdrawExclusion(lead.context, rule);
    expect(await reason()).toBeNull();
  });

  it("ranks combined metrics among what a ranking has, without what is excluded", async () => {
    const empty = judgedPairs(20).map((pair, i) => ({
      ...pair,
      prompt_id: `empty-${i}`,
      completion_b: "",
      completion_a: `a word${" more".repeat(i)}`,
    }));
    const members = ["chrf", "length-gap"].map((metric) => ({ metric, weight: 1 }));
    const { campaignId, lead } = await createTestCampaign(test, {
      rows: [...judgedPairs(60), ...empty],
      metric: "mean-of-ranks",
      members,
      until: "imported",
    });
    const { jobId } = await startInspection(lead.context, campaignId);
    await finishJob(lead.context, campaignId, jobId);
    await acceptExclusion(lead.context, { campaignId, detector: "empty" });
    const rankingId = await rank(lead.context, campaignId);
    const [ranked] = await loadStrata(test.database, { id: rankingId, campaignId });
    const utilities = async () => {
      const campaign = await getCampaignRow(test.database, campaignId);
      const basis = await campaignBasis(test.database, campaign);
      const asked = { wanted: ["chrf", "length-gap"], comparisonIds: ranked!.comparisonIds };
      const orders = await loadWorthOrders(test.database, campaign, basis, asked);
      return orders.find(({ id }) => id === "own-order")?.utility;
    };
    expect(ranked?.size).toBe(60);
    expect(await utilities()).toEqual(ranked?.utilities);
    await launch(lead.context, campaignId);
    expect(await utilities()).toEqual(ranked?.utilities);
  });

  it("forgets what was combined before once the order is a single metric", async () => {
    const { campaignId, lead } = await createTestCampaign(test, { rows: judgedPairs(60), until: "imported" });
    const members = ["chrf", "bleu"].map((metric) => ({ metric, weight: 1 }));
    await updateCampaign(lead.context, { campaignId, settings: { metric: "mean-of-ranks", members } });
    const rows = async () => {
      await compare(lead.context, campaignId, "recorded");
      const { table } = await getOrderWorth(lead.context, { campaignId });
      return table?.rows.map(({ id }) => id);
    };
    expect(await rows()).toContain("own-order");
    // One that the data cannot give a score for.
    await updateCampaign(lead.context, { campaignId, settings: { metric: "kl-top-k" } });
    expect(await rows()).not.toContain("own-order");
  });

  it("is not stale by judgments that wait for their draw", async () => {
    const { campaignId, lead } = await createTestCampaign(test, {
      rows: judgedPairs(100).toReversed(),
      outcomes: "three",
      adoptImported: true,
      judgmentsPerComparison: 3,
    });
    const metrics = await listMetrics(test.database, campaignId);
    const all = metrics.filter(({ available }) => available).map(({ id }) => id);
    await score(lead.context, campaignId, all);
    await compare(lead.context, campaignId, "control");
    const { table, staleReason } = await getOrderWorth(lead.context, { campaignId, evidence: "control" });
    expect(table?.evidence).toBe("control");
    expect(staleReason).toBeNull();
  });

  it("is measured by the control sample once launched, controls scored even where nobody asked", async () => {
    const { campaignId, lead } = await launchedCampaign(test, {
      prompts: somePrompts(40, ["a", "b"]),
      controlShare: 0.4,
      budget: 30,
    });
    const annotator = await addAnnotator(lead, campaignId);
    await judge(annotator, (task) => (task.left === task.right ? "both_good" : "left"), 21);
    const basis = await campaignBasis(test.database, await getCampaignRow(test.database, campaignId));
    const { input, lastJudgmentId } = await loadWorthInput(test.database, campaignId, "control", basis);
    const { draw, judgment } = test.database.tables;
    const draws = (await test.database.orm.select().from(draw)).filter(({ number }) => number <= 21);
    const coins = draws.filter(({ controlCoin }) => controlCoin).length;
    const sample = draws.filter(({ controlPlace }) => controlPlace <= coins);
    expect(sample.length).toBe(coins);
    const table = computeWorth(input);
    expect(table).toMatchObject({
      evidence: "control",
      comparisons: coins,
      judgments: coins,
      unjudgeable: 0,
    });
    expect(table.missing).toBeGreaterThan(0);
    expect(table.sentences).toEqual([
      `Not measured yet: ${coins} comparisons of the control sample are judged so far, about ${table.missing} more are needed.`,
    ]);
    // Only the campaign's own metric has been scored on the pool; the controls are there all the same.
    expect(table.rows.map(({ id }) => id)).toEqual(["chrf", "mean-length", "random"]);
    const random = await score(lead, campaignId, ["random", "mean-length"]);
    const scored = await loadWorthInput(test.database, campaignId, "control", random);
    expect(scored.input.orders.map(({ utility }) => utility)).toEqual(
      input.orders.map(({ utility }) => utility),
    );

    const rows = await test.database.orm.select().from(judgment);
    expect(lastJudgmentId).toBe(Math.max(...rows.map(({ id }) => id)));
    await compare(lead, campaignId, "control");
    await judge(annotator, () => "left", 1);
    const view = await getOrderWorth(lead, { campaignId });
    expect(view).toMatchObject({
      evidence: "control",
      available: ["control"],
      staleReason: "1 judgment since.",
    });
  });

  it("runs as a job that goes on where it was, and is refused without anything to measure by", async () => {
    const empty = await createTestCampaign(test, { prompts: 2, until: "imported" });
    const refusal = {
      code: "wrong_state",
      message: expect.stringMatching(/^Not measured yet: import judgments/),
    };
    await expect(startComparing(empty.lead.context, { campaignId: empty.campaignId })).rejects.toMatchObject(
      refusal,
    );

    const { campaignId, lead } = await createTestCampaign(test, { rows: judgedPairs(12), until: "imported" });
    await expect(startComparing(lead.context, { campaignId, evidence: "control" })).rejects.toMatchObject({
      code: "wrong_state",
    });
    const metrics = await listMetrics(test.database, campaignId);
    const available = metrics.filter((metric) => metric.available).map(({ id }) => id);
    await score(lead.context, campaignId, available);
    const { jobId } = await startComparing(lead.context, { campaignId });
    expect(await startComparing(lead.context, { campaignId })).toEqual({ jobId });
    await runJob(lead.context, jobId);
    expect(await findNewestJob(test.database, campaignId, "compare-metrics")).toMatchObject({
      state: "done",
      error: null,
    });
    const view = await getOrderWorth(lead.context, { campaignId });
    expect(view.table?.rows.filter(({ kind }) => kind !== "combination").map(({ id }) => id)).toEqual(
      available,
    );
    expect(view.table?.missing).toBeGreaterThan(0);
    expect(view.staleReason).toBeNull();
    expect(view.job?.resultId).toMatch(/^wrt_/);
  });

  it("leaves out a metric that cannot take the data, and says why", async () => {
    const rows = judgedPairs(12);
    const { campaignId, lead } = await createTestCampaign(test, { rows, until: "imported" });
    const { orm, tables } = test.database;
    const completions = await orm.select().from(tables.completion);
    // Two scorers that cut the same texts into one token and into two.
    const inOne = { tokens: ["ab"], logprobs: [-1], top: [[["ab", -1]]] as [string, number][][] };
    const inTwo = {
      tokens: ["a", "b"],
      logprobs: [-1, -1],
      top: [[["a", -1]], [["b", -1]]] as [string, number][][],
    };
    await test.database.transaction(async (tx) => {
      for (const { id: completionId, importId } of completions)
        await tx.orm
          .insert(tx.tables.tokenScores)
          .values({ completionId, importId, scorers: { one: inOne, two: inTwo } });
    });
    const metrics = await listMetrics(test.database, campaignId);
    const others = metrics.filter(({ id, available }) => available && id !== "kl-top-k").map(({ id }) => id);
    await score(lead.context, campaignId, others);
    const { jobId } = await startComparing(lead.context, { campaignId });
    await runJob(lead.context, jobId);
    const { table } = await getOrderWorth(lead.context, { campaignId });
    expect(table?.leftOut).toContainEqual({
      metric: "kl-top-k",
      title: "Token KL (top-k)",
      reason: expect.stringMatching(/^Token KL \(top-k\) cannot score this data\. .*position/),
    });
    expect(table?.rows.map(({ id }) => id)).toEqual(expect.arrayContaining(others));
  });
});
