import { eq } from "drizzle-orm";
import { createCampaign } from "../campaign/create-campaign";
import { launchCampaign } from "../campaign/launch-campaign";
import type { CampaignSettingsInput } from "../campaign/schemas";
import { buildPool, listImportedPrompts } from "../comparison/build-pool";
import { preparePool } from "../core/disagreement/prepare-pool";
import { getMetric } from "../core/disagreement/registry";
import { importFile } from "../import/import-file";
import { getJob } from "../jobs/job-row";
import { promptsPerChunk } from "../jobs/rank-job";
import { runJob } from "../jobs/run-job";
import { inviteMember } from "../member/invite-member";
import { type Member, requireMember } from "../member/require-member";
import { deflatedSize } from "../ranking/deflated-size";
import { loadBlocks } from "../ranking/load-blocks";
import { RankJobInput } from "../ranking/schemas";
import { saveChunk } from "../ranking/score-chunks";
import { startRanking } from "../ranking/start-ranking";
import { addUser } from "../session/add-user";
import type { VerbContext } from "../verb-context";
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
  const { campaignId } = await createCampaign(lead.context, { name: "Test", seed: "seed-1", ...settings });
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

/** Builds the pool of a waiting rank job and scores every stretch of it. */
export async function scoreInThread({ database }: VerbContext, jobId: string): Promise<void> {
  const { job } = database.tables;
  const rows = await database.orm.select().from(job).where(eq(job.id, jobId));
  const { campaignId, input } = rows[0] as { campaignId: string; input: Record<string, unknown> };
  const { importIds, metric, seed } = RankJobInput.parse(input);
  await buildPool(database, { id: campaignId, seed }, importIds, async () => {});
  const promptIds = await listImportedPrompts(database, importIds);
  const wanted = getMetric(metric);
  const all = await loadBlocks(database, campaignId, wanted.preparePool ? promptIds : [], wanted.needs);
  const pool = preparePool(wanted, all.blocks);
  const scorer = wanted.createScorer({ seed, pool, compress: deflatedSize });
  for (let chunk = 0; chunk * promptsPerChunk < promptIds.length; chunk++) {
    const ids = promptIds.slice(chunk * promptsPerChunk, (chunk + 1) * promptsPerChunk);
    const { comparisonIds, blocks } = await loadBlocks(database, campaignId, ids, wanted.needs);
    const utilities = new Float64Array(comparisonIds.length);
    let offset = 0;
    for (const block of blocks) {
      scorer.score(block, utilities, offset);
      offset += block.pairs.length / 2;
    }
    await saveChunk(database, { jobId, chunk, comparisonIds, utilities });
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
