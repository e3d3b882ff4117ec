import { eq } from "drizzle-orm";
import type { CampaignSettingsInput } from "../campaign/schemas";
import type { Decision } from "../judgment/schemas";
import { submitJudgment } from "../judgment/submit-judgment";
import { inviteMember } from "../member/invite-member";
import type { Member } from "../member/require-member";
import { requireMember } from "../member/require-member";
import { nextTask } from "../task/next-task";
import type { TaskView } from "../task/schemas";
import type { VerbContext } from "../verb-context";
import { createTestCampaign, finishJob, launch, rank } from "./test-campaign";
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

/** A draft campaign of a fresh lead with these completions. */
export async function draftCampaign(
  test: TestDatabase,
  { prompts, ...settings }: { prompts: FactoryPrompt[] } & Partial<CampaignSettingsInput>,
): Promise<{ campaignId: string; lead: VerbContext }> {
  const options = { seed: "s", ...settings, rows: rowsOf(prompts), until: "imported" } as const;
  const { campaignId, lead } = await createTestCampaign(test, options);
  return { campaignId, lead: lead.context };
}

/** The same, ranked and launched. */
export async function launchedCampaign(
  test: TestDatabase,
  input: { prompts: FactoryPrompt[] } & Partial<CampaignSettingsInput>,
): Promise<{ campaignId: string; lead: VerbContext }> {
  const draft = await draftCampaign(test, input);
  await rank(draft.lead, draft.campaignId);
  await launch(draft.lead, draft.campaignId);
  return draft;
}

/** Runs a queued job to its end; throws if it failed. */
export async function finish(
  context: VerbContext,
  { jobId }: { jobId: string },
): Promise<{ resultId: string }> {
  const { job } = context.database.tables;
  const rows = await context.database.orm
    .select({ campaignId: job.campaignId })
    .from(job)
    .where(eq(job.id, jobId));
  const { campaignId } = rows[0] as { campaignId: string };
  return { resultId: await finishJob(context, campaignId, jobId) };
}

/** As lines of a completions file. */
function rowsOf(prompts: readonly FactoryPrompt[]): object[] {
  return prompts.flatMap(({ externalId, language, category, completions }) =>
    Object.entries(completions).map(([model, completion]) => ({
      prompt_id: externalId,
      prompt: `Prompt ${externalId}`,
      model,
      completion,
      language,
      category,
    })),
  );
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
    const { taskId } = next.tasks[0]!;
    const input = {
      campaignId: member.campaignId,
      taskId,
      decision: decide(next.tasks[0]!),
      durationMs: 1_000,
    };
    next = await submitJudgment(context, member, { ...input, clientKey: `key-${taskId}` });
    judged++;
  }
  return judged;
}
