import { second } from "../clock";

export interface EndpointAccess {
  name: string;
  baseUrl: string;
  servedModel: string;
  key: string | null;
}

/** Why a request brought nothing. */
export interface AskFailure {
  /**
   * What it means for other requests: `again` may succeed later, `refused` will be refused whatever is asked, `text` is
   * about what was sent this time.
   */
  kind: "again" | "refused" | "text";
  reason: string;
  /** How long the server asks to be left alone. */
  retryAfterMs?: number;
}

const largestAnswerBytes = 256 * 1024 * 1024;
const longestExcerpt = 200;

/**
 * Posts one request to an OpenAI-compatible server and gives back the answer's text. Redirects are not followed: the key
 * goes to the configured address alone. The key is struck out of everything that the server is quoted with.
 */
export async function askServer(
  { baseUrl, key }: EndpointAccess,
  path: "/completions" | "/embeddings",
  body: object,
  { timeoutMs, clock }: { timeoutMs: number; clock: () => number },
): Promise<{ text: string } | AskFailure> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const answer = await fetch(`${baseUrl}${path}`, {
      method: "POST",
      redirect: "manual",
      // The app's framework keeps answers of its own accord otherwise.
      cache: "no-store",
      headers: { "content-type": "application/json", ...(key ? { authorization: `Bearer ${key}` } : {}) },
      body: JSON.stringify(body),
      signal,
    });
    const text = await readText(answer);
    if (text === undefined) return { kind: "text", reason: "the answer is larger than 256 MiB" };
    if (answer.ok) return { text };
    return describeStatus(answer, excerpt(text, key), clock());
  } catch (error) {
    if (signal.aborted) return { kind: "again", reason: `no answer within ${timeoutMs / second} seconds` };
    return { kind: "again", reason: `the connection failed (${causeOf(error)})` };
  }
}

function describeStatus({ status, headers }: Response, said: string, now: number): AskFailure {
  const reason = `the server answered ${status}${said ? `: ${said}` : ""}`;
  if (status >= 300 && status < 400) {
    const to = headers.get("location");
    return {
      kind: "refused",
      reason: `the server sends to another address${to ? `, ${siteOf(to)}` : ""}: give that one`,
    };
  }
  if (status === 401 || status === 403) return { kind: "refused", reason: `${reason}. Check the key` };
  if (status === 404 || status === 405) {
    return {
      kind: "refused",
      reason: `${reason}. Check the address, which ends in /v1 as a rule, and the model`,
    };
  }
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    const retryAfterMs = status === 429 || status === 503 ? readRetryAfter(headers, now) : undefined;
    return { kind: "again", reason, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  }
  return { kind: "text", reason };
}

/** Seconds or a date, as HTTP has it. */
function readRetryAfter(headers: Headers, now: number): number | undefined {
  const given = headers.get("retry-after")?.trim();
  if (!given) return undefined;
  const wait = /^\d+$/.test(given) ? Number(given) * second : Date.parse(given) - now;
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

async function readText(answer: Response): Promise<string | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.byteLength;
    if (size > largestAnswerBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** What a server says went wrong, in one short line. */
function excerpt(text: string, key: string | null): string {
  let said: unknown = text;
  try {
    const { error, message, detail } = JSON.parse(text);
    said = error?.message ?? message ?? (typeof error === "string" ? error : undefined) ?? detail ?? text;
  } catch {
    // Not JSON: quoted as it is.
  }
  const line = strikeOut(typeof said === "string" ? said : text, key)
    .replace(/[\s\0]+/g, " ")
    .trim();
  return line.length > longestExcerpt ? `${line.slice(0, longestExcerpt)}…` : line;
}

/** A text without the key, should a server repeat it. */
export function strikeOut(text: string, key: string | null): string {
  return key ? text.replaceAll(key, "[key]") : text;
}

function siteOf(location: string): string {
  return URL.canParse(location) ? new URL(location).origin : "of its own";
}

/** A code such as ECONNREFUSED: messages may hold anything. */
function causeOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: unknown } };
  return typeof cause?.code === "string" ? cause.code : "cut off";
}
