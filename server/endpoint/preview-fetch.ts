import type { VerbContext } from "../verb-context";
import { estimateTokens } from "./estimate-tokens";
import { listScope, readWanted } from "./fetch-scope";
import { endpointIdsOf } from "./fetch-tools";
import { getEndpointRow } from "./get-endpoint-row";
import { type PromptParts, renderTemplate } from "./render-template";
import type { FetchInput, FetchPreview, FetchSettings } from "./schemas";

/** What a fetch would ask for and about what it would cost, before anything is asked. */
export async function previewFetch(
  { database }: VerbContext,
  { campaignId, settings }: FetchInput,
): Promise<FetchPreview> {
  for (const id of endpointIdsOf(settings)) await getEndpointRow(database, campaignId, id);
  const scope = await listScope(database, campaignId, settings);
  let asked = 0;
  let requests = 0;
  let tokens = 0;
  let there = 0;
  for await (const { missing, text, prompt } of readWanted(database, settings, scope)) {
    if (missing.length === 0) there++;
    else asked++;
    // Nobody is asked about an empty completion.
    if (text === "") continue;
    requests += missing.length;
    for (const scorer of missing) {
      tokens += estimateTokens(text) + (scorer === "" ? 0 : estimateTokens(before(settings, scorer, prompt)));
    }
  }
  if (settings.kind === "embeddings") requests = Math.ceil(requests / settings.batchSize);
  const { pricePerMillion } = settings;
  const cost = pricePerMillion === undefined ? null : (tokens / 1e6) * pricePerMillion;
  return { completions: asked, requests, tokens: Math.ceil(tokens), cost, there };
}

function before({ scorers, template }: FetchSettings, scorer: string, prompt: PromptParts): string {
  const own = scorers.find(({ model }) => model === scorer)?.template;
  return renderTemplate(own ?? template, prompt);
}
