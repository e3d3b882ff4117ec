import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { second } from "../clock";
import { addGold } from "../gold/add-gold";
import { submitJudgment } from "../judgment/submit-judgment";
import { deskOf, reasonOf, tasksOf } from "../testing/annotator-desk";
import { comparisonOf, findContradictions, readLedger, statusOf } from "../testing/ledger";
import { refusal } from "../testing/refusal";
import {
  type CampaignOptions,
  createTestCampaign,
  type TestCampaign,
  type TestPerson,
} from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { nextTask } from "./next-task";

describe.each(dialects)("what is handed out of a quota on %s", (dialect) => {
  let test: TestDatabase;
  let campaign: TestCampaign;
  let ana: TestPerson;
  let ben: TestPerson;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  /** Ana is asked for so many judgments, Ben for as many as there are. */
  async function start(quota: number, options: CampaignOptions = {}) {
    campaign = await createTestCampaign(test, {
      prompts: 12,
      annotators: 2,
      prefetch: 3,
      leaseSeconds: 60,
      ...options,
    });
    [ana, ben] = campaign.annotators as [TestPerson, TestPerson];
    const { member } = test.database.tables;
    await test.database.transaction(async ({ orm }) => {
      await orm.update(member).set({ quota }).where(eq(member.id, ana.memberId));
    });
    return deskOf(ana);
  }
  const ledger = () => readLedger(test.database, campaign.campaignId);
  const idsOf = (tasks: { taskId: string }[]) => tasks.map(({ taskId }) => taskId);
  const openingNumbers = async (ids: readonly string[]) => {
    const now = await ledger();
    return ids.map((id) => statusOf(now, id).openingNumber);
  };
  async function countOf({ memberId }: TestPerson) {
    const { standing, tasks } = await ledger();
    const now = ana.context.clock();
    return {
      judged: standing.filter((row) => row.memberId === memberId).length,
      held: tasks.filter(
        (row) => row.memberId === memberId && row.state === "leased" && row.leaseExpiresAt > now,
      ).length,
    };
  }

  it("is what is left, also for a tab that asked before another one submitted", async () => {
    const desk = await start(4);
    const asked = await ana.member();
    for (let i = 0; i < 2; i++) await desk.judge();
    const order = tasksOf(await nextTask(ana.context, asked));
    expect(order).toHaveLength(2);
    expect(await countOf(ana)).toEqual({ judged: 2, held: 2 });
  });

  it("is what is left after a skip was taken back: what is furthest ahead goes back to the queue", async () => {
    const desk = await start(2);
    const [first, next] = idsOf(await desk.takeAhead());
    await desk.skip(first!);
    expect(await countOf(ana)).toEqual({ judged: 0, held: 2 });
    test.advance(second);
    expect(idsOf(tasksOf(await desk.undo()))).toEqual([first, next]);
    expect(await countOf(ana)).toEqual({ judged: 0, held: 2 });
    const rest = idsOf(await deskOf(ben).takeAhead());
    expect(await openingNumbers(rest)).toEqual([3, 4, 5]);
  });

  it("counts what ran out on a device that was out of reach, and gives that again before anything new", async () => {
    const desk = await start(3);
    const offline = idsOf(await desk.takeAhead());
    test.advance(61 * second);
    // The first of them is in Ben's sight, the others are ahead of him.
    await deskOf(ben).takeAhead();
    const elsewhere = idsOf(await desk.takeAhead());
    expect(await openingNumbers(elsewhere)).toEqual([4, 2, 3]);
    expect(await refusal(desk.submit(offline[0]!))).toBe("lease_lost");
    await desk.submit(offline[1]!);
    await desk.submit(offline[2]!);
    expect(await countOf(ana)).toEqual({ judged: 2, held: 1 });
    expect(reasonOf(await desk.submit(elsewhere[0]!))).toBe("quota_reached");
    expect(await countOf(ana)).toEqual({ judged: 3, held: 0 });
    const rules = { judgmentsPerComparison: 1, promptOncePerAnnotator: true };
    expect(findContradictions(await ledger(), rules)).toEqual([]);
  });

  it("takes a late judgment of what nobody else has before them, and hands out less by one", async () => {
    const desk = await start(3, { models: ["red", "green", "blue"], promptOncePerAnnotator: false });
    const offline = idsOf(await desk.takeAhead());
    test.advance(61 * second);
    const others = [deskOf(ben), deskOf(await campaign.invite()), deskOf(await campaign.invite())];
    for (const other of others) await other.takeAhead();
    // Each of the three is before somebody, so that others are given for them.
    const now = await ledger();
    const wanted = new Set(offline.map((id) => comparisonOf(now, id)));
    for (const other of others)
      while (!wanted.has(comparisonOf(await ledger(), (await other.takeAhead())[0]!.taskId)))
        await other.skip((await other.takeAhead())[0]!.taskId);
    const elsewhere = await desk.takeAhead();
    expect(elsewhere).toHaveLength(3);
    for (const other of others) await other.release(idsOf(await other.takeAhead()));
    const after = tasksOf(await desk.submit(offline[0]!));
    expect(idsOf(after)).toEqual(idsOf(elsewhere).slice(0, 2));
    expect(await countOf(ana)).toEqual({ judged: 1, held: 2 });
  });

  it("is never passed by tabs that ask and submit at once, and is reached", { timeout: 30_000 }, async () => {
    const quota = 7;
    await start(quota, { goldShare: 0.2, repeatShare: 0.2, prompts: 30 });
    const { campaignId, lead } = campaign;
    for (let i = 0; i < 5; i++)
      await addGold(lead.context, {
        campaignId,
        prompt: `Known ${i}`,
        completionA: "a",
        completionB: "b",
        accepted: ["model_a"],
      });
    let reason = "";
    for (let round = 0; round < 30 && reason !== "quota_reached"; round++) {
      const asked = await ana.member();
      const held = idsOf(tasksOf(await nextTask(ana.context, asked)));
      test.advance(second);
      const submit = (taskId: string) =>
        submitJudgment(ana.context, asked, {
          campaignId,
          taskId,
          decision: "left",
          durationMs: 1,
          clientKey: `key-${round}-${taskId}`,
        });
      const answers = await Promise.all([
        nextTask(ana.context, asked),
        ...held.slice(0, 2).map(submit),
        nextTask(ana.context, asked),
        nextTask(ana.context, asked),
      ]);
      reason = reasonOf(answers.at(-1)!);
      const { judged, held: inHand } = await countOf(ana);
      expect(judged + inHand).toBeLessThanOrEqual(quota);
      reason = reasonOf(await nextTask(ana.context, await ana.member()));
    }
    expect(reason).toBe("quota_reached");
    expect(await countOf(ana)).toEqual({ judged: quota, held: 0 });
  });
});
