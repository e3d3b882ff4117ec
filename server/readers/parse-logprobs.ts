import {
  checkScoredTokens,
  expected,
  isObject,
  type LogprobsFault,
  massFault,
  parseLogprob,
} from "./check-scored-tokens";
import { cutEnd } from "./cut-completion";
import { parseTextLogprobs } from "./parse-text-logprobs";
import type { ScoredTokens } from "./rows";

type Result<T> = T | LogprobsFault;

/**
 * Token log-probabilities of one completion, by the model that scored them. Five forms are read: `{ scorers: { MODEL:
 * { tokens, logprobs, top? } } }`; the chat form of OpenAI, `{ content: [{ token, logprob, top_logprobs }] }`; plain
 * `{ tokens, logprobs, top? }`; the completions form of OpenAI, `{ tokens, token_logprobs, top_logprobs? }`; and vLLM's
 * `{ prompt_logprobs: […] }`. All but the first are by `model` itself. The last two may begin with the prompt, which is
 * cut off: what is left reads `completion`. Natural logarithms, at most 0 (1e-6 above is taken as 0); the lists of one
 * scorer are as long as its tokens; no `top` list holds more than probability 1.001.
 *
 * @example parseLogprobs({ tokens: ["a"], logprobs: [-0.5] }, "atlas-2") // { logprobs: { "atlas-2": { … } } }
 */
export function parseLogprobs(
  value: unknown,
  model: string,
  completion = "",
): Result<{ logprobs: Record<string, ScoredTokens> }> {
  const field = "logprobs";
  if (!isObject(value)) return expected(field, "an object", value);
  if (value["scorers"] !== undefined) return parseScorers(value["scorers"], `${field}.scorers`);
  let scored: Result<ScoredTokens>;
  if (value["content"] !== undefined) scored = parseChat(value["content"], `${field}.content`);
  else if (value["prompt_logprobs"] !== undefined) {
    scored = parseText(value["prompt_logprobs"], completion, `${field}.prompt_logprobs`);
  } else if (value["token_logprobs"] !== undefined) scored = parseText(value, completion, field);
  else if (value["tokens"] !== undefined) scored = checkScoredTokens(value, field);
  else {
    const found = Object.keys(value).slice(0, 10).join(", ") || "no fields";
    return { field, reason: `expected scorers, content, or tokens with logprobs; found ${found}` };
  }
  return "reason" in scored ? scored : { logprobs: Object.fromEntries([[model, scored]]) };
}

function parseText(value: unknown, completion: string, field: string): Result<ScoredTokens> {
  const text = parseTextLogprobs(value, field);
  return "reason" in text ? text : cutEnd(text, completion, field);
}

function parseScorers(value: unknown, field: string): Result<{ logprobs: Record<string, ScoredTokens> }> {
  if (!isObject(value)) return expected(field, "an object with one entry per scoring model", value);
  const entries: [string, ScoredTokens][] = [];
  for (const [scorer, given] of Object.entries(value)) {
    const inner = `${field}.${scorer}`;
    if (scorer.trim() === "") return { field, reason: "a scoring model has an empty name" };
    if (!isObject(given)) return expected(inner, "an object with tokens and logprobs", given);
    const scored = checkScoredTokens(given, inner);
    if ("reason" in scored) return scored;
    entries.push([scorer, scored]);
  }
  if (entries.length === 0) return { field, reason: "names no scoring model" };
  const cutOff = findCutOff(entries, field);
  if (cutOff !== undefined) return cutOff;
  return { logprobs: Object.fromEntries(entries) };
}

/** A list that another scorer's goes on from has lost its end: nothing could be compared along the text. */
function findCutOff(entries: [string, ScoredTokens][], field: string): LogprobsFault | undefined {
  for (const [scorer, { tokens }] of entries) {
    for (const [other, longer] of entries) {
      if (tokens.length >= longer.tokens.length) continue;
      if (tokens.some((token, i) => token !== longer.tokens[i])) continue;
      const reason = `is cut off: ${tokens.length} tokens, after which ${other} goes on to ${longer.tokens.length}`;
      return { field: `${field}.${scorer}.tokens`, reason };
    }
  }
  return undefined;
}

function parseChat(content: unknown, field: string): Result<ScoredTokens> {
  if (!Array.isArray(content)) return expected(field, "a list of tokens", content);
  const scored: ScoredTokens = { tokens: [], logprobs: [] };
  const top: [string, number][][] = [];
  for (let position = 0; position < content.length; position++) {
    const given: unknown = content[position];
    const inner = `${field}[${position}]`;
    const entry = parseChatEntry(given, inner);
    if ("reason" in entry) return entry;
    scored.tokens.push(entry.pair[0]);
    scored.logprobs.push(entry.pair[1]);
    const list = parseChatTop(
      (given as Record<string, unknown>)["top_logprobs"] ?? [],
      `${inner}.top_logprobs`,
    );
    if ("reason" in list) return list;
    top.push(list);
  }
  return top.some((list) => list.length > 0) ? { ...scored, top } : scored;
}

function parseChatTop(given: unknown, field: string): Result<[string, number][]> {
  if (!Array.isArray(given)) return expected(field, "a list", given);
  const list: [string, number][] = [];
  for (let rank = 0; rank < given.length; rank++) {
    const entry = parseChatEntry(given[rank], `${field}[${rank}]`);
    if ("reason" in entry) return entry;
    list.push(entry.pair);
  }
  return (
    massFault(
      list.reduce((mass, [, logprob]) => mass + Math.exp(logprob), 0),
      field,
    ) ?? list
  );
}

function parseChatEntry(given: unknown, field: string): Result<{ pair: [string, number] }> {
  if (!isObject(given)) return expected(field, "an object with token and logprob", given);
  const { token } = given;
  if (typeof token !== "string") return expected(`${field}.token`, "text", token);
  const logprob = parseLogprob(given["logprob"]);
  if (typeof logprob === "string") return { field: `${field}.logprob`, reason: logprob };
  return { pair: [token, logprob] };
}
