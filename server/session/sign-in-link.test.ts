import { getTableColumns } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { signInHandler } from "../http/sign-in-handler";
import { sha256 } from "../ids";
import { listMembers } from "../member/list-members";
import { newMemberLink, revokeMemberLinks } from "../member/new-link";
import { removeMember, restoreMember } from "../member/remove-member";
import { appRouter } from "../router";
import { refusal } from "../testing/refusal";
import { contextOf, signIn, withDatabase } from "../testing/signed-in";
import { createTestCampaign, type TestCampaign, type TestPerson } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { createCallerFactory } from "../trpc";
import { redeemSignInLink } from "./redeem-sign-in-link";
import { addSignInLink, linkDays } from "./sign-in-link";

const day = 86_400_000;

describe.each(dialects)("a sign-in link on %s", (dialect) => {
  let test: TestDatabase;
  let campaign: TestCampaign;
  let ana: TestPerson;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
    campaign = await createTestCampaign(test, { until: "created", annotators: 1 });
    ana = campaign.annotators[0]!;
  });
  afterEach(() => test.drop());

  const redeem = (token: string) => redeemSignInLink(test.as("operator"), token);
  /** A link by the system's clock, which sign-in itself goes by. */
  const freshLink = () =>
    test.database.transaction((tx) =>
      addSignInLink(tx, { userId: ana.userId, campaignId: campaign.campaignId, now: Date.now() }),
    );
  const me = async (cookie: string) => (await contextOf(test.database, cookie)).user?.id;

  it("is reusable for 30 days and then expired", async () => {
    const opened = { userId: ana.userId, campaignId: campaign.campaignId };
    expect(await redeem(ana.token)).toMatchObject(opened);
    test.advance(linkDays * day - 1);
    expect(await redeem(ana.token)).toMatchObject(opened);
    test.advance(1);
    expect(await redeem(ana.token)).toEqual({ problem: "expired" });
  });

  it("that nobody made is unknown", async () => {
    expect(await redeem("0".repeat(32))).toEqual({ problem: "unknown" });
    expect(await redeem(sha256(ana.token))).toEqual({ problem: "unknown" });
  });

  it("is revoked by the lead, and replaced by a new one", async () => {
    const input = { campaignId: campaign.campaignId, memberId: ana.memberId };
    const { token } = await newMemberLink(campaign.lead.context, input);
    expect(await redeem(ana.token)).toEqual({ problem: "revoked" });
    expect(await redeem(token)).toMatchObject({ userId: ana.userId });
    await revokeMemberLinks(campaign.lead.context, input);
    expect(await redeem(token)).toEqual({ problem: "revoked" });
    expect((await listMembers(campaign.lead.context, campaign.campaignId))[1]?.link).toBeNull();
  });

  it("is nowhere in the database, only its hash", async () => {
    const { token } = await freshLink();
    await signIn(test.database, token);
    const { orm, tables } = test.database;
    let stored = "";
    for (const table of Object.values(tables)) {
      expect(Object.keys(getTableColumns(table)).length).toBeGreaterThan(0);
      stored += JSON.stringify(await orm.select().from(table as typeof tables.setting));
    }
    expect(stored).toContain(sha256(token));
    expect(stored).not.toContain(token);
    expect(stored).not.toContain(ana.token);
  });

  it("opens a session that names the person, from any number of devices", async () => {
    const { token } = await freshLink();
    const [phone, laptop] = [await signIn(test.database, token), await signIn(test.database, token)];
    expect(phone).toMatchObject({ problem: null, campaignId: campaign.campaignId });
    expect([await me(phone.cookie), await me(laptop.cookie)]).toEqual([ana.userId, ana.userId]);
    expect(phone.cookie).not.toBe(laptop.cookie);
  });

  it("opens nothing when it does not work", async () => {
    expect(await signIn(test.database, "nonsense")).toEqual({
      cookie: "",
      problem: "unknown",
      campaignId: null,
    });
    // The test's own clock stands in the past, and so does the link that was made by it, once it is 30 days old.
    const { token } = await test.database.transaction((tx) =>
      addSignInLink(tx, { userId: ana.userId, campaignId: null, now: Date.now() - 31 * day }),
    );
    expect(await signIn(test.database, token)).toMatchObject({ cookie: "", problem: "expired" });
  });

  it.each(["revoked", "replaced", "removed"])("%s ends its sessions at once", async (how) => {
    const { token } = await freshLink();
    const { cookie } = await signIn(test.database, token);
    expect(await me(cookie)).toBe(ana.userId);
    const input = { campaignId: campaign.campaignId, memberId: ana.memberId };
    if (how === "revoked") await revokeMemberLinks(campaign.lead.context, input);
    if (how === "replaced") await newMemberLink(campaign.lead.context, input);
    if (how === "removed") await removeMember(campaign.lead.context, { ...input, withdrawJudgments: false });
    expect(await me(cookie)).toBeUndefined();
    expect(await signIn(test.database, token)).toMatchObject({ cookie: "", problem: "revoked" });
  });

  it("refuses a removed person at once, and takes them back by a new link only", async () => {
    const input = { campaignId: campaign.campaignId, memberId: ana.memberId };
    const { lead } = campaign;
    await removeMember(lead.context, { ...input, withdrawJudgments: false });
    expect(await refusal(ana.member())).toBe("not_allowed");
    expect(await refusal(newMemberLink(lead.context, input))).toBe("wrong_state");
    await restoreMember(lead.context, input);
    expect((await ana.member()).id).toBe(ana.memberId);
    expect(await redeem(ana.token)).toEqual({ problem: "revoked" });
    expect(await redeem((await newMemberLink(lead.context, input)).token)).toMatchObject({
      userId: ana.userId,
    });
  });

  it("is not made by someone who would sign in to campaigns that are not theirs", async () => {
    const { lead } = campaign;
    const members = await listMembers(lead.context, campaign.campaignId);
    const leadMember = members.find(({ role }) => role === "lead")!;
    const colleague = await createTestCampaign(test, { until: "created" });
    const { orm, tables } = test.database;
    const memberships = await orm.select().from(tables.member);
    await test.database.transaction(async (tx) => {
      const { languages, judgmentCount, createdAt } = memberships[0]!;
      await tx.orm.insert(tx.tables.member).values({
        id: "mem_colleague",
        campaignId: campaign.campaignId,
        userId: colleague.lead.userId,
        role: "lead",
        languages,
        judgmentCount,
        createdAt,
      });
    });
    const { campaignId } = campaign;
    // The colleague leads a campaign of their own, so nobody but they and the operator may sign in as them.
    expect(await refusal(newMemberLink(lead.context, { campaignId, memberId: "mem_colleague" }))).toBe(
      "not_allowed",
    );
    await newMemberLink(test.as("operator"), { campaignId, memberId: "mem_colleague" });
    await newMemberLink(colleague.lead.context, { campaignId, memberId: "mem_colleague" });
    // Whoever is in this campaign only may be given a link by any lead of it.
    await newMemberLink(colleague.lead.context, { campaignId, memberId: leadMember.id });
  });

  it("opens a session that ends by itself", async () => {
    const { cookie } = await signIn(test.database, (await freshLink()).token);
    await test.database.transaction(async ({ orm, tables: { session } }) => {
      await orm.update(session).set({ expiresAt: new Date(Date.now() - 1_000) });
    });
    expect(await me(cookie)).toBeUndefined();
  });

  it("signs out where it is asked to, and only there", async () => {
    const { token } = await freshLink();
    const [phone, laptop] = [await signIn(test.database, token), await signIn(test.database, token)];
    const context = await contextOf(test.database, phone.cookie);
    await createCallerFactory(appRouter)(context).session.signOut();
    expect([await me(phone.cookie), await me(laptop.cookie)]).toEqual([undefined, ana.userId]);
  });

  it.each([
    [
      "a forged signature",
      (cookie: string) => cookie.replace(/(session_token=[^.]+\.)[^;]{8}/, "$1AAAAAAAA"),
    ],
    ["no session data", (cookie: string) => cookie.replaceAll(/session_token=[^;]*/g, "session_token=")],
  ])("takes no cookie with %s for a session", async (_, forge) => {
    const { cookie } = await signIn(test.database, (await freshLink()).token);
    const forged = forge(cookie.split("; ").find((part) => part.includes("session_token"))!);
    expect(forged).not.toBe(cookie);
    expect(await me(forged)).toBeUndefined();
  });

  it("leads to where the person works, and says what is wrong otherwise", async () => {
    const open = async (token: string) => {
      const request = new Request("http://127.0.0.1/l/x", { headers: { host: "judge.example.org" } });
      const params = Promise.resolve({ token });
      const answer = await withDatabase(test.database, () => signInHandler(request, { params }));
      return {
        status: answer.status,
        location: answer.headers.get("location"),
        cookies: answer.headers.getSetCookie(),
      };
    };
    const opened = await open((await freshLink()).token);
    expect(opened.location).toBe(`http://judge.example.org/judge/${campaign.campaignId}`);
    expect(opened.cookies.every((cookie) => /samesite=lax/i.test(cookie))).toBe(true);
    const [session, person] = opened.cookies;
    expect(session).toMatch(/session_token=.*httponly/i);
    // Says who it is to the page's own service worker, and opens nothing.
    expect(person).toContain(`tiebreak-person=${ana.userId};`);
    expect(person).not.toMatch(/httponly/i);
    expect(await me((person as string).split(";")[0] as string)).toBeUndefined();
    expect(await open("nonsense")).toEqual({
      status: 303,
      location: "http://judge.example.org/sign-in?problem=unknown",
      cookies: [],
    });
  });
});
