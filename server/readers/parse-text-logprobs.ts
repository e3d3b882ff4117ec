import { expected, isObject, type LogprobsFault } from "./check-scored-tokens";

/** What a server says of a whole text: a prompt with its completion behind it. Nothing is checked beyond its form. */
export interface TextLogprobs {
  tokens: string[];
  /** Null for a first token, which nothing comes before. */
  logprobs: unknown[];
  top?: unknown[];
}

/**
 * Reads the two forms in which servers score a given text: the completions form of OpenAI, `{ tokens, token_logprobs,
 * top_logprobs }`, and vLLM's `prompt_logprobs`, a list with one object of token ids per position of which the first
 * entry is the token of the text (see `keepTokenOrder`).
 *
 * @example parseTextLogprobs({ tokens: ["a"], token_logprobs: [null] }, "logprobs") // { tokens: ["a"], logprobs: [null] }
 */
export function parseTextLogprobs(value: unknown, field: string): TextLogprobs | LogprobsFault {
  if (Array.isArray(value)) return parsePromptLogprobs(value, field);
  const { tokens, token_logprobs: logprobs, top_logprobs: top } = (value ?? {}) as Record<string, unknown>;
  if (!Array.isArray(tokens)) return expected(`${field}.tokens`, "a list of texts", tokens);
  const notText = tokens.findIndex((token) => typeof token !== "string");
  if (notText !== -1) return expected(`${field}.tokens[${notText}]`, "text", tokens[notText]);
  if (!Array.isArray(logprobs)) return expected(`${field}.token_logprobs`, "a list of numbers", logprobs);
  for (const [name, list] of [
    ["token_logprobs", logprobs],
    ["top_logprobs", top],
  ] as const) {
    if (Array.isArray(list) && list.length !== tokens.length) {
      const reason = `has ${list.length} entries where tokens has ${tokens.length}`;
      return { field: `${field}.${name}`, reason };
    }
  }
  if (!Array.isArray(top)) return { tokens, logprobs };
  return { tokens, logprobs, top: top.map((list) => (isObject(list) ? Object.entries(list) : (list ?? []))) };
}

function parsePromptLogprobs(value: unknown[], field: string): TextLogprobs | LogprobsFault {
  const text = { tokens: [] as string[], logprobs: [] as unknown[], top: [] as unknown[] };
  for (const [position, entries] of value.entries()) {
    const inner = `${field}[${position}]`;
    // The first token of a text has nothing before it: null, and its own text is not told.
    const isFirst = position === 0 && entries === null;
    if (!isFirst && !isObject(entries)) return expected(inner, "an object of token ids", entries);
    const list = isFirst ? [] : readEntries(entries as Record<string, unknown>, inner);
    if ("reason" in list) return list;
    const [own] = list;
    if (!isFirst && own === undefined) return { field: inner, reason: "names no token" };
    text.tokens.push(own?.[0] ?? "");
    text.logprobs.push(own?.[1] ?? null);
    text.top.push(joinEqual(list));
  }
  return text;
}

function readEntries(entries: Record<string, unknown>, field: string): [string, unknown][] | LogprobsFault {
  const list: [string, unknown][] = [];
  for (const [id, entry] of Object.entries(entries)) {
    if (!isObject(entry))
      return expected(`${field}.${id}`, "an object with logprob and decoded_token", entry);
    const { decoded_token: token, logprob } = entry;
    if (typeof token !== "string") return expected(`${field}.${id}.decoded_token`, "text", token);
    list.push([token, logprob]);
  }
  return list;
}

/** Several ids may read alike: as one text they have the sum of their probabilities. Bad values stay, to be named. */
function joinEqual(list: readonly [string, unknown][]): [string, unknown][] {
  const joined = new Map<string, unknown>();
  const rest: [string, unknown][] = [];
  for (const [token, logprob] of list) {
    const earlier = joined.get(token);
    if (!joined.has(token)) joined.set(token, logprob);
    else if (isLogprob(earlier) && isLogprob(logprob)) {
      joined.set(token, Math.min(0, Math.log(Math.exp(earlier) + Math.exp(logprob))));
    } else rest.push([token, logprob]);
  }
  return [...joined, ...rest];
}

function isLogprob(value: unknown): value is number {
  return typeof value === "number" && value <= 0;
}
