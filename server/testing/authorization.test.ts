import { TRPCError } from "@trpc/server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SignedInUser } from "../context";
import { addEndpoint } from "../endpoint/add-endpoint";
import { TiebreakError } from "../errors";
import { addGold } from "../gold/add-gold";
import { downloadHandler, importHandler, importPreviewHandler } from "../http";
import { createJoinLink } from "../join/create-join-link";
import { removeMember } from "../member/remove-member";
import { appRouter } from "../router";
import { addSignInLink } from "../session/sign-in-link";
import { createCallerFactory } from "../trpc";
import { deskOf } from "./annotator-desk";
import { readLedger } from "./ledger";
import { signIn, withDatabase } from "./signed-in";
import { createTestCampaign, type TestCampaign } from "./test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "./test-database";

type Access =
  | "anyone"
  | "anyone signed in"
  | "any lead"
  | "lead of the campaign"
  | "annotator of the campaign"
  /** At the desk: a lead is in preview there. */
  | "member of the campaign";

/** Things of one campaign, by the ids that procedures are given. */
interface Ids {
  campaignId: string;
  memberId: string;
  taskId: string;
  /** One that the first annotator has judged. */
  judgedTaskId: string;
  flagId: string;
  comparisonId: number;
  jobId: string;
  rankingId: string;
  endpointId: string;
  importId: string;
  goldId: number;
  joinLinkId: string;
}

const noMore = () => ({});

