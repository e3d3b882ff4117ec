import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { markUnjudgeable } from "../flag/resolve-flag";
import { computeReport } from "../report/compute-report";
import { loadReportInput } from "../report/load-report-input";
import { deskOf, reasonOf } from "../testing/annotator-desk";
import { refusal } from "../testing/refusal";
import {
  createTestCampaign,
  finishJob,
  importRows,
  launch,
  makeRows,
  rank,
  type TestCampaign,
} from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { acceptExclusion } from "./accept-exclusion";
import { getNoise } from "./get-noise";
import { listExamples } from "./list-examples";
import { countExcluded, listExcluded } from "./list-excluded";
import { startInspection } from "./start-inspection";
import { withdrawExclusion } from "./withdraw-exclusion";

/** Ten prompts of three models; red's p1 and p2 are empty, green's p2 and p3 refuse, p9 repeats p8. */
const text = (i: number) => `A long enough prompt about the number ${i} in words, and nothing else at all`;
const rows = makeRows({
  prompts: 10,
  models: ["red", "green", "blue"],
  completion: (prompt, model) => {
    if (model === "red" && (prompt === 1 || prompt === 2)) return " \n";
    if (model === "green" && (prompt === 2 || prompt === 3)) return "I'm sorry, but I can't help with that.";
    return `${model} says ${prompt} of it in its own words.`;
  },
}).map((row) => {
  const i = Number((row as { prompt_id: string }).prompt_id.slice(1));
  return { ...row, prompt: text(Math.min(i, 8)), language: i % 2 === 0 ? "en" : "de" };
});

