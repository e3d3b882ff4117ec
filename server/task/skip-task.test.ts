import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { second } from "../clock";
import { listFlags, listSkipped } from "../flag/list-flags";
import { markUnjudgeable, resolveFlag } from "../flag/resolve-flag";
import { deskOf, reasonOf, taskOf } from "../testing/annotator-desk";
import { comparisonOf, findContradictions, readLedger, statusOf } from "../testing/ledger";
import { refusal } from "../testing/refusal";
import { type CampaignOptions, createTestCampaign, type TestCampaign } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";

describe.each(dialects)("setting a comparison aside on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  const create = (options: CampaignOptions) => createTestCampaign(test, options);
  const ledgerOf = ({ campaignId }: TestCampaign) => readLedger(test.database, campaignId);
  const desksOf = (campaign: TestCampaign) => campaign.annotators.map(deskOf);

  it("passes a skipped comparison on to someone else and never back", async () => {
    const campaign = await create({ prompts: 2, annotators: 2 });
    const [ana, ben] = desksOf(campaign);
    const skipped = await ana!.take();
    expect(taskOf(await ana!.skip(skipped.taskId)).prompt).not.toBe(skipped.prompt);
    expect((await ben!.take()).prompt).toBe(skipped.prompt);
    await ana!.judge();
    expect(reasonOf(await ana!.next())).toBe("others_must_finish");
  });

  it("counts skipping twice as skipping once", async () => {
    const campaign = await create({ annotators: 1 });
    const [ana] = desksOf(campaign);
    const { taskId } = await ana!.take();
    await ana!.skip(taskId);
    await ana!.skip(taskId);
    expect(statusOf(await ledgerOf(campaign), taskId).skipCount).toBe(1);
  });

  it("is refused for what was judged", async () => {
    const campaign = await create({ annotators: 1 });
    const [ana] = desksOf(campaign);
    const { taskId } = await ana!.judge();
    expect(await refusal(ana!.skip(taskId))).toBe("conflict");
    expect(await refusal(ana!.flag(taskId))).toBe("conflict");
  });

  it("gives a comparison up at the third skip; it keeps its draw number and the next one opens", async () => {
    const campaign = await create({ prompts: 30, annotators: 3 });
    const desks = desksOf(campaign);
    const before = await ledgerOf(campaign);
    const taskIds: string[] = [];
    for (const desk of desks) {
      const { taskId } = await desk.take();
      taskIds.push(taskId);
      await desk.skip(taskId);
    }
    const ledger = await ledgerOf(campaign);
    expect(new Set(taskIds.map((id) => comparisonOf(ledger, id))).size).toBe(1);
    expect(statusOf(ledger, taskIds[0]!)).toMatchObject({
      state: "unjudgeable",
      skipCount: 3,
      drawNumber: before.statuses[0]!.drawNumber,
      openingNumber: 1,
      settledAt: campaign.lead.context.clock(),
    });
    expect(ledger.statuses).toHaveLength(21);
    const skipped = await listSkipped(campaign.lead.context, campaign.campaignId);
    expect(skipped).toHaveLength(1);
    expect(skipped[0]).toMatchObject({ skips: 3, state: "unjudgeable", comparison: { drawNumber: 1 } });
  });

  it("frees whoever was still judging it", async () => {
    const campaign = await create({ prompts: 1, judgmentsPerComparison: 2, annotators: 4 });
    const [ana, ...others] = desksOf(campaign);
    const { taskId } = await ana!.take();
    for (const desk of others) await desk.skip((await desk.take()).taskId);
    expect(await refusal(ana!.submit(taskId))).toBe("lease_lost");
    expect(await refusal(ana!.heartbeat(taskId))).toBe("lease_lost");
    expect(reasonOf(await ana!.next())).toBe("all_done");
    expect(reasonOf(await ana!.skip(taskId))).toBe("all_done");
    expect((await ledgerOf(campaign)).statuses[0]).toMatchObject({ state: "unjudgeable", skipCount: 3 });
  });

  it("counts no skip of a comparison that others have finished", async () => {
    const campaign = await create({ prompts: 1, annotators: 2, leaseSeconds: 60 });
    const [ana, ben] = desksOf(campaign);
    const { taskId } = await ana!.take();
    test.advance(61 * second);
    await ben!.judge();
    expect(reasonOf(await ana!.skip(taskId))).toBe("all_done");
    const ledger = await ledgerOf(campaign);
    expect(ledger.statuses[0]).toMatchObject({ state: "closed", skipCount: 0 });
    expect(findContradictions(ledger, { judgmentsPerComparison: 1, promptOncePerAnnotator: true })).toEqual(
      [],
    );
  });

  describe("a flag", () => {
    const flagOne = async (campaign: TestCampaign) => {
      const desk = deskOf(campaign.annotators[0]!);
      const { taskId } = await desk.take();
      await desk.flag(taskId);
      const flags = await listFlags(campaign.lead.context, {
        campaignId: campaign.campaignId,
        state: "raised",
      });
      expect(flags).toHaveLength(1);
      return { taskId, flag: flags[0]! };
    };

    it("tells the lead who found what, with the models' names", async () => {
      const campaign = await create({ annotators: 2 });
      const { flag } = await flagOne(campaign);
      expect(flag).toMatchObject({ annotator: "Annotator 0", reason: "other", note: "odd", state: "raised" });
      const { modelA, modelB, completionA, completionB } = flag.comparison;
      expect([modelA, modelB].sort()).toEqual(["green", "red"]);
      expect(completionA.startsWith(modelA)).toBe(true);
      expect(completionB.startsWith(modelB)).toBe(true);
    });

    it("dismissed leaves the comparison to others", async () => {
      const campaign = await create({ prompts: 1, annotators: 2 });
      const { campaignId, lead } = campaign;
      const { flag } = await flagOne(campaign);
      await resolveFlag(lead.context, { campaignId, flagId: flag.id, ruling: "dismissed" });
      await deskOf(campaign.annotators[1]!).judge();
      expect((await ledgerOf(campaign)).statuses[0]?.state).toBe("closed");
      expect(
        await refusal(resolveFlag(lead.context, { campaignId, flagId: flag.id, ruling: "unjudgeable" })),
      ).toBe("conflict");
      expect(await listFlags(lead.context, { campaignId, state: "raised" })).toEqual([]);
      expect((await listFlags(lead.context, { campaignId, state: "all" }))[0]?.state).toBe("dismissed");
    });

    it("ruled unjudgeable gives the comparison up and takes it out of every hand", async () => {
      const campaign = await create({ prompts: 1, annotators: 2 });
      const { campaignId, lead } = campaign;
      const { flag } = await flagOne(campaign);
      const ben = deskOf(campaign.annotators[1]!);
      const { taskId } = await ben.take();
      await resolveFlag(lead.context, { campaignId, flagId: flag.id, ruling: "unjudgeable" });
      expect(await refusal(ben.submit(taskId))).toBe("lease_lost");
      expect(reasonOf(await ben.next())).toBe("all_done");
      expect((await ledgerOf(campaign)).statuses[0]).toMatchObject({ state: "unjudgeable", drawNumber: 1 });
    });

    it("of another campaign is not found", async () => {
      const campaign = await create({ annotators: 1 });
      const other = await create({});
      const { flag } = await flagOne(campaign);
      const ruling = { campaignId: other.campaignId, flagId: flag.id, ruling: "unjudgeable" } as const;
      expect(await refusal(resolveFlag(other.lead.context, ruling))).toBe("not_found");
    });
  });

  it("lets a lead give up a drawn comparison of the campaign only", async () => {
    const campaign = await create({ prompts: 30 });
    const { campaignId, lead } = campaign;
    const other = await create({ prompts: 30 });
    const { statuses } = await ledgerOf(campaign);
    const comparisonId = statuses[0]!.comparisonId;
    expect(
      await refusal(markUnjudgeable(other.lead.context, { campaignId: other.campaignId, comparisonId })),
    ).toBe("not_found");
    await markUnjudgeable(lead.context, { campaignId, comparisonId });
    const after = await ledgerOf(campaign);
    expect(after.statuses[0]).toMatchObject({ comparisonId, state: "unjudgeable" });
    expect(after.statuses).toHaveLength(21);
    const drawn = new Set(after.statuses.map((status) => status.comparisonId));
    const { orm, tables } = test.database;
    const pool = await orm.select({ id: tables.comparison.id }).from(tables.comparison);
    const undrawn = pool.find(({ id }) => !drawn.has(id) && id < 31)!;
    expect(await refusal(markUnjudgeable(lead.context, { campaignId, comparisonId: undrawn.id }))).toBe(
      "not_found",
    );
  });
});
