import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changeCampaignState } from "../campaign/change-state";
import { extendCampaign } from "../campaign/extend-campaign";
import { getProgress } from "../campaign/get-progress";
import { minute, second } from "../clock";
import { chooseLanguages } from "../member/choose-languages";
import { deskOf, reasonOf, taskOf } from "../testing/annotator-desk";
import { comparisonOf, findContradictions, readLedger, statusOf } from "../testing/ledger";
import { refusal } from "../testing/refusal";
import { type CampaignOptions, createTestCampaign, type TestCampaign } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";

describe.each(dialects)("the queue on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  const create = (options: CampaignOptions) => createTestCampaign(test, options);
  const ledgerOf = ({ campaignId }: TestCampaign) => readLedger(test.database, campaignId);
  const desksOf = (campaign: TestCampaign) => campaign.annotators.map(deskOf);

  it("offers the lowest opening number first, then the next", async () => {
    const campaign = await create({ prompts: 4, annotators: 1 });
    const [ana] = desksOf(campaign);
    const met: number[] = [];
    for (let i = 0; i < 4; i++) {
      const { taskId } = await ana!.judge();
      met.push(statusOf(await ledgerOf(campaign), taskId).openingNumber);
    }
    expect(met).toEqual([1, 2, 3, 4]);
    expect(reasonOf(await ana!.next())).toBe("all_done");
  });

  it("gives the same person the same task again, and two people different ones when one judgment is wanted", async () => {
    const campaign = await create({ prompts: 4, annotators: 2 });
    const [ana, ben] = desksOf(campaign);
    const first = await ana!.take();
    const other = await ben!.take();
    expect(await ana!.take()).toEqual(first);
    const ledger = await ledgerOf(campaign);
    expect(comparisonOf(ledger, other.taskId)).not.toBe(comparisonOf(ledger, first.taskId));
  });

  it("leases a comparison to as many people at once as it wants judgments, and no more", async () => {
    const campaign = await create({ prompts: 3, judgmentsPerComparison: 2, annotators: 5 });
    const tasks = await Promise.all(desksOf(campaign).map((desk) => desk.take()));
    const ledger = await ledgerOf(campaign);
    const openings = tasks
      .map(({ taskId }) => statusOf(ledger, taskId).openingNumber)
      .sort((one, other) => one - other);
    expect(openings).toEqual([1, 1, 2, 2, 3]);
  });

  it("never passes the cap when many claim and submit at the same time", async () => {
    const campaign = await create({ prompts: 8, judgmentsPerComparison: 3, annotators: 9 });
    const work = async (desk: ReturnType<typeof deskOf>) => {
      for (let step = 0; step < 20; step++) {
        const next = await desk.next();
        if (next.kind === "waiting") continue;
        await desk.submit(next.tasks[0]!.taskId, step % 2 === 0 ? "left" : "both_good");
      }
    };
    await Promise.all(desksOf(campaign).map(work));
    const ledger = await ledgerOf(campaign);
    const rules = { judgmentsPerComparison: 3, promptOncePerAnnotator: true };
    expect(findContradictions(ledger, rules)).toEqual([]);
    expect(ledger.statuses.map(({ state }) => state)).toEqual(Array.from({ length: 8 }, () => "closed"));
    expect(ledger.standing).toHaveLength(24);
  });

  it("shows each prompt once to a person by default, and every pair of it when the lead allows", async () => {
    const models = ["red", "green", "blue"];
    const once = await create({ prompts: 4, models, annotators: 1 });
    const [ana] = desksOf(once);
    const prompts: string[] = [];
    for (let next = await ana!.next(); next.kind === "task"; next = await ana!.next()) {
      prompts.push(next.tasks[0]!.prompt);
      await ana!.submit(next.tasks[0]!.taskId);
    }
    expect(prompts.sort()).toEqual(["Prompt 0", "Prompt 1", "Prompt 2", "Prompt 3"]);
    expect(reasonOf(await ana!.next())).toBe("others_must_finish");

    const often = await create({ prompts: 4, models, promptOncePerAnnotator: false, annotators: 1 });
    const [ben] = desksOf(often);
    for (let i = 0; i < 12; i++) await ben!.judge();
    expect(reasonOf(await ben!.next())).toBe("all_done");
  });

  describe("languages", () => {
    const routed = { prompts: 12, languages: ["en", "es", "ar"], routing: "language" } as const;

    it("offers only what a person reads", async () => {
      const campaign = await create(routed);
      const desk = deskOf(await campaign.invite({ languages: ["es"] }));
      const languages = new Set<string | null>();
      for (let i = 0; i < 4; i++) languages.add((await desk.judge()).language);
      expect([...languages]).toEqual(["es"]);
      expect(reasonOf(await desk.next())).toBe("all_done");
    });

    it("follows a change of languages, and says when there is nothing in them", async () => {
      const campaign = await create({ ...routed, annotators: 1 });
      const person = campaign.annotators[0]!;
      await chooseLanguages(person.context, await person.member(), {
        campaignId: campaign.campaignId,
        languages: ["ar"],
      });
      expect((await deskOf(person).judge()).language).toBe("ar");
      await chooseLanguages(person.context, await person.member(), {
        campaignId: campaign.campaignId,
        languages: ["fr"],
      });
      await deskOf(person).judge(); // the one that was in hand
      expect(reasonOf(await deskOf(person).next())).toBe("nothing_in_your_languages");
    });

    it("does not keep anyone from a campaign that does not route, whatever they chose", async () => {
      const campaign = await create({ prompts: 30, languages: ["en", "es"] });
      const desk = deskOf(await campaign.invite({ languages: ["es"] }));
      await desk.judge();
      expect((await getProgress(campaign.lead.context, campaign.campaignId)).warnings).toEqual([]);
    });
  });

  describe("leases", () => {
    it("go to others when they run out", async () => {
      const campaign = await create({ prompts: 1, annotators: 2, leaseSeconds: 60 });
      const [ana, ben] = desksOf(campaign);
      const mine = await ana!.take();
      expect(reasonOf(await ben!.next())).toBe("others_must_finish");
      test.advance(59 * second);
      expect(reasonOf(await ben!.next())).toBe("others_must_finish");
      test.advance(second);
      const his = await ben!.take();
      expect(his.prompt).toBe(mine.prompt);
      expect(his.taskId).not.toBe(mine.taskId);
    });

    it("are renewed by a heartbeat, and cannot be once they ran out", async () => {
      const campaign = await create({ prompts: 1, annotators: 2, leaseSeconds: 60 });
      const [ana, ben] = desksOf(campaign);
      const { taskId, leaseExpiresAt } = await ana!.take();
      test.advance(50 * second);
      expect((await ana!.heartbeat(taskId)).leaseExpiresAt).toBe(leaseExpiresAt + 50 * second);
      test.advance(50 * second);
      expect(reasonOf(await ben!.next())).toBe("others_must_finish");
      test.advance(11 * second);
      expect(await refusal(ana!.heartbeat(taskId))).toBe("lease_lost");
    });

    it("are nobody else's to renew", async () => {
      const campaign = await create({ prompts: 2, annotators: 2 });
      const [ana, ben] = desksOf(campaign);
      const { taskId } = await ana!.take();
      expect(await refusal(ben!.heartbeat(taskId))).toBe("lease_lost");
    });
  });

  describe("the open set", () => {
    const openOf = async (campaign: TestCampaign, group = "all") =>
      (await ledgerOf(campaign)).statuses.filter(
        ({ state, routingGroup }) => state === "open" && routingGroup === group,
      ).length;

    it("has 20 comparisons at least, and twice as many as there are active annotators", async () => {
      const campaign = await create({ prompts: 60, annotators: 14 });
      expect(await openOf(campaign)).toBe(20);
      const desks = desksOf(campaign);
      for (const desk of desks) await desk.take();
      await desks[0]!.judge();
      expect(await openOf(campaign)).toBe(28);
    });

    it("counts as active who gave a sign of life within five minutes", async () => {
      const campaign = await create({ prompts: 60, annotators: 14 });
      const desks = desksOf(campaign);
      for (const desk of desks) await desk.take();
      test.advance(5 * minute + 1);
      for (let i = 0; i < 5; i++) await desks[0]!.judge();
      expect(await openOf(campaign)).toBe(20);
    });

    it("is kept per language, so that a slow one holds up no other", async () => {
      const campaign = await create({ prompts: 90, languages: ["en", "es"], routing: "language" });
      expect([await openOf(campaign, "en"), await openOf(campaign, "es")]).toEqual([20, 20]);
      const desk = deskOf(await campaign.invite({ languages: ["en"] }));
      for (let i = 0; i < 30; i++) await desk.judge();
      expect([await openOf(campaign, "en"), await openOf(campaign, "es")]).toEqual([15, 20]);
    });

    it("does not open more than the budget, until it is extended", async () => {
      const campaign = await create({ prompts: 10, budget: 3, annotators: 1 });
      const [ana] = desksOf(campaign);
      for (let i = 0; i < 3; i++) await ana!.judge();
      expect(reasonOf(await ana!.next())).toBe("all_done");
      await extendCampaign(campaign.lead.context, { campaignId: campaign.campaignId, budget: 5 });
      for (let i = 0; i < 2; i++) await ana!.judge();
      expect(reasonOf(await ana!.next())).toBe("all_done");
      expect(
        await refusal(extendCampaign(campaign.lead.context, { campaignId: campaign.campaignId, budget: 5 })),
      ).toBe("invalid_input");
    });
  });

  it("reports a closed prefix that ends before the first open draw", async () => {
    const campaign = await create({ prompts: 30, annotators: 3 });
    const [ana, ben, eva] = desksOf(campaign);
    const slow = await ana!.take();
    for (let i = 0; i < 5; i++) await ben!.judge();
    const progress = async () => (await getProgress(campaign.lead.context, campaign.campaignId)).strata[0];
    expect(await progress()).toMatchObject({
      closedPrefix: 0,
      completedBeyondPrefix: 5,
      open: 20,
      opened: 25,
    });
    await ana!.submit(slow.taskId);
    await eva!.take();
    expect(await progress()).toMatchObject({
      closedPrefix: 6,
      completedBeyondPrefix: 0,
      open: 20,
      opened: 26,
    });
  });

  it("offers nothing while paused but takes what is in hand, and goes on after", async () => {
    const campaign = await create({ prompts: 5, annotators: 2 });
    const { campaignId, lead } = campaign;
    const [ana, ben] = desksOf(campaign);
    const { taskId } = await ana!.take();
    const later = await ben!.take();
    await changeCampaignState(lead.context, { campaignId, state: "paused" });
    expect(reasonOf(await ben!.next())).toBe("paused");
    expect(reasonOf(await ana!.submit(taskId))).toBe("paused");
    await changeCampaignState(lead.context, { campaignId, state: "live" });
    expect(taskOf(await ben!.next()).taskId).toBe(later.taskId);
  });

  it("takes nothing more once closed, for good", async () => {
    const campaign = await create({ prompts: 5, annotators: 1 });
    const { campaignId, lead } = campaign;
    const [ana] = desksOf(campaign);
    await ana!.judge();
    const { taskId } = await ana!.take();
    await changeCampaignState(lead.context, { campaignId, state: "closed" });
    expect(reasonOf(await ana!.next())).toBe("closed");
    expect((await ana!.next()).canUndo).toBe(false);
    expect(await refusal(ana!.submit(taskId))).toBe("wrong_state");
    expect(await refusal(ana!.skip(taskId))).toBe("wrong_state");
    expect(await refusal(ana!.flag(taskId))).toBe("wrong_state");
    expect(await refusal(ana!.undo())).toBe("wrong_state");
    expect(await refusal(changeCampaignState(lead.context, { campaignId, state: "live" }))).toBe(
      "wrong_state",
    );
    expect((await ledgerOf(campaign)).standing).toHaveLength(1);
  });

  it("says that a draft has not started", async () => {
    const campaign = await create({ until: "ranked", annotators: 1 });
    expect(reasonOf(await deskOf(campaign.annotators[0]!).next())).toBe("not_launched");
  });
});
