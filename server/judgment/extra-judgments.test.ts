import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCampaign } from "../campaign/create-campaign";
import { extendCampaign } from "../campaign/extend-campaign";
import { getCampaign } from "../campaign/get-campaign";
import { getProgress } from "../campaign/get-progress";
import { updateCampaign } from "../campaign/update-campaign";
import { second } from "../clock";
import { resolveFlag } from "../flag/resolve-flag";
import { removeMember } from "../member/remove-member";
import { acceptExclusion } from "../noise/accept-exclusion";
import { withdrawExclusion } from "../noise/withdraw-exclusion";
import { deskOf, reasonOf, taskOf } from "../testing/annotator-desk";
import { comparisonOf, findContradictions, readLedger, statusOf } from "../testing/ledger";
import { refusal } from "../testing/refusal";
import {
  type CampaignOptions,
  createTestCampaign,
  makeRows,
  type TestCampaign,
} from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";

describe.each(dialects)("extra judgments on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  const rules = { judgmentsPerComparison: 2, extraUpTo: 3 };
  const create = (options: CampaignOptions = {}) =>
    createTestCampaign(test, { prompts: 1, annotators: 4, ...rules, ...options });
  const ledgerOf = ({ campaignId }: TestCampaign) => readLedger(test.database, campaignId);
  const desksOf = (campaign: TestCampaign) => campaign.annotators.map(deskOf);
  type Desk = ReturnType<typeof deskOf>;
  const expectSound = async (campaign: TestCampaign, own: Partial<typeof rules> = {}) => {
    const all = { ...rules, ...own, promptOncePerAnnotator: true };
    expect(findContradictions(await ledgerOf(campaign), all)).toEqual([]);
  };
  /** Judges the next comparison for a model, whichever side it is on. */
  const prefer = async (desk: Desk, model: string) => {
    const task = await desk.take();
    await desk.submit(task.taskId, task.left.startsWith(model) ? "left" : "right");
    return task;
  };

  it("are asked for where two differ, one at a time, and leave the comparison closed", async () => {
    const campaign = await create();
    const [ana, ben, eva, kim] = desksOf(campaign);
    const task = await prefer(ana!, "red");
    await prefer(ben!, "green");
    const before = statusOf(await ledgerOf(campaign), task.taskId);
    expect(before).toMatchObject({ state: "closed", judgmentCount: 2, extraWanted: 1, extraCount: 0 });
    // Nobody who judged it is ever asked again, so they need not wait.
    expect(reasonOf(await ana!.next())).toBe("all_done");

    const extra = await eva!.take();
    expect(reasonOf(await kim!.next())).toBe("others_must_finish");
    await eva!.submit(extra.taskId);
    const ledger = await ledgerOf(campaign);
    expect(ledger.standing.map(({ purpose }) => purpose)).toEqual(["main", "main", "extra"]);
    expect(ledger.statuses[0]).toEqual({ ...before, extraWanted: 0, extraCount: 1 });
    expect(reasonOf(await kim!.next())).toBe("all_done");
    expect(await getProgress(campaign.lead.context, campaign.campaignId)).toMatchObject({
      judgments: 2,
      extra: { given: 1, wanted: 0 },
    });
    await expectSound(campaign);
  });

  it("keep nobody waiting who has met the prompt, in another pair too", async () => {
    const models = ["red", "green", "blue"];
    const campaign = await create({ rows: makeRows({ prompts: 1, models }), annotators: 4 });
    const [ana, ben, eva] = desksOf(campaign);
    const [one, other] = (await ledgerOf(campaign)).statuses.map(({ comparisonId }) => comparisonId);
    const settle = (change: { state: "open" | "closed" | "unjudgeable"; extraWanted: number }, id?: number) =>
      test.database.transaction(async ({ orm, tables: { comparisonStatus: status } }) => {
        await orm
          .update(status)
          .set(change)
          .where(id === undefined ? undefined : eq(status.comparisonId, id));
      });
    await settle({ state: "unjudgeable", extraWanted: 0 });
    await settle({ state: "open", extraWanted: 0 }, one);
    await ana!.judge();
    await settle({ state: "closed", extraWanted: 0 }, one);
    await settle({ state: "closed", extraWanted: 1 }, other);
    expect(reasonOf(await ana!.next())).toBe("all_done");
    await ben!.take();
    expect(reasonOf(await eva!.next())).toBe("others_must_finish");
  });

  it("are asked for where a comparison that was opened under a rule on noise is given back", async () => {
    const rows = Array.from({ length: 3 }, (_, i) => ({
      prompt_id: `p${i}`,
      prompt: `A prompt with the number ${i}`,
      model_a: "red",
      model_b: "green",
      completion_a: " \n",
      completion_b: `Green has said ${i} of it.`,
      judgments: [
        { annotator: "one", outcome: "model_a" },
        { annotator: "another", outcome: i === 2 ? "model_a" : "model_b" },
      ],
    }));
    const campaign = await create({ rows, adoptImported: true, budget: 1 });
    const { campaignId, lead } = campaign;
    const wanted = async () =>
      (await ledgerOf(campaign)).statuses.map(({ state, extraWanted }) => `${state} ${extraWanted}`).sort();
    await acceptExclusion(lead.context, { campaignId, detector: "empty" });
    await extendCampaign(lead.context, { campaignId, budget: 3 });
    const states = (await wanted()).map((words) => words.split(" ")[0]);
    expect(states).toEqual(["unjudgeable", "unjudgeable", "unjudgeable"]);
    await withdrawExclusion(lead.context, { campaignId, detector: "empty" });
    expect(await wanted()).toEqual(["closed 0", "closed 1", "closed 1"]);
    await expectSound(campaign);
  });

  it("look to the annotator like every other", async () => {
    const campaign = await create({ judgmentsPerComparison: 2 });
    const [ana, ben, eva] = desksOf(campaign);
    await prefer(ana!, "red");
    await prefer(ben!, "green");
    const next = await eva!.next();
    expect(Object.keys(next).sort()).toEqual([
      "canUndo",
      "feedback",
      "guidelinesVersion",
      "kind",
      "mine",
      "order",
      "practice",
      "tasks",
    ]);
    const { taskId } = taskOf(next);
    expect(taskId).toMatch(/^tsk_[0-9a-z]{20}$/);
    const after = await eva!.submit(taskId);
    expect(after.mine).toEqual({ judgments: 1 });
  });

  it("are not asked for where people agree, nor without the setting", async () => {
    const agreed = await create();
    for (const desk of desksOf(agreed).slice(0, 2)) await desk.judge("both_good");
    expect((await ledgerOf(agreed)).statuses[0]).toMatchObject({ extraWanted: 0 });
    expect(reasonOf(await desksOf(agreed)[2]!.next())).toBe("all_done");

    const without = await create({ extraUpTo: null });
    const [ana, ben, eva] = desksOf(without);
    await prefer(ana!, "red");
    await prefer(ben!, "green");
    expect(reasonOf(await eva!.next())).toBe("all_done");
    await expectSound(without, { extraUpTo: 2 });
  });

  it("take both kinds of ties for one", async () => {
    const campaign = await create();
    const [ana, ben, eva] = desksOf(campaign);
    await ana!.judge("both_good");
    await ben!.judge("both_bad");
    expect(reasonOf(await eva!.next())).toBe("all_done");
  });

  it("go on until one outcome leads by two, and never beyond the number set", async () => {
    const campaign = await create({ extraUpTo: 5, annotators: 6 });
    const desks = desksOf(campaign);
    const wanted: number[] = [];
    for (const [i, model] of ["red", "green", "red", "green", "red"].entries()) {
      const { taskId } = await prefer(desks[i]!, model);
      wanted.push(statusOf(await ledgerOf(campaign), taskId).extraWanted);
    }
    expect(wanted).toEqual([0, 1, 2, 3, 0]);
    expect(reasonOf(await desks[5]!.next())).toBe("all_done");
    await expectSound(campaign, { extraUpTo: 5 });

    const settled = await create({ extraUpTo: 5, annotators: 5 });
    const others = desksOf(settled);
    for (const [i, model] of ["red", "green", "red", "red"].entries()) await prefer(others[i]!, model);
    expect(reasonOf(await others[4]!.next())).toBe("all_done");
    expect((await ledgerOf(settled)).statuses[0]).toMatchObject({ extraWanted: 0, extraCount: 2 });
  });

  it("come after all that is open to the person", async () => {
    const campaign = await create({ prompts: 3 });
    const [ana, ben, eva] = desksOf(campaign);
    const { prompt } = await prefer(ana!, "red");
    await prefer(ben!, "green");
    // What the two were offered next is nobody's again.
    test.advance(301 * second);
    const met = [];
    for (let i = 0; i < 3; i++) met.push((await eva!.judge()).prompt);
    expect(met.at(-1)).toBe(prompt);
    expect(new Set(met).size).toBe(3);
    const purposes = (await ledgerOf(campaign)).standing.map(({ purpose }) => purpose);
    expect(purposes).toEqual(["main", "main", "main", "main", "extra"]);
  });

  it("never pass their number when many claim and submit at once", async () => {
    const campaign = await create({ annotators: 8 });
    const desks = desksOf(campaign);
    await prefer(desks[0]!, "red");
    await prefer(desks[1]!, "green");
    await Promise.all(
      desks.slice(2).map(async (desk) => {
        const next = await desk.next();
        if (next.kind === "task") await desk.submit(next.tasks[0]!.taskId);
      }),
    );
    expect((await ledgerOf(campaign)).standing).toHaveLength(3);
    await expectSound(campaign);
  });

  it("are taken late as long as nobody else has them, and not when they are given", async () => {
    const campaign = await create({ leaseSeconds: 60 });
    const [ana, ben, eva, kim] = desksOf(campaign);
    await prefer(ana!, "red");
    await prefer(ben!, "green");
    const late = await eva!.take();
    test.advance(61 * second);
    const other = await kim!.take();
    expect(await refusal(eva!.submit(late.taskId))).toBe("lease_lost");
    expect(await refusal(eva!.heartbeat(late.taskId))).toBe("lease_lost");
    test.advance(61 * second);
    await eva!.submit(late.taskId);
    expect(await refusal(kim!.submit(other.taskId))).toBe("lease_lost");
    await expectSound(campaign);
  });

  it("can be taken back, and given anew with the same sides", async () => {
    const campaign = await create();
    const [ana, ben, eva] = desksOf(campaign);
    await prefer(ana!, "red");
    await prefer(ben!, "green");
    const task = await eva!.judge("left");
    test.advance(second);
    expect(taskOf(await eva!.undo())).toMatchObject({ taskId: task.taskId, left: task.left });
    expect(statusOf(await ledgerOf(campaign), task.taskId)).toMatchObject({
      state: "closed",
      judgmentCount: 2,
      extraWanted: 1,
      extraCount: 0,
    });
    await eva!.heartbeat(task.taskId);
    await eva!.submit(task.taskId, "right", "once-more");
    const { standing, judgments } = await ledgerOf(campaign);
    expect(standing.map(({ purpose }) => purpose)).toEqual(["main", "main", "extra"]);
    expect(judgments).toHaveLength(4);
    await expectSound(campaign);
  });

  it("can be taken back although others have settled the label since", async () => {
    const campaign = await create({ extraUpTo: 5, annotators: 5 });
    const [ana, ben, eva, kim, lou] = desksOf(campaign);
    await prefer(ana!, "red");
    await prefer(ben!, "green");
    const task = await prefer(eva!, "green");
    await prefer(kim!, "red");
    await prefer(lou!, "red");
    test.advance(second);
    expect(taskOf(await eva!.undo()).taskId).toBe(task.taskId);
    await expectSound(campaign, { extraUpTo: 5 });
    await eva!.submit(task.taskId, "both_bad", "once-more");
    await expectSound(campaign, { extraUpTo: 5 });
  });

  it("are passed on when skipped, without giving the comparison up, and the skip can be taken back", async () => {
    const campaign = await create({ annotators: 6 });
    const [ana, ben, ...others] = desksOf(campaign);
    await prefer(ana!, "red");
    await prefer(ben!, "green");
    const skipped: string[] = [];
    for (const desk of others) {
      const { taskId } = await desk.take();
      skipped.push(taskId);
      expect(reasonOf(await desk.skip(taskId))).toBe("all_done");
    }
    expect((await ledgerOf(campaign)).statuses[0]).toMatchObject({ state: "closed", skipCount: 0 });
    await expectSound(campaign);
    test.advance(second);
    expect(taskOf(await others[0]!.undo()).taskId).toBe(skipped[0]);
    await others[0]!.submit(skipped[0]!);
    expect((await ledgerOf(campaign)).standing.at(-1)).toMatchObject({ purpose: "extra" });
    expect(await refusal(others[1]!.undo())).toBe("conflict");
    await expectSound(campaign);
  });

  it("may be flagged, and are asked for no more once the comparison is given up", async () => {
    const campaign = await create();
    const [ana, ben, eva, kim] = desksOf(campaign);
    await prefer(ana!, "red");
    await prefer(ben!, "green");
    await eva!.flag((await eva!.take()).taskId);
    const { flags } = await ledgerOf(campaign);
    const held = await kim!.take();
    await resolveFlag(campaign.lead.context, {
      campaignId: campaign.campaignId,
      flagId: flags[0]!.id,
      ruling: "unjudgeable",
    });
    expect(reasonOf(await kim!.next())).toBe("all_done");
    expect(await refusal(kim!.submit(held.taskId))).toBe("lease_lost");
    await expectSound(campaign);
  });

  it("stand when a main judgment is taken back, and whoever holds one gives a main one", async () => {
    const campaign = await create({ annotators: 5, extraUpTo: 5 });
    const [ana, ben, eva, kim] = desksOf(campaign);
    const { taskId } = await prefer(ana!, "red");
    await prefer(ben!, "green");
    await prefer(eva!, "red");
    const held = await kim!.take();
    test.advance(second);
    await removeMember(campaign.lead.context, {
      campaignId: campaign.campaignId,
      memberId: campaign.annotators[1]!.memberId,
      withdrawJudgments: true,
    });
    expect(statusOf(await ledgerOf(campaign), taskId)).toMatchObject({
      state: "open",
      judgmentCount: 1,
      extraWanted: 0,
      extraCount: 1,
    });
    await expectSound(campaign, { extraUpTo: 5 });
    await kim!.submit(held.taskId, held.left.startsWith("green") ? "left" : "right");
    const ledger = await ledgerOf(campaign);
    expect(ledger.standing.map(({ purpose }) => purpose)).toEqual(["main", "extra", "main"]);
    // 2 : 1, so that one more could still make it even.
    expect(statusOf(ledger, taskId)).toMatchObject({ state: "closed", extraWanted: 2, extraCount: 1 });
    await expectSound(campaign, { extraUpTo: 5 });
  });

  it("of someone removed are withdrawn and asked for again", async () => {
    const campaign = await create();
    const [ana, ben, eva, kim] = desksOf(campaign);
    await prefer(ana!, "red");
    await prefer(ben!, "green");
    const { taskId } = await eva!.judge();
    const { memberId } = campaign.annotators[2]!;
    await removeMember(campaign.lead.context, {
      campaignId: campaign.campaignId,
      memberId,
      withdrawJudgments: true,
    });
    const status = statusOf(await ledgerOf(campaign), taskId);
    expect(status).toMatchObject({ state: "closed", extraWanted: 1, extraCount: 0 });
    const again = await kim!.take();
    expect(comparisonOf(await ledgerOf(campaign), again.taskId)).toBe(status.comparisonId);
    await expectSound(campaign);
  });

  it("are asked for where adopted judgments differ", async () => {
    const rows = makeRows({ prompts: 1 });
    const [red, green] = rows as { completion: string }[];
    const judged = {
      prompt_id: "p0",
      prompt: "Prompt 0",
      model_a: "red",
      model_b: "green",
      completion_a: red!.completion,
      completion_b: green!.completion,
      judgments: [
        { annotator: "one", outcome: "model_a" },
        { annotator: "another", outcome: "model_b" },
      ],
    };
    const campaign = await create({ rows: [judged], adoptImported: true });
    const [ana] = desksOf(campaign);
    const { taskId } = await ana!.judge();
    const { standing, statuses } = await ledgerOf(campaign);
    expect(standing.filter(({ purpose }) => purpose === "extra")).toMatchObject([{ taskId }]);
    expect(statuses[0]).toMatchObject({ state: "closed", judgmentCount: 2, extraWanted: 0, extraCount: 1 });
  });

  describe("as a setting", () => {
    it.each([
      { judgmentsPerComparison: 1, extraUpTo: 3 },
      { judgmentsPerComparison: 3, extraUpTo: 3 },
    ])("are refused when they cannot come about: %o", async (settings) => {
      const operator = test.as("operator");
      expect(await refusal(createCampaign(operator, { name: "Test", ...settings }))).toBe("invalid_input");
      const { campaignId } = await createCampaign(operator, { name: "Test", judgmentsPerComparison: 2 });
      expect(await refusal(updateCampaign(operator, { campaignId, settings }))).toBe("invalid_input");
    });

    it("are fixed at launch", async () => {
      const campaign = await create();
      const { campaignId, lead } = campaign;
      expect((await getCampaign(lead.context, campaignId)).settings.extraUpTo).toBe(3);
      const change = updateCampaign(lead.context, { campaignId, settings: { extraUpTo: 4 } });
      expect(await refusal(change)).toBe("wrong_state");
    });
  });
});
