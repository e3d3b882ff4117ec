import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changeCampaignState } from "../campaign/change-state";
import { updateCampaign } from "../campaign/update-campaign";
import { minute } from "../clock";
import { answerBackground } from "../member/answer-background";
import { requireMember } from "../member/require-member";
import { redeemSignInLink } from "../session/redeem-sign-in-link";
import { getDesk } from "../task/get-desk";
import { deskOf, reasonOf, taskOf } from "../testing/annotator-desk";
import { findContradictions, readLedger } from "../testing/ledger";
import { refusal } from "../testing/refusal";
import { createTestCampaign, type TestCampaign } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { arrivals } from "./arrivals";
import { completionOf, fillIn } from "./completion-of";
import { createJoinLink } from "./create-join-link";
import { describeJoin } from "./describe-join";
import { joinCampaign } from "./join-campaign";
import { leaveCampaign } from "./leave-campaign";
import { listJoinLinks } from "./list-join-links";
import { revokeJoinLink } from "./revoke-join-link";

const panel = {
  personParameter: "PROLIFIC_PID",
  otherParameters: ["STUDY_ID"],
  judgmentsPerPerson: 2,
  completionCode: "C 1",
  redirectUrl: "https://panel.example/done?cc={code}&who={PROLIFIC_PID}",
  failureCode: "F1",
};