describe.each(dialects)("noise on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  const create = (options: Parameters<typeof createTestCampaign>[1] = {}) =>
    createTestCampaign(test, { rows, promptOncePerAnnotator: false, ...options });
  const rule = (campaign: TestCampaign, detector: string) =>
    [campaign.lead.context, { campaignId: campaign.campaignId, detector }] as const;

  async function inspect({ lead, campaignId }: TestCampaign): Promise<string> {
    const { jobId } = await startInspection(lead.context, campaignId);
    return finishJob(lead.context, campaignId, jobId);
  }

  async function detectorOf({ lead, campaignId }: TestCampaign, id: string) {
    const { detectors } = await getNoise(lead.context, campaignId);
    return detectors.find((detector) => detector.id === id)!;
  }

  async function statesOf({ campaignId }: TestCampaign) {
    const { comparisonStatus: status } = test.database.tables;
    const found = await test.database.orm.select().from(status).where(eq(status.campaignId, campaignId));
    return new Map(found.map(({ comparisonId, state }) => [comparisonId, state]));
  }

  it("looks at every text of the pool before anything is ranked, and counts by model and language", async () => {
    const campaign = await create({ until: "imported" });
    expect(await getNoise(campaign.lead.context, campaign.campaignId)).toMatchObject({
      inspectedAt: null,
      isStale: false,
      poolSize: 0,
    });
    await inspect(campaign);
    const noise = await getNoise(campaign.lead.context, campaign.campaignId);
    expect(noise).toMatchObject({ isStale: false, isLaunched: false, poolSize: 30, excluded: 0 });
    expect(await detectorOf(campaign, "empty")).toMatchObject({
      findings: 2,
      comparisons: 4,
      alone: 4,
      isExcluded: false,
      models: [{ model: "red", findings: 2, of: 10 }],
      languages: [
        { language: "de", findings: 1, of: 15 },
        { language: "en", findings: 1, of: 15 },
      ],
    });
    // p2 has both: red against green is touched once.
    expect(await detectorOf(campaign, "refusal")).toMatchObject({ findings: 2, comparisons: 4, alone: 4 });
    expect(await detectorOf(campaign, "near-duplicate-prompt")).toMatchObject({
      findings: 1,
      comparisons: 3,
    });
    expect(await detectorOf(campaign, "identical")).toMatchObject({ findings: 0, comparisons: 0 });
  });

  it("shows what was found, page by page, with the texts", async () => {
    const campaign = await create({ until: "ranked" });
    const { campaignId, lead } = campaign;
    const page = (detector: string, after = 0) => listExamples(lead.context, { campaignId, detector, after });
    const detail = expect.stringMatching(/^Begins with “I'm sorry/);
    const texts = [{ title: "green", text: "I'm sorry, but I can't help with that." }];
    expect(await page("refusal")).toMatchObject({
      examples: [
        { promptExternalId: "p2", language: "en", detail, texts },
        { promptExternalId: "p3", language: "de", detail, texts },
      ],
      next: null,
    });
    expect((await page("near-duplicate-prompt")).examples).toMatchObject([
      { promptExternalId: "p9", prompt: text(8), texts: [{ title: "p8, which stays", text: text(8) }] },
    ]);
    const [first, second] = (await page("empty")).examples;
    expect((await page("empty", first?.subjectId)).examples).toEqual([second]);
    expect(await page("identical")).toEqual({ examples: [], next: null });
  });

  it("does not look again at what it knows, and knows when data has changed", async () => {
    const campaign = await create({ until: "imported" });
    const first = await inspect(campaign);
    expect(await inspect(campaign)).toBe(first);
    await rank(campaign.lead.context, campaign.campaignId);
    expect(await inspect(campaign)).toBe(first);
    await importRows(campaign.lead.context, campaign.campaignId, [
      { prompt_id: "p11", prompt: "New", model: "red", completion: "…" },
      { prompt_id: "p11", prompt: "New", model: "blue", completion: "Yes." },
    ]);
    expect((await getNoise(campaign.lead.context, campaign.campaignId)).isStale).toBe(true);
    expect(await inspect(campaign)).not.toBe(first);
    expect(await detectorOf(campaign, "empty")).toMatchObject({ findings: 3, comparisons: 5 });
    const { finding } = test.database.tables;
    const kept = await test.database.orm.select({ id: finding.inspectionId }).from(finding);
    expect(new Set(kept.map(({ id }) => id)).size).toBe(1);
  });

  it("leaves nothing out before a lead says so, then what rules touch, each comparison once", async () => {
    const campaign = await create({ until: "ranked" });
    const { campaignId, lead } = campaign;
    expect(await listExcluded(lead.context.database, campaignId)).toEqual({
      excluded: new Set(),
      counts: [],
    });
    await acceptExclusion(...rule(campaign, "empty"));
    await acceptExclusion(...rule(campaign, "refusal"));
    await acceptExclusion(...rule(campaign, "refusal"));
    const { excluded, counts } = await listExcluded(lead.context.database, campaignId);
    expect(excluded.size).toBe(7);
    expect(counts).toEqual([
      { detector: "empty", comparisons: 4 },
      { detector: "refusal", comparisons: 4 },
    ]);
    expect(await countExcluded(lead.context.database, campaignId)).toEqual(counts);
    expect(await getNoise(lead.context, campaignId)).toMatchObject({ excluded: 7, poolSize: 30 });
    expect(await detectorOf(campaign, "empty")).toMatchObject({ isExcluded: true, alone: 3 });
    await rank(lead.context, campaignId);
    const { ranking } = test.database.tables;
    const rankings = await test.database.orm.select().from(ranking);
    expect(new Set(rankings.map(({ poolSize }) => poolSize))).toEqual(new Set([23, 30]));

    await withdrawExclusion(...rule(campaign, "refusal"));
    expect((await listExcluded(lead.context.database, campaignId)).excluded.size).toBe(4);
    await acceptExclusion(...rule(campaign, "refusal"));
    const { audit, exclusion } = test.database.tables;
    const trail = await test.database.orm.select().from(audit).where(eq(audit.campaignId, campaignId));
    const ours = trail.filter(({ action }) => action.startsWith("exclusion."));
    expect(ours.map(({ action, subject }) => `${action} ${subject}`)).toEqual([
      "exclusion.accept empty",
      "exclusion.accept refusal",
      "exclusion.withdraw refusal",
      "exclusion.accept refusal",
    ]);
    expect(ours.every(({ actor }) => actor === lead.userId)).toBe(true);
    expect(await test.database.orm.select().from(exclusion)).toHaveLength(3);
  });

  it("keeps the rules that defined the pool at launch", async () => {
    const campaign = await create({ until: "ranked" });
    const { campaignId, lead } = campaign;
    await acceptExclusion(...rule(campaign, "empty"));
    test.advance(1);
    await rank(lead.context, campaignId);
    await launch(lead.context, campaignId);
    expect(await detectorOf(campaign, "empty")).toMatchObject({ isExcluded: true, isFixed: true });
    expect(await refusal(withdrawExclusion(...rule(campaign, "empty")))).toBe("wrong_state");
  });

  it("after launch closes what a rule touches whatever was judged, drawn or not, and gives it back", async () => {
    const campaign = await create({ annotators: 1, judgmentsPerComparison: 1 });
    const { campaignId } = campaign;
    const desk = deskOf(campaign.annotators[0]!);
    const { task } = test.database.tables;
    for (let i = 0; i < 12; i++) await desk.judge();
    const held = await desk.take();
    const before = await statesOf(campaign);
    await acceptExclusion(...rule(campaign, "empty"));
    await acceptExclusion(...rule(campaign, "refusal"));
    const { excluded } = await listExcluded(test.database, campaignId);
    for (const [id, state] of await statesOf(campaign))
      expect(state).toBe(excluded.has(id) ? "unjudgeable" : (before.get(id) ?? "open"));
    const leased = await test.database.orm.select().from(task).where(eq(task.state, "leased"));
    expect(leased.filter(({ comparisonId }) => excluded.has(comparisonId!))).toEqual([]);
    const wasTaken = leased.every(({ id }) => id !== held.taskId);
    if (wasTaken) expect(await refusal(desk.submit(held.taskId))).toBe("lease_lost");

    // All that are left are judged; those that a rule touches are never offered.
    const seen: string[] = [];
    for (let next = await desk.next(); next.kind === "task"; next = await desk.submit(next.tasks[0]!.taskId))
      seen.push(next.tasks[0]!.taskId);
    expect(reasonOf(await desk.next())).toBe("all_done");
    const states = await statesOf(campaign);
    expect(states.size).toBe(30);
    const closed = [...states].filter(([, state]) => state === "unjudgeable");
    expect(new Set(closed.map(([id]) => id))).toEqual(excluded);

    await withdrawExclusion(...rule(campaign, "refusal"));
    const stillOut = (await listExcluded(test.database, campaignId)).excluded;
    const { judgment } = test.database.tables;
    const judged = new Set((await test.database.orm.select().from(judgment)).map((row) => row.comparisonId));
    for (const [id, state] of await statesOf(campaign))
      expect(state).toBe(stillOut.has(id) ? "unjudgeable" : judged.has(id) ? "closed" : "open");
    await withdrawExclusion(...rule(campaign, "empty"));
    for (const [id, state] of await statesOf(campaign))
      expect(state).toBe(judged.has(id) ? "closed" : "open");
    while ((await desk.next()).kind === "task") await desk.judge();
    expect(new Set((await statesOf(campaign)).values())).toEqual(new Set(["closed"]));
  });

  it("names the rules and what they touch in the report", async () => {
    const campaign = await create({ until: "ranked", annotators: 1 });
    const { campaignId, lead } = campaign;
    await acceptExclusion(...rule(campaign, "empty"));
    test.advance(1);
    await rank(lead.context, campaignId);
    await launch(lead.context, campaignId);
    await acceptExclusion(...rule(campaign, "refusal"));
    const desk = deskOf(campaign.annotators[0]!);
    while ((await desk.next()).kind === "task") await desk.judge();
    const { configuration, counts, methods, notes } = computeReport(
      await loadReportInput(test.database, campaignId),
    );
    // One of the four that refusals touch left the pool with an empty completion.
    expect(await detectorOf(campaign, "refusal")).toMatchObject({ comparisons: 4, inPool: 3, alone: 3 });
    expect(configuration.exclusions).toEqual([
      { detector: "empty", when: "before-launch", comparisons: 4 },
      { detector: "refusal", when: "after-launch", comparisons: 3 },
    ]);
    expect(counts).toMatchObject({ comparisons: 26, drawn: 26, closed: 23, unjudgeable: 3 });
    expect(methods).toContain("left out of the set before launch: empty (4); one may");
    expect(methods).toContain("whatever was judged on it: refusal (3)");
    expect(notes.some((note) => note.includes("drawn or not: refusal (3)"))).toBe(true);
    expect(notes.some((note) => note.includes("3 of 26 drawn comparisons (11.5"))).toBe(true);
  });

  it("gives back no comparison that a lead or skips gave up", async () => {
    const campaign = await create({ annotators: 3 });
    const { campaignId, lead } = campaign;
    await acceptExclusion(...rule(campaign, "empty"));
    await withdrawExclusion(...rule(campaign, "empty"));
    const touched = [...(await statesOf(campaign)).keys()];
    const [ruled] = touched as [number];
    await markUnjudgeable(lead.context, { campaignId, comparisonId: ruled });
    const skipped = await skipThrice(campaign);
    const before = await statesOf(campaign);
    for (const detector of ["empty", "refusal", "near-duplicate-prompt"])
      await acceptExclusion(...rule(campaign, detector));
    await excludeAll(campaign, touched);
    for (const detector of ["empty", "refusal", "near-duplicate-prompt"])
      await withdrawExclusion(...rule(campaign, detector));
    const after = await statesOf(campaign);
    expect([after.get(ruled), after.get(skipped)]).toEqual(["unjudgeable", "unjudgeable"]);
    for (const [id, state] of before) expect(after.get(id)).toBe(state);
  });

  /** Every drawn comparison becomes one that the rule in force since last excludes. */
  async function excludeAll({ campaignId }: TestCampaign, ids: number[]): Promise<void> {
    await test.database.transaction(
      async ({ orm, tables: { exclusion, excludedComparison, comparisonStatus } }) => {
        const rules = await orm.select().from(exclusion).where(eq(exclusion.detector, "refusal"));
        const exclusionId = rules[0]!.id;
        for (const comparisonId of ids) {
          await orm
            .insert(excludedComparison)
            .values({ comparisonId, exclusionId, campaignId })
            .onConflictDoNothing();
          await orm
            .update(comparisonStatus)
            .set({ state: "unjudgeable", settledAt: 1 })
            .where(eq(comparisonStatus.comparisonId, comparisonId));
        }
      },
    );
  }

  /** The comparison that three people passed on. */
  async function skipThrice({ annotators }: TestCampaign): Promise<number> {
    const { task } = test.database.tables;
    let comparisonId = 0;
    for (const annotator of annotators) {
      const desk = deskOf(annotator);
      const { taskId } = await desk.take();
      const found = await test.database.orm.select().from(task).where(eq(task.id, taskId));
      comparisonId = found[0]!.comparisonId!;
      await desk.skip(taskId);
    }
    return comparisonId;
  }

  it("does not take back a skip of a comparison that was excluded since", async () => {
    const campaign = await create({ annotators: 1 });
    const desk = deskOf(campaign.annotators[0]!);
    const { taskId } = await desk.take();
    await desk.skip(taskId);
    const { task } = test.database.tables;
    const [own] = await test.database.orm.select().from(task).where(eq(task.id, taskId));
    await acceptExclusion(...rule(campaign, "refusal"));
    await excludeAll(campaign, [own!.comparisonId!]);
    expect(await refusal(desk.undo())).toBe("conflict");
  });

  it("asks for a look at the texts before a rule after launch, when the newest is of something else", async () => {
    const campaign = await create();
    const { inspection } = test.database.tables;
    await test.database.transaction(async ({ orm }) => {
      await orm.update(inspection).set({ basis: "other" });
    });
    expect(await refusal(acceptExclusion(...rule(campaign, "empty")))).toBe("wrong_state");
    await inspect(campaign);
    await acceptExclusion(...rule(campaign, "empty"));
    expect(await detectorOf(campaign, "empty")).toMatchObject({ isExcluded: true, isFixed: false });
  });

  it("has nothing to look at in a campaign without data", async () => {
    const campaign = await create({ until: "created" });
    expect(await refusal(startInspection(campaign.lead.context, campaign.campaignId))).toBe("wrong_state");
  });
});
