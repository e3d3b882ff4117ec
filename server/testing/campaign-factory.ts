import { eq } from "drizzle-orm";
import { createCampaign } from "../campaign/create-campaign";
import { launchCampaign } from "../campaign/launch-campaign";
import type { CampaignSettingsInput } from "../campaign/schemas";
import { newId } from "../ids";
import { runJob } from "../jobs/run-job";
import type { Decision } from "../judgment/schemas";
import { submitJudgment } from "../judgment/submit-judgment";
import { inviteMember } from "../member/invite-member";
import type { Member } from "../member/require-member";
import { requireMember } from "../member/require-member";
import { startRanking } from "../ranking/start-ranking";
import { addUser } from "../session/add-user";
import { nextTask } from "../task/next-task";
import type { TaskView } from "../task/schemas";
import type { VerbContext } from "../verb-context";
import type { TestDatabase } from "./test-database";

export interface FactoryPrompt {
  externalId: string;
  language?: string;
  category?: string;
  /** Completion text by model name. */
  completions: Record<string, string>;
}

/**
 * Prompts p1 … pn with a completion of every model: the later the prompt, the more of its words differ between models,
 * so that text metrics order them.
 */
export function somePrompts(
  n: number,
  models: readonly string[],
  language: (i: number) => string | undefined = () => undefined,
): FactoryPrompt[] {
  return Array.from({ length: n }, (_, i) => ({
    externalId: `p${i + 1}`,
    language: language(i),
    completions: Object.fromEntries(
      models.map((model, m) => [
        model,
        Array.from({ length: 12 }, (_, word) =>
          word < (12 * i) / n ? `own${m}word${word}` : `word${word}`,
        ).join(" "),
      ]),
    ),
  }));
}

/** A draft campaign of a fresh lead with these completions, as a published import would leave it. */
export async function draftCampaign(
  test: TestDatabase,
  { prompts, ...settings }: { prompts: FactoryPrompt[] } & Partial<CampaignSettingsInput>,
): Promise<{ campaignId: string; lead: VerbContext }> {
  const now = test.as("operator").clock();
  const leadId = await test.database.transaction((tx) => addUser(tx, { name: "Lead", role: "lead", now }));
  const lead = test.as(leadId);
  const { campaignId } = await createCampaign(lead, { name: "Test", seed: "s", ...settings });
  await addCompletions(test, campaignId, prompts);
  return { campaignId, lead };
}

/** The same, ranked and launched. */
export async function launchedCampaign(
  test: TestDatabase,
  input: { prompts: FactoryPrompt[] } & Partial<CampaignSettingsInput>,
): Promise<{ campaignId: string; lead: VerbContext }> {
  const draft = await draftCampaign(test, input);
  await finish(draft.lead, await startRanking(draft.lead, draft.campaignId));
  await finish(draft.lead, await launchCampaign(draft.lead, draft.campaignId));
  return draft;
}

/** Runs a queued job to its end; throws if it failed. */
export async function finish(
  context: VerbContext,
  { jobId }: { jobId: string },
): Promise<{ resultId: string }> {
  await runJob(context, jobId);
  const { job } = context.database.tables;
  const rows = await context.database.orm.select().from(job).where(eq(job.id, jobId));
  if (rows[0]?.state !== "done") throw new Error(`job ${rows[0]?.state}: ${rows[0]?.error}`);
  return { resultId: rows[0].resultId as string };
}

/** Rows of a published completions import, written straight into the tables. */
async function addCompletions(
  { database, as }: TestDatabase,
  campaignId: string,
  prompts: readonly FactoryPrompt[],
): Promise<void> {
  const importId = newId("imp");
  const at = as("operator").clock();
  await database.transaction(async ({ orm, tables }) => {
    await orm.insert(tables.dataImport).values({
      id: importId,
      campaignId,
      fileName: "completions.jsonl",
      shape: "completions",
      format: "jsonl",
      state: "published",
      createdAt: at,
      heartbeatAt: at,
      publishedAt: at,
    });
    const names = [...new Set(prompts.flatMap(({ completions }) => Object.keys(completions)))];
    const models = await orm
      .insert(tables.model)
      .values(names.map((name) => ({ campaignId, importId, name })))
      .returning();
    const idOf = new Map(models.map(({ id, name }) => [name, id]));
    for (const { externalId, language = null, category = null, completions } of prompts) {
      const added = await orm
        .insert(tables.prompt)
        .values({ campaignId, importId, externalId, text: `Prompt ${externalId}`, language, category })
        .returning();
      const promptId = added[0]?.id as number;
      const rows = Object.entries(completions).map(([name, text]) => ({
        importId,
        promptId,
        modelId: idOf.get(name) as number,
        sample: 0,
        text,
      }));
      await orm.insert(tables.completion).values(rows);
    }
  });
}

/** A fresh annotator of the campaign, with the context they act in. */
export async function addAnnotator(
  lead: VerbContext,
  campaignId: string,
  languages?: string[],
): Promise<{ context: VerbContext; member: Member }> {
  const { memberId } = await inviteMember(lead, {
    campaignId,
    name: "Annotator",
    role: "annotator",
    languages,
  });
  const { member } = lead.database.tables;
  const rows = await lead.database.orm.select().from(member).where(eq(member.id, memberId));
  const context = { ...lead, actor: rows[0]?.userId as string };
  return { context, member: await requireMember(context, { campaignId, role: "annotator" }) };
}

/** Judges what is offered until nothing is, or `limit` is reached; returns how many were judged. */
export async function judge(
  { context, member }: { context: VerbContext; member: Member },
  decide: (task: TaskView) => Decision,
  limit = Infinity,
): Promise<number> {
  let judged = 0;
  let next = await nextTask(context, member);
  while (next.kind === "task" && judged < limit) {
    const { taskId } = next.task;
    const input = { campaignId: member.campaignId, taskId, decision: decide(next.task), durationMs: 1_000 };
    next = await submitJudgment(context, member, { ...input, clientKey: `key-${taskId}` });
    judged++;
  }
  return judged;
}