describe.each(dialects)("joining by a link on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  async function prepare(link: { mostPeople?: number; isPanel?: boolean } = {}) {
    const campaign = await createTestCampaign(test, { annotators: 0 });
    const { lead, campaignId } = campaign;
    await updateCampaign(lead.context, { campaignId, settings: { panel, prefetch: 3 } });
    const { token, joinLinkId } = await createJoinLink(lead.context, { campaignId, name: "Board", ...link });
    return { campaign, token, joinLinkId };
  }
  const anyone = () => test.as("nobody");
  const join = (token: string, parameters: Record<string, string> = {}, name = "Ann") =>
    joinCampaign(anyone(), { token, name, parameters });
  /** Whoever a personal link signs in. */
  async function personOf(joined: Awaited<ReturnType<typeof join>>, { campaignId }: TestCampaign) {
    if ("problem" in joined) throw new Error(joined.problem);
    const redeemed = await redeemSignInLink(anyone(), joined.token);
    if ("problem" in redeemed) throw new Error(redeemed.problem);
    const context = test.as(redeemed.userId);
    const member = () => requireMember(context, { campaignId, role: "annotator" });
    return { context, member, memberId: (await member()).id, userId: redeemed.userId, token: joined.token };
  }
  const problemOf = async (token: string) => (await describeJoin(anyone(), token)).problem;

  it("makes an annotator who can judge at once, another for each who joins", async () => {
    const { campaign, token } = await prepare();
    expect(await describeJoin(anyone(), token)).toMatchObject({
      campaignId: campaign.campaignId,
      isPanel: false,
      personParameter: null,
      problem: null,
    });
    const ann = await personOf(await join(token), campaign);
    const ben = await personOf(await join(token, {}, ""), campaign);
    expect(ann.userId).not.toBe(ben.userId);
    expect(taskOf(await deskOf(ann).next()).taskId).toBeTruthy();
    const { user } = test.database.tables;
    const names = (await test.database.orm.select().from(user)).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["Ann", "Annotator"]));
  });

  it("is refused where the link is unknown, revoked, or the campaign is not open", async () => {
    const { campaign, token, joinLinkId } = await prepare();
    const { lead, campaignId } = campaign;
    expect(await problemOf("nothing")).toBe("unknown");
    expect(await join("nothing")).toEqual({ problem: "unknown" });
    await changeCampaignState(lead.context, { campaignId, state: "paused" });
    expect(await problemOf(token)).toBeNull();
    await changeCampaignState(lead.context, { campaignId, state: "closed" });
    expect(await join(token)).toEqual({ problem: "not_open" });
    await revokeJoinLink(lead.context, { campaignId, joinLinkId });
    expect(await join(token)).toEqual({ problem: "revoked" });
    expect(await refusal(revokeJoinLink(lead.context, { campaignId, joinLinkId }))).toBe("not_found");
  });

  it("has so many places, and gives back those of who left or fell silent", async () => {
    const { campaign, token } = await prepare({ mostPeople: 2 });
    const { lead, campaignId } = campaign;
    const ann = await personOf(await join(token), campaign);
    await join(token);
    expect(await join(token)).toEqual({ problem: "full" });
    const held = await deskOf(ann).take();
    await leaveCampaign(ann.context, await ann.member());
    expect(await refusal(ann.member())).toBe("not_allowed");
    const ledger = await readLedger(test.database, campaignId);
    expect(ledger.tasks.find(({ id }) => id === held.taskId)!.state).toBe("released");
    await join(token);
    expect(await join(token)).toEqual({ problem: "full" });
    test.advance(30 * minute);
    const [link] = await listJoinLinks(lead.context, campaignId);
    expect(link).toMatchObject({ joined: 3, working: 0, finished: 0, left: 3 });
    expect(await join(token)).toHaveProperty("token");
  });

  it("lets in so many in a while, over all and from one address, and those who have joined already", async () => {
    const { campaign, token } = await prepare({ isPanel: true });
    const { byLink, fromOneAddress, windowMs } = arrivals;
    const arrive = (id: number, address: string | null) =>
      joinCampaign(anyone(), { token, parameters: { PROLIFIC_PID: `p${id}` } }, address);
    for (let id = 0; id < fromOneAddress; id++) expect(await arrive(id, "192.0.2.1")).toHaveProperty("token");
    expect(await arrive(1_000, "192.0.2.1")).toEqual({ problem: "too_many" });
    expect(await arrive(0, "192.0.2.1")).toHaveProperty("token");
    for (let id = fromOneAddress; id < byLink; id++)
      expect(await arrive(id, id % 2 ? `192.0.3.${id}` : null)).toHaveProperty("token");
    expect(await arrive(1_000, "192.0.2.2")).toEqual({ problem: "too_many" });
    expect(await arrive(1_000, null)).toEqual({ problem: "too_many" });
    const { lead, campaignId } = campaign;
    const another = await createJoinLink(lead.context, { campaignId, name: "Hall" });
    expect(await joinCampaign(anyone(), { token: another.token }, "192.0.2.1")).toHaveProperty("token");
    test.advance(windowMs);
    expect(await arrive(1_000, "192.0.2.1")).toHaveProperty("token");
    const { orm, tables } = test.database;
    const trail = (await orm.select().from(tables.audit)).filter(({ action }) => action === "member.join");
    expect(trail).toHaveLength(byLink + 2);
    expect(JSON.stringify(trail)).not.toContain("192.0.2.1");
  });

  it("never lets in more of those who come at once", async () => {
    const { token } = await prepare();
    for (let i = 1; i < arrivals.fromOneAddress; i++)
      await joinCampaign(anyone(), { token, name: `Ann ${i}` }, "192.0.2.1");
    const all = await Promise.all(
      ["Ben", "Cem", "Dea"].map((name) => joinCampaign(anyone(), { token, name }, "192.0.2.1")),
    );
    expect(all.filter((joined) => "token" in joined)).toHaveLength(1);
  });

  it("by a panel knows who comes again, keeps their parameters and ends with a code", async () => {
    const { campaign, token } = await prepare({ isPanel: true });
    const { lead, campaignId } = campaign;
    expect(await join(token, { STUDY_ID: "s" })).toEqual({ problem: "no_person" });
    const parameters = { PROLIFIC_PID: "p/1", STUDY_ID: "s", other: "x" };
    const ann = await personOf(await join(token, parameters), campaign);
    const { member: table } = test.database.tables;
    const [row] = await test.database.orm.select().from(table).where(eq(table.id, ann.memberId));
    expect(row).toMatchObject({
      externalId: "p/1",
      quota: 2,
      panelParameters: { PROLIFIC_PID: "p/1", STUDY_ID: "s" },
    });
    expect(await deskOf(ann).takeAhead()).toHaveLength(2);
    await deskOf(ann).judge();
    const again = await personOf(await join(token, parameters), campaign);
    expect(again.memberId).toBe(ann.memberId);
    const task = await deskOf(again).take();
    const end = await deskOf(again).submit(task.taskId);
    expect(end).toMatchObject({
      reason: "quota_reached",
      completion: { code: "C 1", url: "https://panel.example/done?cc=C%201&who=p%2F1" },
    });
    expect(await listJoinLinks(lead.context, campaignId)).toMatchObject([{ finished: 1, working: 0 }]);
    expect(await completionOf(test.database, campaignId, ann.memberId, "stopped_by_check")).toMatchObject({
      code: "F1",
    });
    expect(await completionOf(test.database, campaignId, ann.memberId, "paused")).toBeNull();
    const rules = { judgmentsPerComparison: 1, promptOncePerAnnotator: true };
    expect(findContradictions(await readLedger(test.database, campaignId), rules)).toEqual([]);
    expect(taskOf(await deskOf(again).undo()).taskId).toBe(task.taskId);
    expect(await listJoinLinks(lead.context, campaignId)).toMatchObject([{ finished: 0, working: 1 }]);
    await leaveCampaign(again.context, await again.member());
    expect(await join(token, parameters)).toEqual({ problem: "left" });
  });

  it("signs nobody in by a link that is no longer good, and thanks nobody of a panel for nothing", async () => {
    const { campaign, token, joinLinkId } = await prepare({ isPanel: true });
    const { lead, campaignId } = campaign;
    const parameters = { PROLIFIC_PID: "p1" };
    const ann = await personOf(await join(token, parameters), campaign);
    const end = (reason: "closed" | "stopped_by_check") =>
      completionOf(test.database, campaignId, ann.memberId, reason);
    expect(await end("closed")).toBeNull();
    await deskOf(ann).judge();
    expect(await end("closed")).toMatchObject({ code: "C 1" });
    const { member: table } = test.database.tables;
    await test.database.transaction(async (tx) => {
      await tx.orm.update(table).set({ stoppedAt: 1 }).where(eq(table.id, ann.memberId));
    });
    await updateCampaign(lead.context, { campaignId, settings: { panel: null } });
    expect(await join(token, { PROLIFIC_PID: "p2" })).toEqual({ problem: "not_open" });
    expect(await problemOf(token)).toBe("not_open");
    await updateCampaign(lead.context, { campaignId, settings: { panel } });
    await changeCampaignState(lead.context, { campaignId, state: "closed" });
    expect(await deskOf(ann).next()).toMatchObject({
      reason: "stopped_by_check",
      completion: { code: "F1" },
    });
    await revokeJoinLink(lead.context, { campaignId, joinLinkId });
    expect(await join(token, parameters)).toEqual({ problem: "revoked" });
  });

  it("asks beforehand what the lead wants to know, once", async () => {
    const { campaign, token } = await prepare();
    const { lead, campaignId } = campaign;
    const field = { id: "field", label: "Your field?", choices: ["Law", "Other"], required: true };
    const free = { id: "years", label: "Years?", choices: null, required: false };
    const background = { languages: true, questions: [field, free] };
    await updateCampaign(lead.context, { campaignId, settings: { background } });
    const ann = await personOf(await join(token), campaign);
    const desk = async () => getDesk(ann.context, await ann.member());
    expect((await desk()).background).toEqual(background);
    const answer = async (answers: Record<string, string>, languages?: string[]) =>
      answerBackground(ann.context, await ann.member(), { campaignId, answers, languages });
    expect(await refusal(answer({}, ["en"]))).toBe("invalid_input");
    expect(await refusal(answer({ field: "Art" }, ["en"]))).toBe("invalid_input");
    expect(await refusal(answer({ field: "Law" }))).toBe("invalid_input");
    await answer({ field: "Law", nothing: "x" }, ["sw", "en"]);
    expect(await desk()).toMatchObject({ background: null, chosenLanguages: ["en", "sw"] });
    const { member: table } = test.database.tables;
    const [row] = await test.database.orm.select().from(table).where(eq(table.id, ann.memberId));
    expect(row!.background).toEqual({ field: "Law", languages: "en, sw" });
    expect(reasonOf(await deskOf(ann).next())).toMatch(/^task /);
  });
});

describe("the address that a panel takes people back by", () => {
  it("has what is known filled in, whatever it holds", () => {
    expect(fillIn("https://x.example/{a}?b={b}&c={c}", { a: "1/2", b: "&=" })).toBe(
      "https://x.example/1%2F2?b=%26%3D&c={c}",
    );
  });
});
