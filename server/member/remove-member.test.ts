import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { second } from "../clock";
import { reviseJudgment } from "../judgment/revise-judgment";
import { submitJudgment } from "../judgment/submit-judgment";
import { undoLast } from "../judgment/undo-last";
import { nextTask } from "../task/next-task";
import { skipTask } from "../task/skip-task";
import { deskOf, reasonOf } from "../testing/annotator-desk";
import { findContradictions, readLedger } from "../testing/ledger";
import { refusal } from "../testing/refusal";
import { type CampaignOptions, createTestCampaign, type TestCampaign } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { listMembers } from "./list-members";
import { removeMember, restoreMember } from "./remove-member";

describe.each(dialects)("members on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  const create = (options: CampaignOptions) => createTestCampaign(test, options);
  const ledgerOf = ({ campaignId }: TestCampaign) => readLedger(test.database, campaignId);
  const expectSound = async (campaign: TestCampaign) =>
    expect(
      findContradictions(await ledgerOf(campaign), {
        judgmentsPerComparison: 1,
        promptOncePerAnnotator: true,
      }),
    ).toEqual([]);

  it("are listed with what each did and holds", async () => {
    const campaign = await create({ prompts: 9, annotators: 2 });
    const [ana] = campaign.annotators;
    const desk = deskOf(ana!);
    for (let i = 0; i < 3; i++) await desk.judge();
    test.advance(second);
    await desk.skip((await desk.take()).taskId);
    await desk.take();
    const members = await listMembers(campaign.lead.context, campaign.campaignId);
    expect(members.map(({ name, role }) => `${name}: ${role}`).sort()).toEqual([
      "Annotator 0: annotator",
      "Annotator 1: annotator",
      "Lena Lead: lead",
    ]);
    expect(members.find(({ id }) => id === ana!.memberId)).toMatchObject({
      judgments: 3,
      skips: 1,
      holding: 1,
      languages: null,
      removedAt: null,
      lastSeenAt: campaign.lead.context.clock(),
      link: { lastUsedAt: null },
    });
    test.advance(301 * second);
    expect(
      (await listMembers(campaign.lead.context, campaign.campaignId)).map(({ holding }) => holding),
    ).toEqual([0, 0, 0]);
  });

  it("removed give back what they hold, and keep what they judged", async () => {
    const campaign = await create({ prompts: 2, annotators: 2 });
    const [ana, ben] = campaign.annotators;
    await deskOf(ana!).judge();
    const held = await deskOf(ana!).take();
    const input = { campaignId: campaign.campaignId, memberId: ana!.memberId, withdrawJudgments: false };
    expect(await removeMember(campaign.lead.context, input)).toEqual({ requeued: 1 });
    expect((await deskOf(ben!).judge()).prompt).toBe(held.prompt);
    expect(reasonOf(await deskOf(ben!).next())).toBe("all_done");
    expect((await ledgerOf(campaign)).standing).toHaveLength(2);
    await expectSound(campaign);
  });

  it("removed with their judgments have them withdrawn, kept on record and judged again by others", async () => {
    const campaign = await create({ prompts: 3, annotators: 2 });
    const [ana, ben] = campaign.annotators;
    for (let i = 0; i < 3; i++) await deskOf(ana!).judge();
    const input = { campaignId: campaign.campaignId, memberId: ana!.memberId, withdrawJudgments: true };
    expect(await removeMember(campaign.lead.context, input)).toEqual({ requeued: 3 });
    expect(await removeMember(campaign.lead.context, input)).toEqual({ requeued: 0 });
    for (let i = 0; i < 3; i++) await deskOf(ben!).judge();
    const ledger = await ledgerOf(campaign);
    expect(ledger.judgments).toHaveLength(6);
    expect(ledger.standing.every(({ memberId }) => memberId === ben!.memberId)).toBe(true);
    await expectSound(campaign);
    await restoreMember(campaign.lead.context, input);
    expect(reasonOf(await deskOf(ana!).next())).toBe("all_done");
    expect(await refusal(deskOf(ana!).undo())).toBe("not_found");
  });

  it("removed are told so by every verb of the desk, also by one that was asked for before, and hold nothing", async () => {
    const campaign = await create({ prompts: 9, annotators: 1, prefetch: 3 });
    const { campaignId, lead } = campaign;
    const [ana] = campaign.annotators;
    const { context, memberId } = ana!;
    const { taskId } = await deskOf(ana!).judge();
    const asked = await ana!.member();
    const held = (await deskOf(ana!).take()).taskId;
    await removeMember(lead.context, { campaignId, memberId, withdrawJudgments: false });
    const decide = { campaignId, decision: "left", durationMs: 1, clientKey: "late-key" } as const;
    const late = await Promise.allSettled([
      ana!.member(),
      nextTask(context, asked),
      submitJudgment(context, asked, { ...decide, taskId: held }),
      reviseJudgment(context, asked, { ...decide, taskId }),
      skipTask(context, asked, { campaignId, taskId: held }),
      undoLast(context, asked),
    ]);
    const told = { code: "not_allowed", detail: { reason: "no_longer_member" } };
    for (const one of late) expect(one).toMatchObject({ status: "rejected", reason: told });
    const { tasks, standing } = await ledgerOf(campaign);
    expect(tasks.filter(({ state }) => state === "leased")).toEqual([]);
    expect(standing).toHaveLength(1);
  });

  it("do not remove themselves, nor people of other campaigns", async () => {
    const campaign = await create({ annotators: 1 });
    const other = await create({});
    const members = await listMembers(campaign.lead.context, campaign.campaignId);
    const me = members.find(({ role }) => role === "lead")!;
    const { campaignId, lead } = campaign;
    const remove = (memberId: string, as = campaign) =>
      removeMember(as.lead.context, { campaignId: as.campaignId, memberId, withdrawJudgments: true });
    expect(await refusal(remove(me.id))).toBe("not_allowed");
    expect(await refusal(remove(campaign.annotators[0]!.memberId, other))).toBe("not_found");
    expect((await listMembers(lead.context, campaignId)).every(({ removedAt }) => removedAt === null)).toBe(
      true,
    );
  });
});
