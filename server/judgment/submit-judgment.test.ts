import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { second } from "../clock";
import { removeMember } from "../member/remove-member";
import { deskOf, reasonOf, taskOf } from "../testing/annotator-desk";
import { comparisonOf, findContradictions, readLedger, statusOf } from "../testing/ledger";
import { refusal } from "../testing/refusal";
import { type CampaignOptions, createTestCampaign, type TestCampaign } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { submitJudgment } from "./submit-judgment";

describe.each(dialects)("submitting on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  const create = (options: CampaignOptions) => createTestCampaign(test, options);
  const ledgerOf = ({ campaignId }: TestCampaign) => readLedger(test.database, campaignId);
  const desksOf = (campaign: TestCampaign) => campaign.annotators.map(deskOf);

  it("records who judged what and how, and offers the next", async () => {
    const campaign = await create({ annotators: 1 });
    const [ana] = desksOf(campaign);
    const { taskId } = await ana!.take();
    test.advance(7 * second);
    const next = await ana!.submit(taskId, "both_good", "client-key-1", 6_500);
    expect(taskOf(next).taskId).not.toBe(taskId);
    expect(next.mine).toEqual({ judgments: 1 });
    expect(next.canUndo).toBe(true);
    const ledger = await ledgerOf(campaign);
    expect(ledger.judgments).toHaveLength(1);
    expect(ledger.judgments[0]).toMatchObject({
      outcome: "both_good",
      source: "live",
      purpose: "main",
      memberId: campaign.annotators[0]!.memberId,
      comparisonId: comparisonOf(ledger, taskId),
      durationMs: 6_500,
      clientKey: "client-key-1",
      createdAt: campaign.lead.context.clock(),
    });
    expect(statusOf(ledger, taskId)).toMatchObject({ state: "closed", judgmentCount: 1 });
    expect(ledger.members.find(({ id }) => id === campaign.annotators[0]!.memberId)?.judgmentCount).toBe(1);
  });

  it("maps left and right to the models whose texts were shown there, with fair sides", async () => {
    const prompts = 40;
    const campaign = await create({
      prompts,
      annotators: 1,
      completion: (prompt, model) => `${model} ${prompt}`,
    });
    const [ana] = desksOf(campaign);
    const { orm, tables } = test.database;
    const models = await orm.select().from(tables.model);
    const pair = (await orm.select().from(tables.modelPair))[0]!;
    const nameOfA = models.find(({ id }) => id === pair.modelAId)?.name;
    const wanted = new Map<string, "model_a" | "model_b">();
    let aLeft = 0;
    for (let i = 0; i < prompts; i++) {
      const task = await ana!.take();
      const decision = i % 2 === 0 ? "left" : "right";
      const chosen = decision === "left" ? task.left : task.right;
      wanted.set(task.taskId, chosen.startsWith(`${nameOfA} `) ? "model_a" : "model_b");
      if (task.left.startsWith(`${nameOfA} `)) aLeft++;
      expect(new Set([task.left.split(" ")[0], task.right.split(" ")[0]])).toEqual(new Set(["red", "green"]));
      await ana!.submit(task.taskId, decision);
    }
    for (const { taskId, outcome } of (await ledgerOf(campaign)).judgments)
      expect(outcome).toBe(wanted.get(taskId as string));
    // 40 fair coins: outside 5–35 about once in five million runs.
    expect(aLeft).toBeGreaterThanOrEqual(5);
    expect(aLeft).toBeLessThanOrEqual(35);
  });

  it.each([
    ["four", "tie"],
    ["three", "both_good"],
    ["three", "both_bad"],
  ] as const)("with %s outcomes takes no %s", async (outcomes, decision) => {
    const campaign = await create({ outcomes, annotators: 1 });
    const [ana] = desksOf(campaign);
    const { taskId } = await ana!.take();
    expect(await refusal(ana!.submit(taskId, decision))).toBe("invalid_input");
    expect((await ledgerOf(campaign)).judgments).toEqual([]);
    await ana!.submit(taskId, outcomes === "three" ? "tie" : "both_bad");
    expect((await ledgerOf(campaign)).judgments.map(({ outcome }) => outcome)).toEqual([
      outcomes === "three" ? "tie" : "both_bad",
    ]);
  });

  describe("a client key", () => {
    it("makes a repeated submit the same judgment", async () => {
      const campaign = await create({ annotators: 1 });
      const [ana] = desksOf(campaign);
      const { taskId } = await ana!.take();
      const first = await ana!.submit(taskId, "left", "client-key-1");
      const again = await ana!.submit(taskId, "left", "client-key-1");
      expect(taskOf(again).taskId).toBe(taskOf(first).taskId);
      expect(again.mine).toEqual({ judgments: 1 });
      expect((await ledgerOf(campaign)).judgments).toHaveLength(1);
    });

    it("counts once when the same submit arrives several times at once", async () => {
      const campaign = await create({ judgmentsPerComparison: 2, annotators: 1 });
      const [ana] = desksOf(campaign);
      const { taskId } = await ana!.take();
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => ana!.submit(taskId, "left", "client-key-1")),
      );
      expect(new Set(answers.map((next) => taskOf(next).taskId)).size).toBe(1);
      const ledger = await ledgerOf(campaign);
      expect(ledger.judgments).toHaveLength(1);
      expect(statusOf(ledger, taskId).judgmentCount).toBe(1);
    });

    it("is refused with another body", async () => {
      const campaign = await create({ annotators: 1 });
      const [ana] = desksOf(campaign);
      const { taskId } = await ana!.take();
      const { taskId: next } = taskOf(await ana!.submit(taskId, "left", "client-key-1"));
      expect(await refusal(ana!.submit(taskId, "right", "client-key-1"))).toBe("client_key_conflict");
      expect(await refusal(ana!.submit(taskId, "left", "client-key-1", 2))).toBe("client_key_conflict");
      expect(await refusal(ana!.submit(next, "left", "client-key-1"))).toBe("client_key_conflict");
      expect((await ledgerOf(campaign)).judgments).toHaveLength(1);
    });

    it("may be another person's too", async () => {
      const campaign = await create({ annotators: 2 });
      for (const desk of desksOf(campaign))
        await desk.submit((await desk.take()).taskId, "left", "client-key-1");
      expect((await ledgerOf(campaign)).judgments).toHaveLength(2);
    });

    it("of a judgment taken back does not bring it back", async () => {
      const campaign = await create({ annotators: 1 });
      const [ana] = desksOf(campaign);
      const { taskId } = await ana!.take();
      await ana!.submit(taskId, "left", "client-key-1");
      await ana!.undo();
      expect(taskOf(await ana!.submit(taskId, "left", "client-key-1")).taskId).toBe(taskId);
      expect((await ledgerOf(campaign)).standing).toEqual([]);
    });
  });

  it("takes one decision per comparison and person", async () => {
    const campaign = await create({ judgmentsPerComparison: 2, annotators: 1 });
    const [ana] = desksOf(campaign);
    const judged = await ana!.judge();
    expect(await refusal(ana!.submit(judged.taskId, "right"))).toBe("conflict");
    const { taskId } = await ana!.take();
    await ana!.skip(taskId);
    expect(await refusal(ana!.submit(taskId, "right"))).toBe("conflict");
  });

  it("knows nothing of other people's tasks", async () => {
    const campaign = await create({ annotators: 2 });
    const [ana, ben] = desksOf(campaign);
    const { taskId } = await ana!.take();
    expect(await refusal(ben!.submit(taskId))).toBe("not_found");
    expect(await refusal(ben!.skip(taskId))).toBe("not_found");
    expect(await refusal(ben!.flag(taskId))).toBe("not_found");
  });

  describe("after the lease ran out", () => {
    it("is taken while the comparison wants a judgment that nobody holds", async () => {
      const campaign = await create({ prompts: 1, annotators: 1, leaseSeconds: 60 });
      const [ana] = desksOf(campaign);
      const { taskId } = await ana!.take();
      test.advance(3_600 * second);
      await ana!.submit(taskId);
      expect(statusOf(await ledgerOf(campaign), taskId).state).toBe("closed");
    });

    it.each(["holds", "has judged"])("is refused when someone else %s it", async (how) => {
      const campaign = await create({ prompts: 1, annotators: 2, leaseSeconds: 60 });
      const [ana, ben] = desksOf(campaign);
      const { taskId } = await ana!.take();
      test.advance(61 * second);
      const his = await ben!.take();
      if (how === "has judged") await ben!.submit(his.taskId);
      expect(await refusal(ana!.submit(taskId))).toBe("lease_lost");
      expect(reasonOf(await ana!.next())).toBe(how === "holds" ? "others_must_finish" : "all_done");
      if (how === "holds") await ben!.submit(his.taskId);
      expect((await ledgerOf(campaign)).standing.map(({ memberId }) => memberId)).toEqual([
        campaign.annotators[1]!.memberId,
      ]);
    });

    it("is taken beside someone else's when two are wanted", async () => {
      const campaign = await create({
        prompts: 1,
        judgmentsPerComparison: 2,
        annotators: 2,
        leaseSeconds: 60,
      });
      const [ana, ben] = desksOf(campaign);
      const { taskId } = await ana!.take();
      test.advance(61 * second);
      await ben!.take();
      await ana!.submit(taskId);
      await ben!.judge();
      expect(statusOf(await ledgerOf(campaign), taskId)).toMatchObject({ state: "closed", judgmentCount: 2 });
    });

    it("is refused when the person has judged another comparison of the prompt since", async () => {
      const campaign = await create({
        prompts: 1,
        models: ["red", "green", "blue"],
        annotators: 2,
        leaseSeconds: 60,
      });
      const [ana, ben] = desksOf(campaign);
      const { taskId } = await ana!.take();
      test.advance(61 * second);
      await ben!.take();
      expect((await ana!.judge()).taskId).not.toBe(taskId);
      test.advance(61 * second);
      expect(await refusal(ana!.submit(taskId))).toBe("lease_lost");
      const rules = { judgmentsPerComparison: 1, promptOncePerAnnotator: true };
      expect(findContradictions(await ledgerOf(campaign), rules)).toEqual([]);
    });
  });

  it("refuses someone who was removed while the request was under way", async () => {
    const campaign = await create({ annotators: 1 });
    const { campaignId, lead } = campaign;
    const ana = campaign.annotators[0]!;
    const { taskId } = await deskOf(ana).take();
    const before = await ana.member();
    await removeMember(lead.context, { campaignId, memberId: ana.memberId, withdrawJudgments: true });
    const input = { campaignId, taskId, decision: "left", durationMs: 1, clientKey: "client-key-1" } as const;
    expect(await refusal(submitJudgment(ana.context, before, input))).toBe("not_allowed");
    expect((await ledgerOf(campaign)).judgments).toEqual([]);
  });
});
