import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Transaction } from "@/db/client";
import { updateCampaign } from "../campaign/update-campaign";
import { addGold, addGoldFromComparison } from "../gold/add-gold";
import { listGold } from "../gold/list-gold";
import { retireGold } from "../gold/retire-gold";
import type { GoldTexts } from "../gold/schemas";
import { reviseJudgment } from "../judgment/revise-judgment";
import type { Decision } from "../judgment/schemas";
import { submitJudgment } from "../judgment/submit-judgment";
import { undoLast } from "../judgment/undo-last";
import { letGoOn } from "../member/let-go-on";
import { removeMember } from "../member/remove-member";
import { deskOf, reasonOf, taskOf } from "../testing/annotator-desk";
import { findContradictions, readLedger } from "../testing/ledger";
import { refusal } from "../testing/refusal";
import { createTestCampaign, makeRows, type TestCampaign } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { claimCheck } from "./claim-check";
import { nextTask } from "./next-task";
import { getQueueCampaign } from "./queue-campaign";
import { flagTask, skipTask } from "./skip-task";

type Texts = Partial<GoldTexts>;

describe.each(dialects)("gold, practice and repeats on %s", (dialect) => {
  let test: TestDatabase;
  let campaign: TestCampaign;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  const start = async (options: Parameters<typeof createTestCampaign>[1] = {}) => {
    campaign = await createTestCampaign(test, { prompts: 40, annotators: 1, prefetch: 1, ...options });
    return { desk: deskOf(campaign.annotators[0]!), campaignId: campaign.campaignId };
  };
  const known = (i: number, more: Texts = {}) =>
    addGold(campaign.lead.context, {
      campaignId: campaign.campaignId,
      prompt: `Known ${i}`,
      completionA: `right of ${i}`,
      completionB: `wrong of ${i}`,
      accepted: ["model_a"],
      ...more,
    });
  const ledger = () => readLedger(test.database, campaign.campaignId);
  const rules = { judgmentsPerComparison: 1, promptOncePerAnnotator: true };
  /** Right of what is known, left of everything else. */
  const rightly = ({ left, right }: { left: string; right: string }): Decision =>
    right.startsWith("right of") ? "right" : left.startsWith("right of") ? "left" : "left";
  const wrongly = (task: { left: string; right: string }): Decision =>
    rightly(task) === "left" ? "right" : "left";

  async function judgeMany(desk: ReturnType<typeof deskOf>, n: number, decide = rightly) {
    for (let i = 0; i < n; i++) {
      const task = await desk.take();
      await desk.submit(task.taskId, decide(task));
    }
  }

  it("mixes gold in at its share, each once per person, and counts it where the person sees it alone", async () => {
    const { desk } = await start({ goldShare: 0.5 });
    for (let i = 0; i < 4; i++) await known(i);
    await judgeMany(desk, 40);
    const { judgments, members, statuses } = await ledger();
    const gold = judgments.filter(({ purpose }) => purpose === "gold");
    expect(gold).toHaveLength(4);
    expect(new Set(gold.map(({ goldId }) => goldId)).size).toBe(4);
    expect(gold.every(({ comparisonId }) => comparisonId === null)).toBe(true);
    // Both sides were used, so what is right was told by the texts and not by a side.
    expect(gold.every(({ outcome }) => outcome === "model_a")).toBe(true);
    const person = members.find(({ role }) => role === "annotator");
    expect(person).toMatchObject({ judgmentCount: 36, checkCount: 4 });
    expect((await desk.next()).mine.judgments).toBe(40);
    expect(statuses.reduce((sum, { judgmentCount }) => sum + judgmentCount, 0)).toBe(36);
    expect(findContradictions(await ledger(), rules)).toEqual([]);
    const { gold: list, people } = await listGold(campaign.lead.context, campaign.campaignId);
    expect(list.map(({ answers, right }) => [answers, right])).toEqual([1, 1, 1, 1].map(() => [1, 1]));
    expect(people[0]).toMatchObject({ gold: { answers: 4, right: 4 }, fallsShort: false });
  });

  it("asks the same again when asked again, and gives a lost one back first", async () => {
    const { desk } = await start({ goldShare: 0.5, leaseSeconds: 60, prompts: 60 });
    for (let i = 0; i < 60; i++) await known(i);
    let seen = 0;
    for (let i = 0; i < 60; i++) {
      const task = await desk.take();
      expect((await desk.take()).taskId).toBe(task.taskId);
      if (task.prompt.startsWith("Known")) {
        seen++;
        test.advance(61_000);
        expect((await desk.take()).taskId).toBe(task.taskId);
      }
      await desk.submit(task.taskId, rightly(task));
    }
    expect(seen).toBeGreaterThan(9);
    expect(seen).toBeLessThan(51);
  });

  it("gives what was given back again in the order that it had", async () => {
    const { desk } = await start({ goldShare: 0.5, prefetch: 4, prompts: 60 });
    for (let i = 0; i < 60; i++) await known(i);
    const kinds = new Set<string>();
    for (let i = 0; i < 30; i++) {
      const held = await desk.takeAhead();
      const order = held.map(({ taskId }) => taskId);
      await desk.release(order);
      test.advance(1_000);
      expect((await desk.takeAhead()).map(({ taskId }) => taskId)).toEqual(order);
      kinds.add(held.map(({ prompt }) => (prompt.startsWith("Known") ? "g" : "m")).join(""));
      await desk.submit(order[0]!, rightly(held[0]!));
    }
    expect([...kinds].some((kind) => /mg+m/.test(kind))).toBe(true);
  });

  it("gives no gold that was retired, or is in a language that the person does not read", async () => {
    const languages = ["de", "en"];
    await start({ goldShare: 0.5, routing: "language", languages, prompts: 80 });
    const person = await campaign.invite({ languages: ["de"] });
    const { goldId } = await known(0, { language: "de" });
    await retireGold(campaign.lead.context, { campaignId: campaign.campaignId, goldId });
    await known(1, { language: "en" });
    await known(2, { language: "de" });
    const desk = deskOf(person);
    await judgeMany(desk, 40);
    const met = (await ledger()).tasks.map(({ goldId: id }) => id).filter((id) => id !== null);
    expect(new Set(met.map((id) => (id as number) - goldId))).toEqual(new Set([2]));
  });

  it("gives gold that names no language to those who are given comparisons that name none", async () => {
    const rows = makeRows({ prompts: 80, languages: ["de", ""] });
    await start({ goldShare: 0.5, routing: "language", rows });
    await known(0);
    const metBy = async (language: string) => {
      const person = await campaign.invite({ languages: [language] });
      await judgeMany(deskOf(person), 30);
      const { tasks } = await ledger();
      return tasks.filter(({ memberId, goldId }) => memberId === person.memberId && goldId !== null).length;
    };
    expect(await metBy("de")).toBe(0);
    expect(await metBy("und")).toBe(1);
  });

  it("takes gold back like any other decision, skips it and flags it", async () => {
    const { desk } = await start({ goldShare: 0.5 });
    for (let i = 0; i < 30; i++) await known(i);
    const takeKnown = async () => {
      for (;;) {
        const task = await desk.take();
        if (task.prompt.startsWith("Known")) return task;
        await desk.submit(task.taskId);
      }
    };
    const task = await takeKnown();
    const before = (await desk.next()).mine.judgments;
    expect((await desk.submit(task.taskId, "left")).mine.judgments).toBe(before + 1);
    const undone = await desk.undo();
    expect(undone.mine.judgments).toBe(before);
    expect(taskOf(undone)).toMatchObject({ taskId: task.taskId, left: task.left });
    test.advance(1_000);
    await desk.skip(task.taskId);
    expect(taskOf(await desk.undo()).taskId).toBe(task.taskId);
    await desk.flag(task.taskId);
    const { flags, skips } = await ledger();
    expect(flags[0]).toMatchObject({ comparisonId: null, state: "raised" });
    expect(flags[0]?.goldId).toEqual(expect.any(Number));
    expect(skips.map(({ purpose }) => purpose)).toEqual(["gold", "gold"]);
    const { gold } = await listGold(campaign.lead.context, campaign.campaignId);
    expect(gold.find(({ id }) => id === flags[0]?.goldId)).toMatchObject({
      answers: 0,
      skips: 1,
      flags: [{ reason: "other", note: "odd" }],
    });
    await expect(desk.heartbeat((await desk.take()).taskId)).resolves.toBeDefined();
    expect(findContradictions(await ledger(), rules)).toEqual([]);
  });

  it("stops who falls short of the rule, keeps what they judged, and lets them go on when a lead says so", async () => {
    const { desk, campaignId } = await start({
      goldShare: 0.5,
      goldRule: { after: 3, accuracy: 0.6, action: "stop" },
      prefetch: 3,
    });
    // One of the queue at least, however chance deals.
    await desk.judge();
    for (let i = 0; i < 30; i++) await known(i);
    let answered = 0;
    let next = await desk.next();
    while (next.kind === "task") {
      const task = taskOf(next);
      next = await desk.submit(task.taskId, wrongly(task));
      expect(++answered).toBeLessThan(30);
    }
    expect(reasonOf(next)).toBe("stopped_by_check");
    expect(next.canUndo).toBe(false);
    expect(await refusal(desk.undo())).toBe("wrong_state");
    // What the page kept and sends later is refused, with a membership that was read before the stop, too.
    const { context, member } = campaign.annotators[0]!;
    const before = { ...(await member()), stoppedAt: null };
    const { tasks, standing } = await ledger();
    const late = { campaignId, decision: "left", durationMs: 5, clientKey: "late" } as const;
    const given = tasks.find(({ state }) => state === "released")!.id;
    expect(await refusal(submitJudgment(context, before, { ...late, taskId: given }))).toBe("wrong_state");
    expect(await refusal(skipTask(context, before, { campaignId, taskId: given }))).toBe("wrong_state");
    const flag = { campaignId, taskId: given, reason: "other" } as const;
    expect(await refusal(flagTask(context, before, flag))).toBe("wrong_state");
    expect(await refusal(undoLast(context, before))).toBe("wrong_state");
    expect(reasonOf(await nextTask(context, before))).toBe("stopped_by_check");
    expect(await ledger()).toMatchObject({ skips: [], flags: [], standing });
    const judged = standing.find(({ purpose }) => purpose === "main")!.taskId!;
    expect(await refusal(reviseJudgment(context, before, { ...late, taskId: judged }))).toBe("wrong_state");
    expect(standing.filter(({ purpose }) => purpose === "gold")).toHaveLength(3);
    expect(tasks.filter(({ state }) => state === "leased")).toEqual([]);
    const { memberId } = campaign.annotators[0]!;
    const { lead } = campaign;
    expect((await listGold(lead.context, campaignId)).people[0]).toMatchObject({ fallsShort: true });
    test.advance(1_000);
    await letGoOn(lead.context, { campaignId, memberId });
    expect((await listGold(lead.context, campaignId)).people[0]).toMatchObject({
      fallsShort: false,
      stoppedAt: null,
      gold: { answers: 3, right: 0 },
    });
    test.advance(1_000);
    // Counted from there on: two wrong ones are not three.
    next = await desk.next();
    const goldNow = async () => (await ledger()).standing.filter(({ purpose }) => purpose === "gold").length;
    while ((await goldNow()) < 5) {
      const task = taskOf(next);
      next = await desk.submit(task.taskId, wrongly(task));
    }
    expect(next.kind).toBe("task");
    while (next.kind === "task") {
      const task = taskOf(next);
      next = await desk.submit(task.taskId, wrongly(task));
    }
    expect(reasonOf(next)).toBe("stopped_by_check");
    const { audit } = test.database.tables;
    const noted = await test.database.orm
      .select()
      .from(audit)
      .where(and(eq(audit.campaignId, campaignId), eq(audit.action, "member.stopped-by-gold")));
    expect(noted).toHaveLength(2);
  });

  it("only notes who falls short where the rule says so", async () => {
    const { desk, campaignId } = await start({
      goldShare: 0.5,
      goldRule: { after: 2, accuracy: 1, action: "note" },
    });
    const { context } = campaign.lead;
    await updateCampaign(context, { campaignId, settings: { goldShare: 0.5, goldFeedback: "silent" } });
    const change = updateCampaign(context, { campaignId, settings: { goldFeedback: "loud" } });
    expect(await refusal(change)).toBe("wrong_state");
    for (let i = 0; i < 5; i++) await known(i);
    await judgeMany(desk, 35, wrongly);
    expect((await desk.next()).kind).toBe("task");
    expect((await listGold(campaign.lead.context, campaignId)).people[0]).toMatchObject({
      fallsShort: true,
      stoppedAt: null,
    });
  });

  it("tells of loud gold after the answer, once more when the answer is sent again, and keeps it", async () => {
    const { desk } = await start({ goldShare: 0.5, goldFeedback: "loud" });
    await known(0, { explanation: "Because." });
    let told = 0;
    for (let i = 0; i < 35; i++) {
      const next = await desk.next();
      expect(next.feedback).toBeNull();
      const task = taskOf(next);
      const decision = wrongly(task);
      const after = await desk.submit(task.taskId, decision, `key-of-${i}`);
      if (!task.prompt.startsWith("Known")) {
        expect(after.feedback).toBeNull();
        continue;
      }
      told++;
      const accepted = [decision === "left" ? "right" : "left"];
      const feedback = {
        taskId: task.taskId,
        isPractice: false,
        wasRight: false,
        accepted,
        explanation: "Because.",
      };
      expect(after).toMatchObject({ feedback, canUndo: false });
      expect((await desk.submit(task.taskId, decision, `key-of-${i}`)).feedback).toEqual(feedback);
      expect(await refusal(desk.undo())).toBe("conflict");
    }
    expect(told).toBe(1);
  });

  describe("practice", () => {
    it("comes first and in its order, with feedback, and is no judgment that counts", async () => {
      const { desk } = await start({ annotators: 1, goldShare: 0.5, prefetch: 3 });
      await known(1, { use: "practice", explanation: "One." });
      await known(2, { use: "practice", accepted: ["both_good"] });
      const first = await desk.next();
      expect(first).toMatchObject({
        kind: "task",
        canUndo: false,
        practice: { done: 0, of: 2, needed: null, round: 1 },
      });
      // Nothing is given ahead of the answer.
      expect(first.kind === "task" && first.order).toHaveLength(1);
      expect(taskOf(first).prompt).toBe("Known 1");
      const second = await desk.submit(taskOf(first).taskId, rightly(taskOf(first)));
      expect(second).toMatchObject({
        feedback: { wasRight: true, explanation: "One." },
        practice: { done: 1, of: 2 },
        canUndo: false,
        mine: { judgments: 0 },
      });
      expect(await refusal(desk.undo())).toBe("not_found");
      const third = await desk.submit(taskOf(second).taskId, "both_bad");
      expect(third).toMatchObject({ feedback: { wasRight: false, accepted: ["both_good"] }, practice: null });
      expect(taskOf(third).prompt).toMatch(/^Prompt/);
      const { members, standing } = await ledger();
      expect(members.find(({ role }) => role === "annotator")).toMatchObject({
        judgmentCount: 0,
        checkCount: 0,
        practicedAt: expect.any(Number),
      });
      expect(standing.map(({ purpose }) => purpose)).toEqual(["practice", "practice"]);
    });

    it("starts over until enough is right", async () => {
      const { desk } = await start({ practicePass: 2 });
      await known(1, { use: "practice" });
      await known(2, { use: "practice" });
      await judgeMany(desk, 1, wrongly);
      await judgeMany(desk, 1, rightly);
      expect(await desk.next()).toMatchObject({ practice: { done: 0, of: 2, needed: 2, round: 2 } });
      const task = await desk.take();
      await desk.skip(task.taskId);
      await judgeMany(desk, 1, rightly);
      expect(await desk.next()).toMatchObject({ practice: { round: 3 } });
      await judgeMany(desk, 2, rightly);
      expect(await desk.next()).toMatchObject({ practice: null });
      const { people } = await listGold(campaign.lead.context, campaign.campaignId);
      expect(people[0]?.practice).toMatchObject({ answers: 5, right: 4, practicedAt: expect.any(Number) });
    });

    it("is not asked of those who have begun, nor where there is none", async () => {
      const { desk } = await start();
      await judgeMany(desk, 1);
      await known(1, { use: "practice" });
      expect(await desk.next()).toMatchObject({ practice: null });
      const late = deskOf(await campaign.invite());
      expect(await late.next()).toMatchObject({ practice: { done: 0, of: 1 } });
    });
  });

  describe("repeats", () => {
    it("show one's own earlier comparisons with sides swapped, far enough apart and once each", async () => {
      const { desk } = await start({ repeatShare: 0.5, prompts: 60 });
      const shown = new Map<string, { at: number; left: string }[]>();
      for (let i = 0; i < 70; i++) {
        const task = await desk.take();
        shown.set(task.prompt, [...(shown.get(task.prompt) ?? []), { at: i, left: task.left }]);
        await desk.submit(task.taskId, "left");
      }
      const twice = [...shown.values()].filter((times) => times.length > 1);
      expect(twice.length).toBeGreaterThan(8);
      for (const times of twice) {
        expect(times).toHaveLength(2);
        expect(times[1]!.left).not.toBe(times[0]!.left);
      }
      const { judgments, members, statuses } = await ledger();
      const mains = judgments.filter(({ purpose }) => purpose === "main");
      for (const repeat of judgments.filter(({ purpose }) => purpose === "repeat")) {
        const first = mains.find(({ id }) => id === repeat.repeatOf)!;
        expect(repeat.comparisonId).toBe(first.comparisonId);
        // Left both times is the other model the second time.
        expect(repeat.outcome).not.toBe(first.outcome);
        const between = mains.filter(({ id }) => id > first.id && id < repeat.id).length;
        expect(between).toBeGreaterThanOrEqual(mains.length < 60 ? 20 : 5);
      }
      expect(members.find(({ role }) => role === "annotator")).toMatchObject({
        judgmentCount: mains.length,
        checkCount: twice.length,
      });
      expect(statuses.every(({ judgmentCount }) => judgmentCount <= 1)).toBe(true);
      expect(findContradictions(await ledger(), rules)).toEqual([]);
    });

    it("are of a comparison once, also of one that was judged anew since", async () => {
      const { desk } = await start({ repeatShare: 0.5, prompts: 12 });
      const { context, member } = campaign.annotators[0]!;
      const met = new Map<string, number>();
      for (let next = await desk.next(); next.kind === "task"; ) {
        const task = taskOf(next);
        met.set(task.prompt, (met.get(task.prompt) ?? 0) + 1);
        next = await desk.submit(task.taskId, "left");
        const first = (await ledger()).tasks.find(({ purpose }) => purpose === "repeat");
        if (!first) continue;
        const { tasks } = await ledger();
        const original = tasks.find(({ comparisonId }) => comparisonId === first.shownComparisonId)!;
        const key = `revised-${met.size}-${tasks.length}`;
        await reviseJudgment(context, await member(), {
          campaignId: campaign.campaignId,
          taskId: original.id,
          decision: "right",
          durationMs: 1_000,
          clientKey: key,
        });
      }
      expect(Math.max(...met.values())).toBe(2);
    });

    it("come sooner when the queue has ended, and end too", async () => {
      const { desk } = await start({ repeatShare: 0.25, prompts: 12 });
      let given = 0;
      for (let next = await desk.next(); next.kind === "task"; given++) {
        next = await desk.submit(taskOf(next).taskId, "left");
      }
      expect(given).toBe(15);
      expect(reasonOf(await desk.next())).toBe("all_done");
    });
  });

  it("shows a lead the desk in preview, takes nothing from anyone and counts to nothing", async () => {
    const { desk, campaignId } = await start({ prompts: 3, goldShare: 0.5 });
    await known(1, { use: "practice", explanation: "So." });
    const { lead } = campaign;
    const preview = deskOf({
      ...campaign.annotators[0]!,
      context: lead.context,
      member: async () => {
        const { requireMember } = await import("../member/require-member");
        return requireMember(lead.context, { campaignId, role: "lead" });
      },
    });
    const first = await preview.next();
    expect(taskOf(first).prompt).toBe("Known 1");
    const after = await preview.submit(taskOf(first).taskId, rightly(taskOf(first)));
    expect(after.feedback).toMatchObject({ wasRight: true, explanation: "So." });
    const task = taskOf(after);
    expect(task.prompt).toMatch(/^Prompt/);
    await preview.submit(task.taskId, "left");
    expect(taskOf(await preview.undo()).taskId).toBe(task.taskId);
    await preview.flag(task.taskId);
    await preview.judge();
    await preview.judge();
    expect(reasonOf(await preview.next())).toBe("nothing_to_preview");
    const { judgments, members, statuses, flags, tasks } = await ledger();
    expect(new Set(judgments.map(({ purpose }) => purpose))).toEqual(new Set(["preview"]));
    expect(members.every(({ judgmentCount, checkCount }) => judgmentCount + checkCount === 0)).toBe(true);
    expect(flags).toEqual([]);
    expect(statuses.every(({ state, skipCount }) => state === "open" && skipCount === 0)).toBe(true);
    expect(tasks.every(({ comparisonId }) => comparisonId === null)).toBe(true);
    expect((await listGold(lead.context, campaignId)).gold[0]?.answers).toBe(0);
    expect((await desk.next()).practice).toMatchObject({ done: 0 });
    await judgeMany(desk, 4);
    expect(findContradictions(await ledger(), rules)).toEqual([]);
  });

  it("copies a comparison of the pool, and forgets the checks of those who are removed with theirs", async () => {
    const { desk, campaignId } = await start({ goldShare: 0.5 });
    const { statuses } = await ledger();
    const { comparisonId } = statuses.at(-1)!;
    await addGoldFromComparison(campaign.lead.context, {
      campaignId,
      comparisonId,
      accepted: ["model_b", "tie"],
    });
    const { gold } = await listGold(campaign.lead.context, campaignId);
    expect(gold[0]).toMatchObject({ accepted: ["model_b", "tie"], prompt: expect.stringMatching(/^Prompt/) });
    await judgeMany(desk, 10);
    const { memberId } = campaign.annotators[0]!;
    await removeMember(campaign.lead.context, { campaignId, memberId, withdrawJudgments: true });
    const { members } = await ledger();
    expect(members.find(({ id }) => id === memberId)).toMatchObject({ judgmentCount: 0, checkCount: 0 });
  });

  it("costs a claim nothing where there are no checks", async () => {
    await start();
    const member = await campaign.annotators[0]!.member();
    const untouchable = new Proxy({} as Transaction, {
      get: (_, name) => {
        throw new Error(`asked the database for ${String(name)}`);
      },
    });
    const queue = await getQueueCampaign(test.database, campaign.campaignId);
    const practised = { ...member, practicedAt: 1 };
    expect(await claimCheck(untouchable, queue, practised, 1)).toBeUndefined();
    const withGold = { ...queue, goldShare: 0.1 };
    await expect(claimCheck(untouchable, withGold, practised, 1)).rejects.toThrow("asked the database");
  });

  it("records which guidelines a judgment was made under", async () => {
    const { desk, campaignId } = await start({ guidelines: "Be kind." });
    await judgeMany(desk, 1);
    await updateCampaign(campaign.lead.context, { campaignId, settings: { guidelines: "Be very kind." } });
    expect((await desk.next()).guidelinesVersion).toBe(2);
    await judgeMany(desk, 1);
    expect((await ledger()).judgments.map(({ guidelinesVersion }) => guidelinesVersion)).toEqual([1, 2]);
  });
});
