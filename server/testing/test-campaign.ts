import { eq } from "drizzle-orm";
import { createCampaign } from "../campaign/create-campaign";
import { launchCampaign } from "../campaign/launch-campaign";
import type { CampaignSettingsInput } from "../campaign/schemas";
import { importFile } from "../import/import-file";
import { getJob } from "../jobs/job-row";
import { runJob } from "../jobs/run-job";
import { scoreMetric } from "../jobs/score-metric";
import { inviteMember } from "../member/invite-member";
import { type Member, requireMember } from "../member/require-member";
import { orderMetrics } from "../ranking/metric-by-id";
import { RankJobInput } from "../ranking/schemas";
import { startRanking } from "../ranking/start-ranking";
import { addUser } from "../session/add-user";
import type { VerbContext } from "../verb-context";
import { scoreHere } from "./score-here";
import type { TestDatabase } from "./test-database";

export interface CampaignOptions extends Partial<CampaignSettingsInput> {
  /** Prompts p0, p1, …; a text per model is made for each. */
  prompts?: number;
  models?: readonly string[];
  /** Given to the prompts in turn. */
  languages?: readonly string[];
  /** The text of a model's completion. */
  completion?: (prompt: number, model: string) => string;
  /** Rows to import instead of the made ones. */
  rows?: readonly object[];
  annotators?: number;
  /** How far to take it; launched unless told otherwise. */
  until?: "created" | "imported" | "ranked" | "launched";
}

export interface TestPerson {
  userId: string;
  memberId: string;
  context: VerbContext;
  /** The sign-in link's token. */
  token: string;
  /** The membership as a procedure would be given it now. */
  member(): Promise<Member>;
}

export interface TestCampaign {
  campaignId: string;
  lead: { userId: string; context: VerbContext };
  annotators: TestPerson[];
  invite(input?: { name?: string; languages?: string[] }): Promise<TestPerson>;
}

/** A small campaign made through the product's own verbs: imported, ranked, launched, with annotators. */
export async function createTestCampaign(
  test: TestDatabase,
  options: CampaignOptions = {},
): Promise<TestCampaign> {
  const {
    prompts: _,
    models: __,
    languages: ___,
    completion: ____,
    rows,
    annotators = 0,
    until,
    ...settings
  } = options;
  const operator = test.as("operator");
  const userId = await test.database.transaction((tx) =>
    addUser(tx, { name: "Lena Lead", role: "lead", now: operator.clock() }),
  );
  const lead = { userId, context: test.as(userId) };
  const { campaignId } = await createCampaign(lead.context, {
    name: "Test",
    seed: "seed-1",
    // One at a time, so that a test of who is given what need not think of what is held ahead.
    prefetch: 1,
    ...settings,
  });
  const invite: TestCampaign["invite"] = async ({ name = "Ana", languages } = {}) => {
    const { memberId, token } = await inviteMember(lead.context, {
      campaignId,
      name,
      role: "annotator",
      languages,
    });
    return findPerson(test, { campaignId, memberId, token });
  };
  const people: TestPerson[] = [];
  for (let i = 0; i < annotators; i++) people.push(await invite({ name: `Annotator ${i}` }));
  const campaign = { campaignId, lead, annotators: people, invite };
  if (until === "created") return campaign;
  await importRows(lead.context, campaignId, rows ?? makeRows(options));
  if (until === "imported") return campaign;
  await rank(lead.context, campaignId);
  if (until !== "ranked") await launch(lead.context, campaignId);
  return campaign;
}

async function findPerson(
  test: TestDatabase,
  { campaignId, memberId, token }: { campaignId: string; memberId: string; token: string },
): Promise<TestPerson> {
  const { orm, tables } = test.database;
  const rows = await orm.select().from(tables.member).where(eq(tables.member.id, memberId));
  const { userId } = rows[0] as { userId: string };
  const context = test.as(userId);
  const member = () => requireMember(context, { campaignId, role: "annotator" });
  return { userId, memberId, context, token, member };
}

/** Rows of a completions file; the texts differ in length from model to model and prompt to prompt. */
export function makeRows({
  prompts = 6,
  models = ["red", "green"],
  languages,
  completion = (prompt, model) =>
    `${model} text ${prompt}${" more".repeat((prompt * 7 + model.length) % 11)}`,
}: CampaignOptions): object[] {
  return Array.from({ length: prompts }, (_, prompt) =>
    models.map((model) => ({
      prompt_id: `p${prompt}`,
      prompt: `Prompt ${prompt}`,
      model,
      completion: completion(prompt, model),
      ...(languages ? { language: languages[prompt % languages.length] } : {}),
    })),
  ).flat();
}

/** Imports rows as a JSON Lines file. */
export async function importRows(
  context: VerbContext,
  campaignId: string,
  rows: readonly object[],
): Promise<void> {
  const bytes = new TextEncoder().encode(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  async function* source() {
    yield bytes;
  }
  await importFile(context, { campaignId, fileName: "rows.jsonl", source: source() });
}

/** Ranks the campaign. Scores in this thread, since worker threads take longer to start than a test should last. */
export async function rank(context: VerbContext, campaignId: string): Promise<string> {
  const { jobId } = await startRanking(context, campaignId);
  await scoreInThread(context, jobId);
  return finishJob(context, campaignId, jobId);
}

/** Builds the pool of a waiting rank job and scores it with every metric that the order is made from. */
export async function scoreInThread(context: VerbContext, jobId: string): Promise<void> {
  const { orm, tables } = context.database;
  const rows = await orm.select().from(tables.job).where(eq(tables.job.id, jobId));
  const { campaignId, input } = rows[0] as { campaignId: string; input: Record<string, unknown> };
  const { importIds, pairChoice, seed, ...settings } = RankJobInput.parse(input);
  for (const { id: metric } of orderMetrics(settings).metrics) {
    const pool = { campaignId, importIds, pairChoice, seed };
    await scoreMetric(context, { ...pool, metric }, async () => {}, scoreHere());
  }
}

export async function launch(context: VerbContext, campaignId: string): Promise<void> {
  const { jobId } = await launchCampaign(context, campaignId);
  await finishJob(context, campaignId, jobId);
}

/** Runs a queued job to its end and returns what it made; throws when it failed. */
export async function finishJob(context: VerbContext, campaignId: string, jobId: string): Promise<string> {
  await runJob(context, jobId);
  const { state, error, resultId } = await getJob(context.database, campaignId, jobId);
  if (state !== "done") throw new Error(`the job is ${state}: ${error}`);
  return resultId as string;
}
