import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changeCampaignState } from "../campaign/change-state";
import { minute } from "../clock";
import { markUnjudgeable } from "../flag/resolve-flag";
import { deskOf, taskOf } from "../testing/annotator-desk";
import { comparisonOf, findContradictions, readLedger, statusOf } from "../testing/ledger";
import { refusal } from "../testing/refusal";
import { createTestCampaign, type TestCampaign, type TestPerson } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { listMine } from "./list-mine";
import { reviewMine } from "./review-mine";
import { reviseJudgment } from "./revise-judgment";
import type { Decision, JudgmentDetails, MinePlace } from "./schemas";

describe.each(dialects)("revising on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  async function prepare(change: { reviseMinutes?: number } = {}) {
    const campaign = await createTestCampaign(test, { annotators: 2 });
    await test.database.transaction(async (tx) => {
      const { campaign: table } = tx.tables;
      const asked = { strength: "optional" as const, ...change };
      await tx.orm.update(table).set(asked).where(eq(table.id, campaign.campaignId));
    });
    return campaign;
  }
  async function revise(
    { context, member }: TestPerson,
    taskId: string,
    decision: Decision,
    { clientKey = `revision-${decision}`, details }: { clientKey?: string; details?: JudgmentDetails } = {},
  ) {
    const own = await member();
    const input = { campaignId: own.campaignId, taskId, decision, durationMs: 5, clientKey, details };
    return reviseJudgment(context, own, input);
  }
  const mine = async ({ context, member }: TestPerson, before?: MinePlace) =>
    listMine(context, await member(), { before });
  const ledgerOf = ({ campaignId }: TestCampaign) => readLedger(test.database, campaignId);

  it("puts another judgment in the place of one's own and changes nothing else", async () => {
    const campaign = await prepare();
    const [ana] = campaign.annotators as [TestPerson, TestPerson];
    const first = await deskOf(ana).judge("left");
    const second = await deskOf(ana).judge("left");
    const before = await ledgerOf(campaign);
    await revise(ana, first.taskId, "right", { details: { strength: 3 } });
    await revise(ana, first.taskId, "right", { details: { strength: 3 } });
    const after = await ledgerOf(campaign);
    expect(after.statuses).toEqual(before.statuses);
    expect(after.members).toEqual(before.members);
    expect(after.judgments).toHaveLength(3);
    const { judgments } = after;
    const [old, , revised] = judgments;
    expect(revised).toMatchObject({ taskId: first.taskId, revises: old!.id, purpose: "main", strength: 3 });
    expect(revised!.outcome).not.toBe(old!.outcome);
    expect(after.standing.map(({ taskId }) => taskId)).toEqual([second.taskId, first.taskId]);
    const rules = { judgmentsPerComparison: 1, promptOncePerAnnotator: true };
    expect(findContradictions(after, rules)).toEqual([]);
    const { context, member } = ana;
    expect(await reviewMine(context, await member(), { taskId: first.taskId })).toMatchObject({
      task: { left: first.left, right: first.right },
      decision: "right",
      details: { strength: 3 },
    });
  });

  it("lists one's own, newest first, as they were decided on the screen, and nobody else's", async () => {
    const campaign = await prepare();
    const [ana, ben] = campaign.annotators as [TestPerson, TestPerson];
    const { taskId, prompt } = await deskOf(ana).judge("left");
    await deskOf(ben).judge("right");
    const skipped = await deskOf(ana).take();
    await deskOf(ana).skip(skipped.taskId);
    await deskOf(ana).judge("both_good");
    const { judgments, next } = await mine(ana);
    expect(judgments.map(({ decision }) => decision)).toEqual(["both_good", "left"]);
    expect(judgments[1]).toEqual({
      taskId,
      prompt,
      decision: "left",
      at: test.as("anyone").clock(),
      mayRevise: true,
    });
    expect(next).toBeNull();
    expect(await refusal(revise(ben, taskId, "right"))).toBe("not_found");
  });

  it("are listed page by page, each once, also those of one moment", async () => {
    const campaign = await createTestCampaign(test, { annotators: 1, prompts: 60 });
    const [ana] = campaign.annotators as [TestPerson];
    const order: string[] = [];
    for (let i = 0; i < 55; i++) {
      if (i % 20 === 0) test.advance(minute);
      order.unshift((await deskOf(ana).judge()).taskId);
    }
    const pages = [await mine(ana)];
    for (let next = pages[0]!.next; next !== null; next = pages.at(-1)!.next) {
      // What ends a page may be revised before the next one is asked for.
      await revise(ana, next.taskId, "right", { clientKey: `revision-${next.taskId}` });
      pages.push(await mine(ana, next));
    }
    expect(pages.map(({ judgments }) => judgments.length)).toEqual([25, 25, 5]);
    expect(pages.flatMap(({ judgments }) => judgments.map(({ taskId }) => taskId))).toEqual(order);
  });

  it("keeps its place in what undo takes back", async () => {
    const campaign = await prepare();
    const [ana] = campaign.annotators as [TestPerson, TestPerson];
    const first = await deskOf(ana).judge();
    test.advance(minute);
    const second = await deskOf(ana).judge();
    test.advance(minute);
    await revise(ana, first.taskId, "right");
    await revise(ana, first.taskId, "both_bad");
    expect(taskOf(await deskOf(ana).undo()).taskId).toBe(second.taskId);
    expect(taskOf(await deskOf(ana).undo()).taskId).toBe(first.taskId);
    expect((await ledgerOf(campaign)).standing).toEqual([]);
  });

  it("is refused once its time is over, the campaign closed or the comparison set aside", async () => {
    const campaign = await prepare({ reviseMinutes: 10 });
    const [ana] = campaign.annotators as [TestPerson, TestPerson];
    const { taskId } = await deskOf(ana).judge();
    test.advance(10 * minute);
    await revise(ana, taskId, "both_bad");
    // Counted from the first decision: a revision gives no more time.
    test.advance(1);
    expect((await mine(ana)).judgments[0]).toMatchObject({ decision: "both_bad", mayRevise: false });
    expect(await refusal(revise(ana, taskId, "left"))).toBe("wrong_state");
    const other = await deskOf(ana).judge();
    const comparisonId = comparisonOf(await ledgerOf(campaign), other.taskId);
    const { lead, campaignId } = campaign;
    await markUnjudgeable(lead.context, { campaignId, comparisonId });
    expect(await refusal(revise(ana, other.taskId, "right"))).toBe("conflict");
    expect(statusOf(await ledgerOf(campaign), other.taskId).state).toBe("unjudgeable");
    const last = await deskOf(ana).judge();
    await changeCampaignState(lead.context, { campaignId, state: "closed" });
    expect(await refusal(revise(ana, last.taskId, "right"))).toBe("wrong_state");
  });
});
