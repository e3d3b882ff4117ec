import { second } from "../clock";
import type { VerbContext } from "../verb-context";
import { embedTexts } from "./embed-texts";
import { EndpointLine } from "./endpoint-line";
import { openEndpoint } from "./open-endpoint";
import type { EndpointCheck, EndpointInput } from "./schemas";
import { findScoringMode, type ScoringMode } from "./score-text";

const modeNames: Record<ScoringMode, string> = {
  echo: "echo with logprobs",
  "echo-and-one": "echo with logprobs, one token generated",
  "prompt-logprobs": "prompt_logprobs, as vLLM has it",
};

/** Sends an endpoint a tiny request of each kind, once, and says in plain words what works. */
export async function checkEndpoint(
  { database, clock }: VerbContext,
  { campaignId, endpointId }: EndpointInput,
): Promise<EndpointCheck> {
  const access = await openEndpoint(database, campaignId, endpointId);
  const options = { clock, wait: async () => {}, random: () => 0, timeoutMs: 20 * second, attempts: 1 };
  const [found, [embedded]] = await Promise.all([
    findScoringMode(new EndpointLine(access, options), 1),
    embedTexts(new EndpointLine(access, options), ["Lima"], () => undefined),
  ]);
  const logprobs =
    "mode" in found
      ? { works: true, words: `Log-probabilities work, by ${modeNames[found.mode]}.` }
      : { works: false, words: `No log-probabilities: ${found.reason}.` };
  const embeddings =
    embedded && "vector" in embedded
      ? { works: true, words: `Embeddings work: ${embedded.vector.length} numbers each.` }
      : { works: false, words: `No embeddings: ${embedded?.reason}.` };
  return { logprobs, embeddings, notes: notesOn(access) };
}

function notesOn({ baseUrl, key }: { baseUrl: string; key: string | null }): string[] {
  const { protocol, hostname } = new URL(baseUrl);
  const isHere = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
  if (key === null || protocol === "https:" || isHere) return [];
  return ["The address begins with http: the key and the texts travel unencrypted."];
}
