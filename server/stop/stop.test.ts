import { and, asc, eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changeCampaignState } from "../campaign/change-state";
import { createCampaign } from "../campaign/create-campaign";
import { extendCampaign } from "../campaign/extend-campaign";
import { getCampaign } from "../campaign/get-campaign";
import { getProgress } from "../campaign/get-progress";
import { listCampaigns } from "../campaign/list-campaigns";
import { updateCampaign } from "../campaign/update-campaign";
import { computeReport } from "../report/compute-report";
import { type ExportedRows, exportDraws, exportJudgments } from "../report/export-rows";
import { inputFromJson, inputToJson } from "../report/input-json";
import { loadReportInput } from "../report/load-report-input";
import { recomputeFromExports } from "../report/recompute";
import { deskOf, reasonOf } from "../testing/annotator-desk";
import { refusal } from "../testing/refusal";
import { type CampaignOptions, createTestCampaign, type TestPerson } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { extendSequences } from "./extend-sequences";
import { goOnJudging } from "./go-on-judging";
import { createWatcher } from "./watch-campaigns";

const fail = (_: string, error: unknown) => {
  throw error;
};
const winner = { winner: true, equivalence: null, width: null };
const uniform = { preset: "uniform", controlShare: 0, promptOncePerAnnotator: false } as const;

/** Judges up to so many; the model that is named first of those in `order` wins. */
async function judge(person: TestPerson, count: number, order: readonly string[]): Promise<number> {
  const desk = deskOf(person);
  for (let judged = 0; judged < count; judged++) {
    const next = await desk.next();
    if (next.kind !== "task") return judged;
    const { taskId, left, right } = next.tasks[0]!;
    const place = (text: string) => order.findIndex((model) => text.startsWith(model));
    const isTie = place(left) === place(right);
    await desk.submit(taskId, isTie ? "both_good" : place(left) < place(right) ? "left" : "right");
  }
  return count;
}

async function rowsOf<Row>({ chunks }: ExportedRows): Promise<Row[]> {
  let text = "";
  for await (const chunk of chunks) text += chunk;
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Row);
}

