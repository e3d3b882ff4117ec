import { describeValue } from "./describe-value";
import type { ScoredTokens } from "./rows";

/** Rounding of models and of JSON writers puts certain tokens slightly above 0. */
const positiveTolerance = 1e-6;
const massTolerance = 1e-3;

export interface LogprobsFault {
  field: string;
  reason: string;
}

type Result<T> = T | LogprobsFault;

/**
 * Token log-probabilities of one completion, by the model that scored them. Three forms are read: `{ scorers: { MODEL:
 * { tokens, logprobs, top? } } }`; the chat form of OpenAI, `{ content: [{ token, logprob, top_logprobs }] }`; and
 * plain `{ tokens, logprobs, top? }`. The last two are by `model` itself. Natural logarithms, at most 0 (1e-6 above is
 * taken as 0); the lists of one scorer are as long as its tokens; no `top` list holds more than probability 1.001.
 *
 * @example parseLogprobs({ tokens: ["a"], logprobs: [-0.5] }, "atlas-2") // { logprobs: { "atlas-2": { … } } }
 */
export function parseLogprobs(
  value: unknown,
  model: string,
): Result<{ logprobs: Record<string, ScoredTokens> }> {
  const field = "logprobs";
  if (!isObject(value)) return expected(field, "an object", value);
  if (value["scorers"] !== undefined) return parseScorers(value["scorers"], `${field}.scorers`);
  let scored: Result<ScoredTokens>;
  if (value["content"] !== undefined) scored = parseChat(value["content"], `${field}.content`);
  else if (value["tokens"] !== undefined) scored = parseScored(value, field);
  else {
    const found = Object.keys(value).slice(0, 10).join(", ") || "no fields";
    return { field, reason: `expected scorers, content, or tokens with logprobs; found ${found}` };
  }
  return "reason" in scored ? scored : { logprobs: Object.fromEntries([[model, scored]]) };
}

function parseScorers(value: unknown, field: string): Result<{ logprobs: Record<string, ScoredTokens> }> {
  if (!isObject(value)) return expected(field, "an object with one entry per scoring model", value);
  const entries: [string, ScoredTokens][] = [];
  for (const [scorer, given] of Object.entries(value)) {
    const inner = `${field}.${scorer}`;
    if (scorer.trim() === "") return { field, reason: "a scoring model has an empty name" };
    if (!isObject(given)) return expected(inner, "an object with tokens and logprobs", given);
    const scored = parseScored(given, inner);
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

function parseScored(given: Record<string, unknown>, field: string): Result<ScoredTokens> {
  const { tokens, logprobs, top } = given;
  if (!Array.isArray(tokens)) return expected(`${field}.tokens`, "a list of texts", tokens);
  if (!Array.isArray(logprobs)) return expected(`${field}.logprobs`, "a list of numbers", logprobs);
  const badToken = tokens.findIndex((token) => typeof token !== "string");
  if (badToken !== -1) return expected(`${field}.tokens[${badToken}]`, "text", tokens[badToken]);
  if (logprobs.length !== tokens.length) return unequal(`${field}.logprobs`, logprobs.length, tokens.length);
  const badLogprob = settleLogprobs(logprobs, `${field}.logprobs`);
  if (badLogprob !== undefined) return badLogprob;
  const scored: ScoredTokens = { tokens: tokens as string[], logprobs: logprobs as number[] };
  if (top === undefined || top === null) return scored;
  if (!Array.isArray(top)) return expected(`${field}.top`, "a list with one list per token", top);
  if (top.length !== tokens.length) return unequal(`${field}.top`, top.length, tokens.length);
  for (let position = 0; position < top.length; position++) {
    const fault = settleTop(top[position], `${field}.top`, position);
    if (fault !== undefined) return fault;
  }
  return { ...scored, top: top as [string, number][][] };
}

/** Checks the numbers of a list in place, those within the tolerance above 0 becoming 0. */
function settleLogprobs(logprobs: unknown[], field: string): LogprobsFault | undefined {
  for (let index = 0; index < logprobs.length; index++) {
    const logprob = parseLogprob(logprobs[index]);
    if (typeof logprob === "string") return { field: `${field}[${index}]`, reason: logprob };
    if (logprob !== logprobs[index]) logprobs[index] = logprob;
  }
  return undefined;
}

/** Checks the most probable tokens of one position in place: these lists are most of a file, and not worth a copy. */
function settleTop(list: unknown, field: string, position: number): LogprobsFault | undefined {
  if (!Array.isArray(list))
    return expected(`${field}[${position}]`, "a list of [token, log-probability]", list);
  let mass = 0;
  for (let rank = 0; rank < list.length; rank++) {
    const entry: unknown = list[rank];
    if (!Array.isArray(entry) || entry.length !== 2 || typeof entry[0] !== "string") {
      return expected(`${field}[${position}][${rank}]`, "[token, log-probability]", entry);
    }
    const logprob = parseLogprob(entry[1]);
    if (typeof logprob === "string") return { field: `${field}[${position}][${rank}]`, reason: logprob };
    if (logprob !== entry[1]) entry[1] = logprob;
    mass += Math.exp(logprob);
  }
  return massFault(mass, `${field}[${position}]`);
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

/** The number, or the reason why it cannot be a log-probability. */
function parseLogprob(value: unknown): number | string {
  if (typeof value !== "number") return `expected a number, got ${describeValue(value)}`;
  if (!Number.isFinite(value)) return `${value} is not a finite number`;
  if (value > positiveTolerance) return `${value} is positive: a log-probability is at most 0`;
  return value > 0 ? 0 : value;
}

function massFault(mass: number, field: string): LogprobsFault | undefined {
  if (mass <= 1 + massTolerance) return undefined;
  const reason = `the probabilities add up to ${mass.toPrecision(6)}, more than 1: are these natural logarithms?`;
  return { field, reason };
}

function unequal(field: string, length: number, tokens: number): LogprobsFault {
  return { field, reason: `has ${length} entries where tokens has ${tokens}` };
}

function expected(field: string, wanted: string, value: unknown): LogprobsFault {
  return {
    field,
    reason:
      value === undefined
        ? `is missing: expected ${wanted}`
        : `expected ${wanted}, got ${describeValue(value)}`,
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
