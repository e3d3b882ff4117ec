import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { updateCampaign } from "../campaign/update-campaign";
import { second } from "../clock";
import { deskOf, reasonOf, taskOf, tasksOf } from "../testing/annotator-desk";
import { comparisonOf, findContradictions, readLedger, statusOf } from "../testing/ledger";
import { refusal } from "../testing/refusal";
import { type CampaignOptions, createTestCampaign, type TestCampaign } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { nextTask } from "./next-task";
import { openSetSize } from "./open-draws";

describe.each(dialects)("what a page holds ahead on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  const create = (options: CampaignOptions = {}) =>
    createTestCampaign(test, { prompts: 8, annotators: 2, prefetch: 3, leaseSeconds: 60, ...options });
  const ledgerOf = ({ campaignId }: TestCampaign) => readLedger(test.database, campaignId);
  const desksOf = (campaign: TestCampaign) => campaign.annotators.map(deskOf);
  const idsOf = (tasks: { taskId: string }[]) => tasks.map(({ taskId }) => taskId);
  const expectSound = async (campaign: TestCampaign, judgmentsPerComparison = 1) =>
    expect(
      findContradictions(await ledgerOf(campaign), { judgmentsPerComparison, promptOncePerAnnotator: true }),
    ).toEqual([]);

  it("is the next few in the order of opening, the same when asked again", async () => {
    const campaign = await create();
    const [ana] = desksOf(campaign);
    const held = await ana!.takeAhead();
    const ledger = await ledgerOf(campaign);
    expect(held.map(({ taskId }) => statusOf(ledger, taskId).openingNumber)).toEqual([1, 2, 3]);
    test.advance(second);
    expect(idsOf(await ana!.takeAhead())).toEqual(idsOf(held));
  });

  it("goes on with what was second, and is filled up behind", async () => {
    const campaign = await create();
    const [ana] = desksOf(campaign);
    const before = await ana!.takeAhead();
    const after = tasksOf(await ana!.submit(before[0]!.taskId));
    expect(idsOf(after).slice(0, 2)).toEqual(idsOf(before).slice(1));
    expect(statusOf(await ledgerOf(campaign), after[2]!.taskId).openingNumber).toBe(4);
    const skipped = tasksOf(await ana!.skip(after[0]!.taskId));
    expect(idsOf(skipped)[0]).toBe(after[1]!.taskId);
    expect(skipped).toHaveLength(3);
  });

  it("may be decided in any order", async () => {
    const campaign = await create();
    const [ana] = desksOf(campaign);
    const held = await ana!.takeAhead();
    const after = tasksOf(await ana!.submit(held[1]!.taskId));
    expect(idsOf(after).slice(0, 2)).toEqual([held[0]!.taskId, held[2]!.taskId]);
  });

  it("is sent once: a page names what it has", async () => {
    const campaign = await create();
    const [ana] = desksOf(campaign);
    const held = idsOf(await ana!.takeAhead());
    const { context, member } = campaign.annotators[0]!;
    const again = await nextTask(context, await member(), { held: held.slice(0, 2) });
    expect(again).toMatchObject({ order: held, tasks: [{ taskId: held[2] }] });
  });

  it("is nobody else's", async () => {
    const campaign = await create();
    const [ana, ben] = desksOf(campaign);
    const [mine, theirs] = [await ana!.takeAhead(), await ben!.takeAhead()];
    const ledger = await ledgerOf(campaign);
    const comparisons = [...mine, ...theirs].map(({ taskId }) => comparisonOf(ledger, taskId));
    expect(new Set(comparisons).size).toBe(6);
  });

  it("is of different prompts, where a prompt is met once", async () => {
    const campaign = await create({ prompts: 4, models: ["red", "green", "blue"], prefetch: 6 });
    const [ana] = desksOf(campaign);
    const prompts = (await ana!.takeAhead()).map(({ prompt }) => prompt);
    expect(prompts).toHaveLength(4);
    expect(new Set(prompts).size).toBe(4);
  });

  it("holds one comparison in as many hands as it wants judgments, and never more", async () => {
    const campaign = await create({ prompts: 6, judgmentsPerComparison: 2, annotators: 5, prefetch: 2 });
    await Promise.all(desksOf(campaign).map((desk) => desk.takeAhead()));
    const { tasks } = await ledgerOf(campaign);
    const hands = new Map<number | null, number>();
    for (const { comparisonId } of tasks) hands.set(comparisonId, (hands.get(comparisonId) ?? 0) + 1);
    expect([...hands.values()].sort((one, other) => one - other)).toEqual([1, 1, 2, 2, 2, 2]);
  });

  describe("keeps nobody else idle:", () => {
    it("who has nothing is given what another holds ahead, the furthest first, and never what they have in sight", async () => {
      const campaign = await create({ prompts: 3, annotators: 4 });
      const [ana, ben, eva, kim] = desksOf(campaign);
      const held = await ana!.takeAhead();
      expect(idsOf(held)).toHaveLength(3);
      const his = await ben!.takeAhead();
      expect(his.map(({ prompt }) => prompt)).toEqual([held[2]!.prompt]);
      expect((await eva!.take()).prompt).toBe(held[1]!.prompt);
      expect(reasonOf(await kim!.next())).toBe("others_must_finish");
      expect(idsOf(await ana!.takeAhead())).toEqual([held[0]!.taskId]);
      expect((await ana!.heartbeat(held[0]!.taskId)).lost).toEqual([]);
      expect(await refusal(ana!.heartbeat(held[2]!.taskId))).toBe("lease_lost");
      for (const [desk, id] of [
        [ana, held[0]!.taskId],
        [ben, his[0]!.taskId],
      ] as const)
        await desk!.submit(id);
      expect(await refusal(ana!.submit(held[1]!.taskId))).toBe("lease_lost");
      await expectSound(campaign);
    });

    it("also with the next they have nothing in sight of", async () => {
      const campaign = await create({ prompts: 2 });
      const [ana, ben] = desksOf(campaign);
      await ana!.takeAhead();
      const { taskId } = await ben!.take();
      // Ana's only one is in sight now, as is Ben's.
      expect(reasonOf(await deskOf(await campaign.invite()).next())).toBe("others_must_finish");
      await ben!.submit(taskId);
      await ana!.judge();
      expect(reasonOf(await ana!.next())).toBe("all_done");
    });

    it("also of extra judgments", async () => {
      const campaign = await create({
        prompts: 2,
        annotators: 4,
        judgmentsPerComparison: 2,
        extraUpTo: 3,
        prefetch: 1,
      });
      const [ana, ben] = desksOf(campaign);
      for (let i = 0; i < 2; i++)
        for (const [desk, model] of [
          [ana, "red"],
          [ben, "green"],
        ] as const) {
          const task = await desk!.take();
          await desk!.submit(task.taskId, task.left.startsWith(model) ? "left" : "right");
        }
      const { campaignId, lead } = campaign;
      await updateCampaign(lead.context, { campaignId, settings: { prefetch: 2 } });
      const [, , eva, kim] = desksOf(campaign);
      const held = await eva!.takeAhead();
      expect(held).toHaveLength(2);
      expect((await kim!.take()).prompt).toBe(held[1]!.prompt);
    });
  });

  describe("leases", () => {
    it("of several are renewed at once, and it is told which are lost", async () => {
      const campaign = await create({ prompts: 3 });
      const [ana, ben] = desksOf(campaign);
      const held = idsOf(await ana!.takeAhead());
      await ben!.take();
      test.advance(50 * second);
      const leaseExpiresAt = campaign.lead.context.clock() + 60 * second;
      expect(await ana!.heartbeat(...held)).toEqual({ leaseExpiresAt, lost: [held[2]] });
      test.advance(50 * second);
      expect(idsOf(await ana!.takeAhead()).slice(0, 2)).toEqual(held.slice(0, 2));
    });

    it("run out together, and go to others", async () => {
      const campaign = await create({ prompts: 3 });
      const [ana, ben] = desksOf(campaign);
      const held = await ana!.takeAhead();
      test.advance(61 * second);
      expect((await ben!.takeAhead()).map(({ prompt }) => prompt)).toEqual(held.map(({ prompt }) => prompt));
    });

    it("are given back together", async () => {
      const campaign = await create({ prompts: 3 });
      const [ana, ben] = desksOf(campaign);
      const held = await ana!.takeAhead();
      await ben!.release(idsOf(held));
      expect(idsOf(await ana!.takeAhead())).toEqual(idsOf(held));
      await ana!.release(idsOf(held));
      expect(await ben!.takeAhead()).toHaveLength(3);
    });
  });

  describe("a late judgment", () => {
    it("comes before what another holds only ahead, and not before what they have in sight", async () => {
      const campaign = await create({ prompts: 5 });
      const [ana, ben] = desksOf(campaign);
      const held = idsOf(await ana!.takeAhead());
      test.advance(61 * second);
      const his = idsOf(await ben!.takeAhead());
      expect(await refusal(ana!.submit(held[0]!))).toBe("lease_lost");
      await ana!.submit(held[1]!);
      expect(idsOf(await ben!.takeAhead())).toEqual([his[0], his[2]]);
      expect(await refusal(ben!.submit(his[1]!))).toBe("lease_lost");
      await expectSound(campaign);
    });

    it("gives back what is in hand of the same prompt", async () => {
      const campaign = await create({ prompts: 1, models: ["red", "green", "blue"], prefetch: 1 });
      const [ana, ben] = desksOf(campaign);
      const first = await ana!.take();
      await ana!.release([first.taskId]);
      const his = await ben!.take();
      const other = await ana!.take();
      expect(other.taskId).not.toBe(first.taskId);
      await ben!.release([his.taskId]);
      await ana!.submit(first.taskId);
      expect(await refusal(ana!.submit(other.taskId))).toBe("lease_lost");
      await expectSound(campaign);
    });
  });

  describe("undo", () => {
    it("puts what is undone first and loses none of the rest", async () => {
      const campaign = await create();
      const [ana] = desksOf(campaign);
      const first = await ana!.judge();
      const held = idsOf(await ana!.takeAhead());
      test.advance(second);
      expect(idsOf(tasksOf(await ana!.undo()))).toEqual([first.taskId, ...held]);
      expect(idsOf(tasksOf(await ana!.submit(first.taskId, "right", "once-more")))).toEqual(held);
      await expectSound(campaign);
    });

    it("of one after the other goes back step by step", async () => {
      const campaign = await create();
      const [ana] = desksOf(campaign);
      const judged: string[] = [];
      for (let i = 0; i < 3; i++) judged.push((await ana!.judge()).taskId);
      const undone: string[] = [];
      for (let i = 0; i < 3; i++) undone.push(taskOf(await ana!.undo()).taskId);
      expect(undone).toEqual(judged.reverse());
    });

    it("of a task that is named takes back once, however often it is asked", async () => {
      const campaign = await create();
      const [ana] = desksOf(campaign);
      const [first, second_] = [await ana!.judge(), await ana!.judge()];
      expect(await refusal(ana!.undo(first.taskId))).toBe("conflict");
      for (let i = 0; i < 2; i++) expect(taskOf(await ana!.undo(second_.taskId)).taskId).toBe(second_.taskId);
      expect((await ledgerOf(campaign)).standing).toHaveLength(1);
    });
  });

  it("tells of a flag once, although it was sent again", async () => {
    const campaign = await create({ prompts: 1 });
    const [ana, ben] = desksOf(campaign);
    const { taskId } = await ana!.take();
    test.advance(61 * second);
    await ben!.judge();
    for (let i = 0; i < 2; i++) await ana!.flag(taskId);
    expect((await ledgerOf(campaign)).flags).toHaveLength(1);
  });

  it("leaves one more open for everybody than pages hold", async () => {
    const campaign = await create({ prompts: 90, annotators: 8, prefetch: 5 });
    const desks = desksOf(campaign);
    for (const desk of desks) expect(await desk.takeAhead()).toHaveLength(5);
    await desks[0]!.judge();
    const { statuses } = await ledgerOf(campaign);
    expect(statuses.filter(({ state }) => state === "open")).toHaveLength(48);
  });
});

describe("openSetSize", () => {
  it.each([
    [0, 3, 1, 20],
    [4, 3, 1, 20],
    [12, 1, 1, 24],
    [12, 3, 1, 48],
    [12, 3, 3, 24],
    [12, 50, 5, 132],
    [1, 50, 5, 51],
  ])("of %i annotators with %i held and %i judgments is %i", (annotators, prefetch, judgments, size) => {
    expect(openSetSize(annotators, { prefetch, judgmentsPerComparison: judgments })).toBe(size);
  });
});