describe.each(dialects)("a pair that stops by itself on %s", { timeout: 30_000 }, (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  async function launched(options: CampaignOptions) {
    const { campaignId, lead, annotators } = await createTestCampaign(test, {
      prompts: 80,
      annotators: 2,
      ...uniform,
      ...options,
    });
    const extend = (all = false) => extendSequences(lead.context, campaignId, { all });
    const stop = async () => (await getProgress(lead.context, campaignId)).stop;
    const report = async () => computeReport(await loadReportInput(test.database, campaignId));
    return { campaignId, context: lead.context, annotators, extend, stop, report };
  }

  async function listAudit(campaignId: string, action: string) {
    const { orm, tables } = test.database;
    const { audit } = tables;
    return orm
      .select()
      .from(audit)
      .where(and(eq(audit.campaignId, campaignId), eq(audit.action, action)));
  }

  async function sequences(campaignId: string) {
    const { orm, tables } = test.database;
    const { drawSequence } = tables;
    return orm
      .select()
      .from(drawSequence)
      .where(eq(drawSequence.campaignId, campaignId))
      .orderBy(asc(drawSequence.stratumId));
  }

  it("opens no more once it is clear who is ahead, exactly once whoever looks, and drains what is open", async () => {
    const { campaignId, context, annotators, extend, stop, report } = await launched({ stopRule: winner });
    const looks = Array.from({ length: 3 }, () => createWatcher(test.as("operator"), fail));
    const people = annotators.map(async (person) => {
      for (let round = 0; round < 5; round++) {
        await judge(person, 4, ["red", "green"]);
        await Promise.all([extend(), ...looks.map(({ look }) => look())]);
      }
    });
    await Promise.all(people);
    const [sequence] = await sequences(campaignId);
    expect(sequence).toMatchObject({ stopped: true });
    expect(sequence!.opened).toBeLessThan(60);
    expect(await listAudit(campaignId, "campaign.stop-pair")).toHaveLength(1);

    for (const person of annotators) await judge(person, 100, ["red", "green"]);
    await extend();
    expect((await sequences(campaignId))[0]!.opened).toBe(sequence!.opened);
    expect(reasonOf(await deskOf(annotators[0]!).next())).toBe("stopped");
    expect(await listAudit(campaignId, "campaign.stop-pair")).toHaveLength(1);
    expect(await getCampaign(context, campaignId)).toMatchObject({ state: "live", isStopped: true });
    expect(await listCampaigns(context)).toMatchObject([{ id: campaignId, isStopped: true }]);

    const { pairs, isMet } = await stop();
    const [pair] = pairs;
    expect(isMet).toBe(true);
    expect(pair).toMatchObject({ step: sequence!.opened, stillNeeded: null, stopped: { reason: "winner" } });
    expect(pair!.stopped!.step).toBeLessThan(pair!.step);
    const ahead = { red: "model_a", green: "model_b" }[pair!.modelA === "red" ? "red" : "green"] as
      | "model_a"
      | "model_b";
    expect(pair!.stopped!.conclusion).toBe(ahead);

    const content = await report();
    const reported = content.pairs[0]!;
    expect(reported.stop!.fired).toEqual({ ...pair!.stopped });
    expect(reported.verdict).toMatchObject({ kind: "ahead", leader: "red" });
    expect(reported.verdict.sentence).toMatch(
      new RegExp(
        `^Decided: red is ahead.*stopped by itself after ${pair!.stopped!.step} closed comparisons\\.$`,
      ),
    );
    expect(reported.winRate.interval?.kind).toBe("confidence-sequence");
    expect(reported.winRate.intervalNote).toContain("stop rule could have ended");
    expect(content.methods).toContain(
      `red after ${pair!.stopped!.step}`.replace("red", `${pair!.modelA} against ${pair!.modelB}`),
    );
    const file = { campaignId, format: "jsonl" } as const;
    const again = recomputeFromExports(
      await rowsOf(await exportDraws(context, file)),
      await rowsOf(await exportJudgments(context, file)),
      content.configuration,
    );
    expect(again.pairs).toEqual(content.pairs);
    // The first step at which it holds, whatever the pieces in which it was looked at.
    const { path } = reported.stop!;
    const first = path.find(({ lower, upper }) => lower > 0.5 || upper < 0.5);
    expect(first!.step).toBe(pair!.stopped!.step);
  });

  it.each([
    ["an even order", { ...uniform }, "betting"],
    ["a ranked order", { preset: "balanced", controlShare: 0.15, promptOncePerAnnotator: false }, "weighted"],
    ["languages", { ...uniform, routing: "language", languages: ["en", "de"] }, "betting"],
  ] as const)(
    "is watched as the report reads it, to the bit, over undone judgments: %s",
    async (_, options, kind) => {
      const { campaignId, annotators, extend, stop, report } = await launched({ prompts: 60, ...options });
      const [ana, ben] = annotators as [TestPerson, TestPerson];
      for (const count of [1, 7, 3]) {
        await judge(ana, count, ["red", "green"]);
        await judge(ben, 2, ["green", "red"]);
        await extend();
      }
      await deskOf(ana).undo();
      await judge(ana, 1, ["green", "red"]);
      await judge(ben, 6, ["red", "green"]);
      await extend(true);

      const input = await loadReportInput(test.database, campaignId);
      expect(input.sequences).toHaveLength(input.strata.length);
      expect(input.sequences!.every((sequence) => sequence !== null)).toBe(true);
      const file = inputFromJson(JSON.parse(inputToJson(input)));
      expect(file.sequences).toBeUndefined();
      const content = computeReport(file);
      // From the stored sequences and from the first draw on: the same.
      expect(await report()).toEqual(content);
      const { orm, tables } = test.database;
      const rows = await orm.select().from(tables.sequenceState).orderBy(asc(tables.sequenceState.stratumId));
      expect(rows.map(({ step }) => step).reduce((sum, step) => sum + step, 0)).toBeGreaterThan(10);
      const [pair] = (await stop()).pairs;
      const { stop: reported, winRate } = content.pairs[0]!;
      expect(reported!.sequence).toBe(kind);
      expect({ lower: pair!.lower, upper: pair!.upper, step: pair!.step }).toEqual({
        lower: reported!.lower,
        upper: reported!.upper,
        step: reported!.step,
      });
      expect(pair!.winRate).toBe(winRate.value);
      expect(pair!.stillNeeded).toEqual(reported!.stillNeeded);
      expect(reported!.path.at(-1)).toEqual({ step: pair!.step, lower: pair!.lower, upper: pair!.upper });
    },
  );

  it("keeps its conclusion when a judgment is undone after it", async () => {
    const { campaignId, annotators, extend, stop, report } = await launched({ stopRule: winner });
    const [ana] = annotators as [TestPerson];
    let judged = 0;
    while (!(await stop()).isMet) {
      judged += await judge(ana, 1, ["red", "green"]);
      await extend();
    }
    const before = (await stop()).pairs[0]!.stopped;
    expect(before!.step).toBe(judged);
    for (let undone = 0; undone < judged - 2; undone++) await deskOf(ana).undo();
    await extend(true);
    const { pairs, isMet } = await stop();
    expect(isMet).toBe(true);
    expect(pairs[0]!.stopped).toEqual(before);
    expect(pairs[0]!.conclusion).toBe("undecided");
    expect((await sequences(campaignId))[0]!.stopped).toBe(true);
    const { verdict, stop: reported } = (await report()).pairs[0]!;
    expect(verdict).toMatchObject({ kind: "ahead", leader: "red" });
    expect(reported!.sentences.join(" ")).toContain("undecided");
  });

  it("goes on when a lead says so: the rule is off, and the report says what was concluded then", async () => {
    const { campaignId, context, annotators, extend, stop, report } = await launched({ stopRule: winner });
    const [ana] = annotators as [TestPerson];
    expect(await refusal(goOnJudging(context, campaignId))).toBe("wrong_state");
    await judge(ana, 15, ["red", "green"]);
    await extend();
    await judge(ana, 100, ["red", "green"]);
    expect((await stop()).isMet).toBe(true);
    expect(await refusal(extendCampaign(context, { campaignId, budget: null }))).toBe("wrong_state");

    await goOnJudging(context, campaignId);
    expect(await stop()).toMatchObject({ isMet: false, hasGoneOn: true });
    expect(await listAudit(campaignId, "campaign.go-on")).toHaveLength(1);
    expect(await judge(ana, 10, ["green", "red"])).toBe(10);
    await extend(true);
    expect(await listAudit(campaignId, "campaign.stop-pair")).toHaveLength(1);
    const content = await report();
    expect(content.notes.join(" ")).toContain("Judging went on after the stop rule");
    expect(content.methods).toContain("the rule being off");
    const { sentences, fired } = content.pairs[0]!.stop!;
    expect(fired).not.toBeNull();
    expect(sentences.join(" ")).toMatch(/Concluded then: red is ahead of green\. A lead let judging go on/);
  });

  it("stops alone: the other pairs are judged on", async () => {
    const { campaignId, annotators, extend, stop } = await launched({
      stopRule: winner,
      prompts: 60,
      models: ["red", "green", "rest"],
    });
    const [ana] = annotators as [TestPerson];
    // Green and rest are always tied.
    const desk = deskOf(ana);
    for (let judged = 0; judged < 60; judged++) {
      const { taskId, left, right } = await desk.take();
      const wins = [left, right].map((text) => text.startsWith("red"));
      await desk.submit(taskId, wins[0] ? "left" : wins[1] ? "right" : "both_bad");
      if (judged % 10 === 9) await extend();
    }
    const { pairs, isMet } = await stop();
    expect(isMet).toBe(false);
    const tied = pairs.find(({ modelA, modelB }) => modelA !== "red" && modelB !== "red")!;
    expect(tied).toMatchObject({ stopped: null, conclusion: "undecided" });
    expect(pairs.filter(({ stopped }) => stopped).length).toBe(2);
    const opened = async () => (await sequences(campaignId)).map((sequence) => sequence.opened);
    const before = await opened();
    await judge(ana, 40, ["red"]);
    const after = await opened();
    expect(after.filter((n, h) => n > before[h]!)).toHaveLength(1);
  });

  it("is brought up to date by a process that has just begun, and once more after the campaign was closed", async () => {
    const { campaignId, context, annotators, stop } = await launched({});
    const [ana] = annotators as [TestPerson];
    await judge(ana, 5, ["red", "green"]);
    const { look } = createWatcher(test.as("operator"), fail);
    await look();
    expect((await stop()).pairs[0]!.step).toBe(5);
    await judge(ana, 2, ["red", "green"]);
    await changeCampaignState(context, { campaignId, state: "closed" });
    await look();
    expect((await stop()).pairs[0]!.step).toBe(7);
    // Closed and read: it is not looked at any more.
    await test.database.transaction(async ({ orm, tables }) => {
      await orm.delete(tables.sequenceState);
    });
    await look();
    expect((await stop()).pairs[0]!.step).toBe(0);
  });

  it("is brought up to date by a judgment that was undone and given anew between two looks", async () => {
    const { annotators, stop, report } = await launched({});
    const [ana] = annotators as [TestPerson];
    const { look } = createWatcher(test.as("operator"), fail);
    await judge(ana, 5, ["red", "green"]);
    await look();
    const before = (await stop()).pairs[0]!;
    await deskOf(ana).undo();
    await judge(ana, 1, ["green", "red"]);
    await look();
    const after = (await stop()).pairs[0]!;
    expect(after.step).toBe(before.step);
    expect(after.winRate).not.toBe(before.winRate);
    expect(after.winRate).toBe((await report()).pairs[0]!.winRate.value);
  });

  it("is watched though another campaign's draws cannot be read, which is told", async () => {
    const campaigns = [await launched({}), await launched({}), await launched({})] as const;
    for (const { annotators } of campaigns) await judge(annotators[0]!, 3, ["red", "green"]);
    const [first, sound, last] = campaigns;
    /** Times so much are the probabilities of a campaign's draws. */
    const spoil = async (campaignId: string, times: number) => {
      const { stratumId } = (await sequences(campaignId))[0]!;
      await test.database.transaction(async ({ orm, tables: { draw } }) => {
        await orm
          .update(draw)
          .set({ q: sql`${draw.q} * ${times}` })
          .where(eq(draw.stratumId, stratumId));
      });
    };
    await spoil(first.campaignId, 1024);
    await spoil(last.campaignId, 1024);
    const told: string[] = [];
    const { look } = createWatcher(test.as("operator"), (campaignId, error) => {
      expect(String(error)).toContain("probability");
      told.push(campaignId);
    });
    await look();
    expect((await sound.stop()).pairs[0]!.step).toBe(3);
    expect(told.sort()).toEqual([first.campaignId, last.campaignId].sort());
    // As long as it stays as it is nothing is told again, also when more was judged.
    await judge(first.annotators[0]!, 1, ["red", "green"]);
    await look();
    expect(told).toHaveLength(2);
    await spoil(first.campaignId, 1 / 1024);
    await look();
    expect((await first.stop()).pairs[0]!.step).toBe(4);
    expect(told).toHaveLength(2);
    await spoil(first.campaignId, 1024);
    await judge(first.annotators[0]!, 1, ["red", "green"]);
    await look();
    expect(told).toEqual([...told.slice(0, 2), first.campaignId]);
  });

  it("is set before launch, in measure mode alone", async () => {
    const lead = test.as("operator");
    expect(await refusal(createCampaign(lead, { name: "x", mode: "explore", stopRule: winner }))).toBe(
      "invalid_input",
    );
    await expect(createCampaign(lead, { name: "x", stopRule: { ...winner, winner: false } })).rejects.toThrow(
      "Choose when judging stops",
    );
    const { campaignId } = await createCampaign(lead, { name: "x", stopRule: winner });
    await updateCampaign(lead, { campaignId, settings: { mode: "explore" } });
    expect((await getCampaign(lead, campaignId)).settings).toMatchObject({ mode: "explore", stopRule: null });
    expect(await refusal(updateCampaign(lead, { campaignId, settings: { stopRule: winner } }))).toBe(
      "invalid_input",
    );
    const live = await launched({ prompts: 6, stopRule: winner });
    const change = updateCampaign(live.context, {
      campaignId: live.campaignId,
      settings: { stopRule: null },
    });
    expect(await refusal(change)).toBe("wrong_state");
    expect((await getCampaign(live.context, live.campaignId)).ruleWords).toEqual([
      "when it is clear which model is ahead",
    ]);
  });
});
