import { text } from "node:stream/consumers";
import { addEndpoint } from "../../endpoint/add-endpoint";
import { checkEndpoint } from "../../endpoint/check-endpoint";
import { listEndpoints } from "../../endpoint/list-endpoints";
import { removeEndpoint } from "../../endpoint/remove-endpoint";
import { AddEndpointInput, type EndpointView } from "../../endpoint/schemas";
import { readVariable } from "../../env";
import type { VerbContext } from "../../verb-context";
import type { AddEndpointOptions } from "../commands/endpoint";
import { CommandError, UsageError } from "../failures";
import { formatTable } from "../format-table";
import { print, printJson } from "../print";
import { withCampaign } from "../with-campaign";

interface Output {
  json?: boolean;
}

/** Adds an endpoint to a campaign. */
export async function add(idOrName: string, options: AddEndpointOptions): Promise<void> {
  const { name, url, model, json } = options;
  const key = await readKey(options);
  await withCampaign(idOrName, async (context, { id: campaignId }) => {
    const input = AddEndpointInput.parse({ campaignId, name, baseUrl: url, servedModel: model, key });
    const { endpointId } = await addEndpoint(context, input);
    if (json) return printJson({ endpointId, name: input.name });
    print(`Added the endpoint "${input.name}" (${endpointId}).`);
    print(`Next: npx tiebreak endpoint check ${campaignId} ${endpointId}`);
  });
}

async function readKey({ keyEnv, keyStdin }: AddEndpointOptions): Promise<string | undefined> {
  if (keyEnv !== undefined && keyStdin) throw new UsageError("Give --key-env or --key-stdin, not both.");
  if (keyEnv !== undefined) {
    const key = readVariable(keyEnv)?.trim();
    if (!key) throw new UsageError(`The environment variable ${keyEnv} is not set.`);
    return key;
  }
  if (!keyStdin) return undefined;
  const key = (await text(process.stdin)).trim();
  if (!key) throw new UsageError("Standard input holds no key.");
  return key;
}

/** Prints a campaign's endpoints. */
export async function list(idOrName: string, { json }: Output): Promise<void> {
  await withCampaign(idOrName, async (context, { id, name: campaign }) => {
    const endpoints = await listEndpoints(context, id);
    if (json) return printJson(endpoints);
    if (endpoints.length === 0)
      return print(`"${campaign}" has no endpoint. See tiebreak endpoint add --help.`);
    const rows = endpoints.map(({ id: endpointId, name, servedModel, baseUrl, keyHint }) => {
      const key = keyHint === null ? "none" : `…${keyHint}`;
      return [endpointId, name, servedModel, baseUrl, key];
    });
    print(formatTable(["id", "name", "served model", "address", "key"], rows));
  });
}

/** Prints what an endpoint can do. */
export async function check(idOrName: string, which: string, { json }: Output): Promise<void> {
  await withCampaign(idOrName, async (context, { id: campaignId }) => {
    const { id: endpointId } = await resolveEndpoint(context, campaignId, which);
    const checked = await checkEndpoint(context, { campaignId, endpointId });
    if (json) return printJson(checked);
    for (const words of [checked.logprobs.words, checked.embeddings.words, ...checked.notes]) print(words);
  });
}

/** Takes an endpoint away. */
export async function remove(idOrName: string, which: string): Promise<void> {
  await withCampaign(idOrName, async (context, { id: campaignId }) => {
    const { id: endpointId, name } = await resolveEndpoint(context, campaignId, which);
    await removeEndpoint(context, { campaignId, endpointId });
    print(`Removed the endpoint "${name}". What was fetched from it stays.`);
  });
}

/** The endpoint that an id or a name on the command line means. */
export async function resolveEndpoint(
  context: VerbContext,
  campaignId: string,
  which: string,
): Promise<EndpointView> {
  const endpoints = await listEndpoints(context, campaignId);
  const found = endpoints.find(({ id }) => id === which) ?? endpoints.find(({ name }) => name === which);
  if (found) return found;
  const names = endpoints.map(({ name }) => name).join(", ") || "none";
  throw new CommandError(`There is no endpoint "${which}". This campaign has: ${names}.`);
}
