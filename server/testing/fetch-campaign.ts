import { asc, eq } from "drizzle-orm";
import { addEndpoint } from "../endpoint/add-endpoint";
import { findNewestFetch } from "../endpoint/find-newest-fetch";
import { FetchSettings, type FetchSettingsInput } from "../endpoint/schemas";
import { startFetch } from "../endpoint/start-fetch";
import { fetchValues } from "../jobs/fetch-job";
import { takeJob, updateJob } from "../jobs/job-row";
import type { VerbContext } from "../verb-context";
import { type MockEndpoint, startMockEndpoint } from "./mock-endpoint";
import { type CampaignOptions, createTestCampaign, importRows } from "./test-campaign";
import type { TestDatabase } from "./test-database";

export interface FetchCampaign {
  campaignId: string;
  lead: VerbContext;
  mock: MockEndpoint;
  /** Endpoint ids by model; each is served by the mock under the model's own name. */
  endpoints: Record<string, string>;
  /** How long the job waited, wait by wait. */
  waits: number[];
  /** Queues a fetch with these settings; models of `scorers` through their endpoints. */
  start(settings?: Partial<FetchSettingsInput>): Promise<string>;
  /** Runs a queued or abandoned fetch to its end. Time passes while it waits, and at no other moment. */
  run(jobId: string): Promise<void>;
  /** Starts, runs and tells what came of it. */
  fetch(settings?: Partial<FetchSettingsInput>): ReturnType<typeof findNewestFetch>;
  /** Texts that were sent to be scored or embedded, with the model before them, without checks of the endpoint. */
  asked(): string[];
  /** Stored scores: `scorer: tokens` by prompt and model. */
  stored(): Promise<Record<string, Record<string, { tokens: string[]; logprobs: number[]; top?: unknown }>>>;
}

export const probe = "Name a city.\nLima";

/** A draft campaign with an endpoint for each of its models, all on one mock server. */
export async function createFetchCampaign(
  test: TestDatabase,
  options: CampaignOptions & { key?: string } = {},
): Promise<FetchCampaign> {
  const { key, rows, ...rest } = options;
  const { campaignId, lead } = await createTestCampaign(test, {
    prompts: 3,
    ...rest,
    until: rows ? "created" : "imported",
  });
  if (rows) await importRows(lead.context, campaignId, rows);
  const mock = await startMockEndpoint();
  const { context } = lead;
  const { orm, tables } = test.database;
  const { model } = tables;
  const models = await orm
    .select()
    .from(model)
    .where(eq(model.campaignId, campaignId))
    .orderBy(asc(model.name));
  const endpoints: Record<string, string> = {};
  for (const { name } of models) {
    const added = { campaignId, name, baseUrl: mock.url, servedModel: name, ...(key ? { key } : {}) };
    endpoints[name] = (await addEndpoint(context, added)).endpointId;
  }
  const waits: number[] = [];
  const wait = async (ms: number) => {
    waits.push(ms);
    test.advance(ms);
  };
  const all = () => Object.entries(endpoints).map(([model, endpointId]) => ({ model, endpointId }));
  const campaign: FetchCampaign = {
    campaignId,
    lead: context,
    mock,
    endpoints,
    waits,
    async start(settings = {}) {
      // Jobs and imports are told apart by when they were made.
      test.advance(1);
      const parsed = FetchSettings.parse({
        kind: "logprobs",
        scorers: settings.kind === "embeddings" ? [] : all(),
        endpointId: Object.values(endpoints)[0],
        ...settings,
      });
      return (await startFetch(context, { campaignId, settings: parsed })).jobId;
    },
    async run(jobId) {
      const job = await takeJob(context, jobId);
      if (!job) throw new Error("the job is not to be had");
      const tools = { wait, random: () => 0.5 };
      try {
        // Reports of requests that run side by side may be written in another order than they are made in.
        let last = { done: 0, total: 0 };
        const resultId = await fetchValues(tools, context, job, (progress) => {
          last = progress;
          return updateJob(context, jobId, progress);
        });
        const { done, total } = last;
        await updateJob(context, jobId, { state: "done", resultId, done, total });
      } catch (error) {
        await updateJob(context, jobId, { state: "failed", error: (error as Error).message });
      }
    },
    async fetch(settings) {
      await campaign.run(await campaign.start(settings));
      return findNewestFetch(context, campaignId);
    },
    asked: () =>
      mock.requests
        .flatMap(({ model, texts }) => texts.map((text) => `${model} ${text}`))
        .filter((text) => !text.endsWith(probe)),
    async stored() {
      const { completion, prompt, tokenScores } = tables;
      const found = await orm
        .select({ id: prompt.externalId, model: model.name, scorers: tokenScores.scorers })
        .from(tokenScores)
        .innerJoin(completion, eq(completion.id, tokenScores.completionId))
        .innerJoin(model, eq(model.id, completion.modelId))
        .innerJoin(prompt, eq(prompt.id, completion.promptId))
        .orderBy(asc(completion.id));
      return Object.fromEntries(found.map(({ id, model: name, scorers }) => [`${id} ${name}`, scorers]));
    },
  };
  return campaign;
}
