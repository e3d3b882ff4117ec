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

/** Scored tokens as they are stored, or what is wrong with them; rounding above 0 is settled in place. */
export function checkScoredTokens(given: Record<string, unknown>, field: string): Result<ScoredTokens> {
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

/** The number, or the reason why it cannot be a log-probability. */
export function parseLogprob(value: unknown): number | string {
  if (typeof value !== "number") return `expected a number, got ${describeValue(value)}`;
  if (!Number.isFinite(value)) return `${value} is not a finite number`;
  if (value > positiveTolerance) return `${value} is positive: a log-probability is at most 0`;
  return value > 0 ? 0 : value;
}

export function massFault(mass: number, field: string): LogprobsFault | undefined {
  if (mass <= 1 + massTolerance) return undefined;
  const reason = `the probabilities add up to ${mass.toPrecision(6)}, more than 1: are these natural logarithms?`;
  return { field, reason };
}

function unequal(field: string, length: number, tokens: number): LogprobsFault {
  return { field, reason: `has ${length} entries where tokens has ${tokens}` };
}

export function expected(field: string, wanted: string, value: unknown): LogprobsFault {
  return {
    field,
    reason:
      value === undefined
        ? `is missing: expected ${wanted}`
        : `expected ${wanted}, got ${describeValue(value)}`,
  };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