/** Who may call each procedure, and what it takes beside the campaign. A new procedure must be entered here. */
const procedures: Record<string, [Access, (ids: Ids) => Record<string, unknown>]> = {
  "session.user": ["anyone signed in", noMore],
  "session.me": ["anyone signed in", noMore],
  "session.signOut": ["anyone signed in", noMore],
  "campaign.list": ["any lead", noMore],
  "campaign.create": ["any lead", () => ({ name: "New" })],
  "campaign.get": ["lead of the campaign", noMore],
  "campaign.progress": ["lead of the campaign", noMore],
  "campaign.update": ["lead of the campaign", () => ({ settings: { name: "Renamed" } })],
  "campaign.launch": ["lead of the campaign", noMore],
  "campaign.pause": ["lead of the campaign", noMore],
  "campaign.resume": ["lead of the campaign", noMore],
  "campaign.close": ["lead of the campaign", noMore],
  "campaign.goOn": ["lead of the campaign", noMore],
  "campaign.extend": ["lead of the campaign", () => ({ budget: null })],
  "import.list": ["lead of the campaign", noMore],
  "endpoint.list": ["lead of the campaign", noMore],
  "endpoint.newestFetch": ["lead of the campaign", noMore],
  "endpoint.add": [
    "lead of the campaign",
    () => ({ name: "One", baseUrl: "http://127.0.0.1:9/v1", servedModel: "m" }),
  ],
  "endpoint.remove": ["lead of the campaign", ({ endpointId }) => ({ endpointId })],
  "endpoint.check": ["lead of the campaign", ({ endpointId }) => ({ endpointId })],
  "endpoint.previewFetch": [
    "lead of the campaign",
    ({ endpointId }) => ({ settings: { kind: "embeddings", endpointId }, endpointId }),
  ],
  "endpoint.startFetch": [
    "lead of the campaign",
    ({ endpointId }) => ({ settings: { kind: "embeddings", endpointId }, endpointId }),
  ],
  "endpoint.retryFetch": ["lead of the campaign", ({ jobId }) => ({ jobId })],
  "endpoint.stopFetch": ["lead of the campaign", ({ jobId }) => ({ jobId })],
  "endpoint.discardFetch": ["lead of the campaign", ({ importId }) => ({ importId })],
  "ranking.metrics": ["lead of the campaign", noMore],
  "ranking.choices": ["lead of the campaign", noMore],
  "ranking.start": ["lead of the campaign", noMore],
  "ranking.reorder": [
    "lead of the campaign",
    () => ({ order: { metric: "length-gap", preset: "balanced" } }),
  ],
  "ranking.get": ["lead of the campaign", ({ rankingId }) => ({ rankingId })],
  "job.get": ["lead of the campaign", ({ jobId }) => ({ jobId })],
  "member.list": ["lead of the campaign", noMore],
  "member.invite": ["lead of the campaign", () => ({ name: "New" })],
  "member.newLink": ["lead of the campaign", ({ memberId }) => ({ memberId })],
  "member.revokeLinks": ["lead of the campaign", ({ memberId }) => ({ memberId })],
  "member.remove": ["lead of the campaign", ({ memberId }) => ({ memberId })],
  "member.restore": ["lead of the campaign", ({ memberId }) => ({ memberId })],
  "member.chooseLanguages": ["annotator of the campaign", () => ({ languages: ["en"] })],
  "member.letGoOn": ["lead of the campaign", ({ memberId }) => ({ memberId })],
  "member.seeGuidelines": ["member of the campaign", () => ({ version: 1 })],
  "campaign.guidelineVersions": ["lead of the campaign", noMore],
  "task.restartPreview": ["lead of the campaign", noMore],
  "gold.list": ["lead of the campaign", noMore],
  "gold.poolFields": ["lead of the campaign", noMore],
  "gold.add": [
    "lead of the campaign",
    () => ({ prompt: "p", completionA: "a", completionB: "b", accepted: ["model_a"] }),
  ],
  "gold.edit": [
    "lead of the campaign",
    ({ goldId }) => ({ goldId, prompt: "p", completionA: "a", completionB: "b", accepted: ["model_a"] }),
  ],
  "gold.addFromComparison": [
    "lead of the campaign",
    ({ comparisonId }) => ({ comparisonId, accepted: ["model_a"] }),
  ],
  "gold.import": [
    "lead of the campaign",
    () => ({
      fileName: "gold.jsonl",
      text: '{"prompt":"p","completion_a":"a","completion_b":"b","accepted":"a"}',
    }),
  ],
  "gold.retire": ["lead of the campaign", ({ goldId }) => ({ goldId })],
  "gold.restore": ["lead of the campaign", ({ goldId }) => ({ goldId })],
  "gold.orderPractice": ["lead of the campaign", () => ({ goldIds: [] })],
  "comparison.explain": ["lead of the campaign", ({ comparisonId }) => ({ comparisonId })],
  "comparison.queue": ["lead of the campaign", noMore],
  "comparison.prompts": ["lead of the campaign", noMore],
  "flag.list": ["lead of the campaign", noMore],
  "flag.resolve": ["lead of the campaign", ({ flagId }) => ({ flagId, ruling: "dismissed" })],
  "flag.skipped": ["lead of the campaign", noMore],
  "flag.markUnjudgeable": ["lead of the campaign", ({ comparisonId }) => ({ comparisonId })],
  "task.desk": ["member of the campaign", noMore],
  "task.next": ["member of the campaign", noMore],
  "task.heartbeat": ["member of the campaign", ({ taskId }) => ({ taskIds: [taskId] })],
  "task.release": ["member of the campaign", ({ taskId }) => ({ taskIds: [taskId] })],
  "task.skip": ["member of the campaign", ({ taskId }) => ({ taskId })],
  "task.flag": ["member of the campaign", ({ taskId }) => ({ taskId, reason: "other" })],
  "join.describe": ["anyone", () => ({ token: "nothing" })],
  "join.list": ["lead of the campaign", noMore],
  "join.create": ["lead of the campaign", () => ({ name: "Board" })],
  "join.revoke": ["lead of the campaign", ({ joinLinkId }) => ({ joinLinkId })],
  "join.leave": ["annotator of the campaign", noMore],
  "member.answerBackground": ["annotator of the campaign", () => ({ answers: {} })],
  "judgment.submit": [
    "member of the campaign",
    ({ taskId }) => ({ taskId, decision: "left", durationMs: 1, clientKey: "client-key-1" }),
  ],
  "judgment.undo": ["member of the campaign", noMore],
  "judgment.mine": ["annotator of the campaign", noMore],
  "judgment.review": [
    "annotator of the campaign",
    ({ judgedTaskId }) => ({ judgedTaskId, taskId: judgedTaskId }),
  ],
  "judgment.revise": [
    "annotator of the campaign",
    ({ judgedTaskId }) => ({
      judgedTaskId,
      taskId: judgedTaskId,
      decision: "left",
      durationMs: 1,
      clientKey: "client-key-2",
    }),
  ],
  "noise.get": ["lead of the campaign", noMore],
  "noise.examples": ["lead of the campaign", () => ({ detector: "empty" })],
  "noise.selfNames": ["lead of the campaign", noMore],
  "noise.inspect": ["lead of the campaign", noMore],
  "noise.exclude": ["lead of the campaign", () => ({ detector: "empty" })],
  "noise.restore": ["lead of the campaign", () => ({ detector: "empty" })],
  "report.get": ["lead of the campaign", noMore],
  "report.preferences": ["lead of the campaign", noMore],
  "report.generate": ["lead of the campaign", noMore],
  "worth.get": ["lead of the campaign", noMore],
  "worth.start": ["lead of the campaign", noMore],
  "plan.get": ["lead of the campaign", noMore],
  "plan.simulate": [
    "lead of the campaign",
    () => ({ preset: "balanced", budget: 4, margin: 0.2, tieRate: 0.3, auc: 0.5 }),
  ],
  "predictor.list": ["lead of the campaign", noMore],
  "predictor.start": ["lead of the campaign", noMore],
};

