import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changeCampaignState } from "../campaign/change-state";
import { second } from "../clock";
import { markUnjudgeable, resolveFlag } from "../flag/resolve-flag";
import { deskOf, reasonOf, taskOf } from "../testing/annotator-desk";
import { comparisonOf, findContradictions, readLedger, statusOf } from "../testing/ledger";
import { refusal } from "../testing/refusal";
import { type CampaignOptions, createTestCampaign, type TestCampaign } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";

describe.each(dialects)("undo on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  const create = (options: CampaignOptions) => createTestCampaign(test, options);
  const ledgerOf = ({ campaignId }: TestCampaign) => readLedger(test.database, campaignId);
  const desksOf = (campaign: TestCampaign) => campaign.annotators.map(deskOf);
  const expectSound = async (campaign: TestCampaign, judgmentsPerComparison = 1) => {
    const rules = { judgmentsPerComparison, promptOncePerAnnotator: true };
    expect(findContradictions(await ledgerOf(campaign), rules)).toEqual([]);
  };

  it("withdraws the judgment, keeps its row, and leases the comparison to the same person with its sides", async () => {
    const campaign = await create({ annotators: 2 });
    const [ana, ben] = desksOf(campaign);
    const task = await ana!.judge();
    test.advance(second);
    const undone = await ana!.undo();
    expect(taskOf(undone)).toEqual({ ...task, leaseExpiresAt: task.leaseExpiresAt + second });
    expect(undone.mine).toEqual({ judgments: 0 });
    const ledger = await ledgerOf(campaign);
    expect(ledger.judgments).toHaveLength(1);
    expect(ledger.standing).toEqual([]);
    expect(statusOf(ledger, task.taskId)).toMatchObject({ state: "open", judgmentCount: 0, settledAt: null });
    expect((await ben!.take()).prompt).not.toBe(task.prompt);
    await ana!.submit(task.taskId, "right", "another-key");
    expect((await ledgerOf(campaign)).standing).toHaveLength(1);
    await expectSound(campaign);
  });

  it("goes back one decision at a time, to the first", async () => {
    const campaign = await create({ annotators: 1 });
    const [ana] = desksOf(campaign);
    const tasks: string[] = [];
    for (const how of ["judge", "skip", "flag", "judge"] as const) {
      test.advance(second);
      const { taskId } = await ana!.take();
      await (how === "judge" ? ana!.submit(taskId) : ana![how](taskId));
      tasks.push(taskId);
    }
    for (const taskId of tasks.toReversed()) {
      test.advance(second);
      expect(taskOf(await ana!.undo()).taskId).toBe(taskId);
    }
    expect(await refusal(ana!.undo())).toBe("not_found");
    expect((await ana!.next()).canUndo).toBe(false);
    const ledger = await ledgerOf(campaign);
    expect(ledger.statuses.every(({ state }) => state === "open")).toBe(true);
    expect(ledger.flags.map(({ state }) => state)).toEqual(["withdrawn"]);
    await expectSound(campaign);
  });

  it("gives back what was in hand", async () => {
    const campaign = await create({ prompts: 2, annotators: 2 });
    const [ana, ben] = desksOf(campaign);
    const first = await ana!.judge();
    const held = await ana!.take();
    test.advance(second);
    expect(taskOf(await ana!.undo()).taskId).toBe(first.taskId);
    expect((await ben!.take()).prompt).toBe(held.prompt);
  });

  it("reopens a comparison that only its skip had made unjudgeable", async () => {
    const campaign = await create({ prompts: 1, annotators: 3 });
    const desks = desksOf(campaign);
    for (const desk of desks) await desk.skip((await desk.take()).taskId);
    expect((await ledgerOf(campaign)).statuses[0]).toMatchObject({ state: "unjudgeable", skipCount: 3 });
    await desks[0]!.undo();
    expect((await ledgerOf(campaign)).statuses[0]).toMatchObject({
      state: "open",
      skipCount: 2,
      settledAt: null,
    });
    await desks[0]!.judge();
    expect((await ledgerOf(campaign)).statuses[0]).toMatchObject({ state: "closed" });
    await expectSound(campaign);
  });

  describe("does not overrule a lead", () => {
    it("who gave up the skipped comparison", async () => {
      const campaign = await create({ prompts: 2, annotators: 1 });
      const { campaignId, lead } = campaign;
      const [ana] = desksOf(campaign);
      const { taskId } = await ana!.take();
      await ana!.skip(taskId);
      const comparisonId = comparisonOf(await ledgerOf(campaign), taskId);
      await markUnjudgeable(lead.context, { campaignId, comparisonId });
      expect(await refusal(ana!.undo())).toBe("conflict");
      expect(statusOf(await ledgerOf(campaign), taskId).state).toBe("unjudgeable");
    });

    it("who ruled on someone else's flag of it", async () => {
      const campaign = await create({ prompts: 1, annotators: 3 });
      const { campaignId, lead } = campaign;
      const [ana, ben, eva] = desksOf(campaign);
      await ana!.skip((await ana!.take()).taskId);
      await ben!.flag((await ben!.take()).taskId);
      await eva!.skip((await eva!.take()).taskId);
      const flagId = (await ledgerOf(campaign)).flags[0]!.id;
      await resolveFlag(lead.context, { campaignId, flagId, ruling: "unjudgeable" });
      expect(await refusal(ana!.undo())).toBe("conflict");
      expect(await refusal(ben!.undo())).toBe("conflict");
      expect((await ledgerOf(campaign)).statuses[0]).toMatchObject({ state: "unjudgeable", skipCount: 3 });
    });

    it("who gave up the judged comparison", async () => {
      const campaign = await create({ prompts: 1, judgmentsPerComparison: 2, annotators: 1 });
      const { campaignId, lead } = campaign;
      const [ana] = desksOf(campaign);
      const { taskId } = await ana!.judge();
      const comparisonId = comparisonOf(await ledgerOf(campaign), taskId);
      await markUnjudgeable(lead.context, { campaignId, comparisonId });
      expect(await refusal(ana!.undo())).toBe("conflict");
      expect((await ledgerOf(campaign)).standing).toHaveLength(1);
      expect(reasonOf(await ana!.next())).toBe("all_done");
    });

    it("who paused: the comparison waits for the same person", async () => {
      const campaign = await create({ annotators: 1 });
      const { campaignId, lead } = campaign;
      const [ana] = desksOf(campaign);
      const { taskId } = await ana!.judge();
      await changeCampaignState(lead.context, { campaignId, state: "paused" });
      expect(reasonOf(await ana!.undo())).toBe("paused");
      await ana!.submit(taskId, "right");
      await changeCampaignState(lead.context, { campaignId, state: "live" });
      expect((await ana!.take()).taskId).not.toBe(taskId);
    });
  });

  it("of a skip whose comparison others judged since is refused", async () => {
    const campaign = await create({ prompts: 1, annotators: 2 });
    const [ana, ben] = desksOf(campaign);
    await ana!.skip((await ana!.take()).taskId);
    await ben!.judge();
    expect(await refusal(ana!.undo())).toBe("conflict");
    await expectSound(campaign);
  });

  it("of a skip that leases one place twice locks nobody out: the first to submit has it", async () => {
    const campaign = await create({ prompts: 1, annotators: 2 });
    const [ana, ben] = desksOf(campaign);
    const { taskId } = await ana!.take();
    await ana!.skip(taskId);
    const his = await ben!.take();
    expect(taskOf(await ana!.undo()).taskId).toBe(taskId);
    await ben!.submit(his.taskId);
    expect(await refusal(ana!.heartbeat(taskId))).toBe("lease_lost");
    expect(await refusal(ana!.submit(taskId))).toBe("lease_lost");
    expect(reasonOf(await ana!.next())).toBe("all_done");
    await expectSound(campaign);
  });

  it("leaves the other judgments of a comparison standing", async () => {
    const campaign = await create({ prompts: 1, judgmentsPerComparison: 2, annotators: 3 });
    const [ana, ben, eva] = desksOf(campaign);
    await ana!.judge();
    await ben!.judge();
    await ana!.undo();
    expect(reasonOf(await eva!.next())).toBe("others_must_finish");
    test.advance(301 * second);
    await eva!.judge();
    expect((await ledgerOf(campaign)).standing.map(({ memberId }) => memberId)).toEqual([
      campaign.annotators[1]!.memberId,
      campaign.annotators[2]!.memberId,
    ]);
    await expectSound(campaign, 2);
  });
});
