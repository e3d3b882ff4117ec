import { readFileSync } from "node:fs";
import { getCampaign } from "../../campaign/get-campaign";
import { findNewestFetch } from "../../endpoint/find-newest-fetch";
import { listEndpoints } from "../../endpoint/list-endpoints";
import { previewFetch } from "../../endpoint/preview-fetch";
import {
  type FetchPreview,
  FetchSettings,
  type FetchSettingsInput,
  type FetchView,
} from "../../endpoint/schemas";
import { startFetch } from "../../endpoint/start-fetch";
import { finishJob } from "../../jobs/finish-job";
import type { VerbContext } from "../../verb-context";
import type { FetchOptions } from "../commands/fetch";
import { CommandError, UsageError } from "../failures";
import { note, print, printJson } from "../print";
import { withProgress } from "../progress";
import { withCampaign } from "../with-campaign";
import { resolveEndpoint } from "./endpoint";

/** Fetches into a draft campaign in this process, and prints what came of it. */
export async function fetchInto(idOrName: string, options: FetchOptions): Promise<void> {
  await withCampaign(idOrName, async (context, { id: campaignId }) => {
    const settings = FetchSettings.parse(await settingsOf(context, campaignId, options));
    if (options.dryRun) {
      const preview = await previewFetch(context, { campaignId, settings });
      return options.json ? printJson(preview) : print(describePreview(preview));
    }
    await finishEarlier(context, campaignId);
    const queued = await startFetch(context, { campaignId, settings });
    await withProgress((onStep) => finishJob(context, campaignId, queued, onStep));
    const fetched = (await findNewestFetch(context, campaignId)) as FetchView;
    if (options.json) return printJson(fetched);
    tell(fetched);
    print(`Next: npx tiebreak rank ${campaignId}`);
  });
}

/** One that was cut off goes on first: what it has paid for is not lost. */
async function finishEarlier(context: VerbContext, campaignId: string): Promise<void> {
  const earlier = await findNewestFetch(context, campaignId);
  if (earlier?.job.state !== "queued" && earlier?.job.state !== "running") return;
  note("Going on with a fetch that was not finished.");
  await withProgress((onStep) => finishJob(context, campaignId, { jobId: earlier.job.id }, onStep));
}

async function settingsOf(
  context: VerbContext,
  campaignId: string,
  options: FetchOptions,
): Promise<FetchSettingsInput> {
  const { kind, template, topK, allSamples, concurrency, timeout, attempts, batchSize, price } = options;
  return {
    kind,
    ...(kind === "logprobs"
      ? { scorers: await scorersOf(context, campaignId, options) }
      : { endpointId: await embedderOf(context, campaignId, options) }),
    ...(template === undefined ? {} : { template: readFileSync(template, "utf8") }),
    topK,
    samples: allSamples ? "all" : "first",
    concurrency,
    timeoutSeconds: timeout,
    attempts,
    batchSize,
    pricePerMillion: price,
  };
}

async function scorersOf(context: VerbContext, campaignId: string, { scorer }: FetchOptions) {
  if (scorer === undefined) return scorersByName(context, campaignId);
  return Promise.all(
    scorer.map(async (pair) => {
      const [model, ...rest] = pair.split("=");
      if (!model || rest.length === 0) throw new UsageError(`--scorer ${pair}: give MODEL=ENDPOINT.`);
      return { model, endpointId: (await resolveEndpoint(context, campaignId, rest.join("="))).id };
    }),
  );
}

async function scorersByName(context: VerbContext, campaignId: string) {
  const { models } = await getCampaign(context, campaignId);
  const endpoints = await listEndpoints(context, campaignId);
  const scorers = models.flatMap(({ name: model }) => {
    const own = endpoints.find(({ name, servedModel }) => name === model || servedModel === model);
    return own ? [{ model, endpointId: own.id }] : [];
  });
  if (scorers.length > 0) return scorers;
  throw new CommandError("No endpoint has the name of a model. Say who scores: --scorer MODEL=ENDPOINT.");
}

async function embedderOf(
  context: VerbContext,
  campaignId: string,
  { endpoint }: FetchOptions,
): Promise<string> {
  if (endpoint !== undefined) return (await resolveEndpoint(context, campaignId, endpoint)).id;
  const [only, ...others] = await listEndpoints(context, campaignId);
  if (only && others.length === 0) return only.id;
  throw new CommandError("Say which endpoint gives embeddings: --endpoint NAME.");
}

function describePreview({ completions, requests, tokens, cost, there }: FetchPreview): string {
  const price = cost === null ? "" : `, ${cost.toFixed(2)} at this price`;
  const already = there > 0 ? ` ${there} completions have all of it already.` : "";
  return `${requests} requests for ${completions} completions, about ${tokens} tokens${price} (an estimate from the texts' lengths).${already}`;
}

function tell({ scored, failed, reasons, settings: { kind } }: FetchView): void {
  const what = kind === "logprobs" ? "log-probabilities" : "embeddings";
  print(`Fetched ${what} for ${scored} completions${failed > 0 ? `; ${failed} failed` : ""}.`);
  for (const { reason, completions, example } of reasons) {
    note(`${completions} failed, such as ${example.promptId} by ${example.model}: ${reason}`);
  }
  if (failed > 0) print("Run it again to try the failed again.");
}