async function addTestEndpoint({ campaignId, lead }: TestCampaign): Promise<string> {
  const baseUrl = "http://127.0.0.1:9/v1";
  const added = await addEndpoint(lead.context, { campaignId, name: "Test", baseUrl, servedModel: "m" });
  return added.endpointId;
}

const knownTexts = { prompt: "p", completionA: "a", completionB: "b", accepted: ["model_a" as const] };

const paths = Object.keys(appRouter._def.procedures);

it("covers every procedure of the router", () => {
  expect(Object.keys(procedures).sort()).toEqual([...paths].sort());
});

describe.each(dialects)("authorization on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  const asLead = ({ lead }: TestCampaign): SignedInUser => ({ id: lead.userId, name: "Lena", role: "lead" });
  const asAnnotator = ({ annotators }: TestCampaign, i = 0): SignedInUser => ({
    id: annotators[i]!.userId,
    name: "Ana",
    role: "annotator",
  });

  /** The code of the refusal, or "allowed" when the procedure was reached and did not refuse. */
  async function ask(user: SignedInUser | null, path: string, input: unknown): Promise<string> {
    const { database, clock } = test.as("nobody");
    const caller = createCallerFactory(appRouter)({
      database,
      clock,
      user,
      sessionToken: null,
      origin: () => "http://127.0.0.1",
    });
    const [noun, verb] = path.split(".") as [string, string];
    try {
      await (caller as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>)[
        noun
      ]![verb]!(input);
      return "allowed";
    } catch (error) {
      if (error instanceof TRPCError && error.cause instanceof TiebreakError) return error.cause.code;
      throw error;
    }
  }

  /** A live campaign with something behind every id. */
  async function createOne(): Promise<{ campaign: TestCampaign; ids: Ids }> {
    const campaign = await createTestCampaign(test, { annotators: 3 });
    const [ana, ben] = campaign.annotators.map(deskOf);
    const { taskId: judgedTaskId } = await ana!.judge();
    const { taskId } = await ana!.take();
    await ben!.flag((await ben!.take()).taskId);
    const { orm, tables } = test.database;
    const ledger = await readLedger(test.database, campaign.campaignId);
    const jobs = await orm.select().from(tables.job);
    const rankings = await orm.select().from(tables.ranking);
    const imports = await orm.select().from(tables.dataImport);
    const isMine = (row: { campaignId: string }) => row.campaignId === campaign.campaignId;
    const ids: Ids = {
      campaignId: campaign.campaignId,
      memberId: campaign.annotators[2]!.memberId,
      taskId,
      judgedTaskId,
      flagId: ledger.flags[0]!.id,
      comparisonId: ledger.statuses.at(-1)!.comparisonId,
      jobId: jobs.find(isMine)!.id,
      rankingId: rankings.find(isMine)!.id,
      endpointId: await addTestEndpoint(campaign),
      importId: imports.find(isMine)!.id,
      goldId: (await addGold(campaign.lead.context, { campaignId: campaign.campaignId, ...knownTexts }))
        .goldId,
      joinLinkId: (
        await createJoinLink(campaign.lead.context, { campaignId: campaign.campaignId, name: "Wall" })
      ).joinLinkId,
    };
    return { campaign, ids };
  }

  it("refuses everyone whom a procedure is not for", async () => {
    const { campaign, ids } = await createOne();
    const other = await createTestCampaign(test, { until: "created", annotators: 1 });
    const removed = asAnnotator(campaign, 1);
    const memberId = campaign.annotators[1]!.memberId;
    await removeMember(campaign.lead.context, {
      campaignId: ids.campaignId,
      memberId,
      withdrawJudgments: false,
    });
    const before = JSON.stringify(await readLedger(test.database, ids.campaignId));
    for (const path of paths) {
      const [access, more] = procedures[path]!;
      const input = { campaignId: ids.campaignId, ...more(ids) };
      const answers: Record<string, string> = { nobody: await ask(null, path, input) };
      const expected: Record<string, string> = { nobody: access === "anyone" ? "allowed" : "not_signed_in" };
      const expectOf = async (who: string, user: SignedInUser, code: string) => {
        answers[who] = await ask(user, path, input);
        expected[who] = code;
      };
      if (access === "any lead") await expectOf("annotator", asAnnotator(campaign), "not_allowed");
      if (access.endsWith("of the campaign")) {
        await expectOf("lead of another", asLead(other), "not_found");
        await expectOf("annotator of another", asAnnotator(other), "not_found");
        await expectOf("removed annotator", removed, "not_allowed");
      }
      if (access === "lead of the campaign")
        await expectOf("annotator", asAnnotator(campaign), "not_allowed");
      // A role that the session claims does not make a lead of a campaign's annotator.
      if (access === "lead of the campaign")
        await expectOf("annotator as lead", { ...asAnnotator(campaign), role: "lead" }, "not_allowed");
      if (access === "annotator of the campaign") await expectOf("lead", asLead(campaign), "not_allowed");
      expect({ path, ...answers }).toEqual({ path, ...expected });
    }
    expect(JSON.stringify(await readLedger(test.database, ids.campaignId))).toBe(before);
  });

  it("finds nothing of another campaign by its id, even for that role there", async () => {
    const { ids } = await createOne();
    const { campaign: other } = await createOne();
    const before = JSON.stringify(await readLedger(test.database, ids.campaignId));
    for (const path of paths) {
      const [access, more] = procedures[path]!;
      const foreign = Object.keys(more(ids)).some((key) => key in ids);
      if (!foreign) continue;
      const user = access === "lead of the campaign" ? asLead(other) : asAnnotator(other);
      const answer = await ask(user, path, { campaignId: other.campaignId, ...more(ids) });
      // A lease that is not one's own is no different from one that was lost, and giving it back changes nothing.
      const expected = { "task.heartbeat": "lease_lost", "task.release": "allowed" }[path] ?? "not_found";
      expect({ path, answer }).toEqual({ path, answer: expected });
    }
    expect(JSON.stringify(await readLedger(test.database, ids.campaignId))).toBe(before);
  });

  it("lets in whom a procedure is for", async () => {
    for (const path of paths) {
      const [access] = procedures[path]!;
      if (access === "anyone signed in") {
        expect(await ask({ id: "usr_x", name: "X", role: "annotator" }, path, {})).toBe("allowed");
      }
    }
    const { campaign, ids } = await createOne();
    const reads = paths.filter(
      (path) => appRouter._def.procedures[path as never]["_def"]["type"] === "query",
    );
    for (const path of reads) {
      const [access, more] = procedures[path]!;
      const user = access === "annotator of the campaign" ? asAnnotator(campaign) : asLead(campaign);
      const answer = await ask(user, path, { campaignId: ids.campaignId, ...more(ids) });
      expect({ path, answer }).toEqual({ path, answer: "allowed" });
    }
  });

  describe("over HTTP", () => {
    const routes = [
      ["import", "POST", importHandler, {}],
      ["import preview", "POST", importPreviewHandler, {}],
      ["download", "GET", downloadHandler, { download: "judgments.csv" }],
      ["draws", "GET", downloadHandler, { download: "draws.csv" }],
      ["report", "GET", downloadHandler, { download: "report.json" }],
      ["preferences", "GET", downloadHandler, { download: "preferences.jsonl" }],
    ] as const;

    async function cookieOf(userId: string): Promise<string> {
      const { token } = await test.database.transaction((tx) =>
        addSignInLink(tx, { userId, campaignId: null, now: Date.now() }),
      );
      return (await signIn(test.database, token)).cookie;
    }

    it.each(routes)("%s is for leads of the campaign", async (_, method, handler, more) => {
      const campaign = await createTestCampaign(test, { until: "created", annotators: 1 });
      const other = await createTestCampaign(test, { until: "created" });
      const { campaignId } = campaign;
      const send = async (userId: string | null, site = "same-origin") => {
        const headers = { cookie: userId ? await cookieOf(userId) : "", "sec-fetch-site": site };
        const init = method === "POST" ? { method, headers, body: "not json\n" } : { method, headers };
        const request = new Request("http://127.0.0.1/?fileName=x.jsonl", init);
        const params = Promise.resolve({ campaignId, ...more } as { campaignId: string; download: string });
        const answer = await withDatabase(test.database, () => handler(request, { params }));
        await answer.text();
        return answer.status;
      };
      expect(await send(null)).toBe(401);
      expect(await send(campaign.annotators[0]!.userId)).toBe(403);
      expect(await send(other.lead.userId)).toBe(404);
      expect([200, 400, 404, 412]).toContain(await send(campaign.lead.userId));
      if (method === "POST") expect(await send(campaign.lead.userId, "cross-site")).toBe(403);
    });
  });
});
