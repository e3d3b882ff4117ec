import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One request as the mock server saw it. */
export interface MockRequest {
  path: string;
  model: string;
  /** The text to score, or the texts to embed. */
  texts: string[];
  body: Record<string, unknown>;
  authorization: string | undefined;
}

/** What the server does instead of answering rightly; `undefined`: it answers. */
export type MockTrouble =
  | { status: number; headers?: Record<string, string>; body?: string }
  | { answer: unknown }
  | "stall"
  | "cut"
  | undefined;

export interface MockModel {
  /** Any text into pieces that add up to it. */
  tokenize(text: string): string[];
  /** The distribution after these tokens: the most probable first. */
  next(before: readonly string[]): [string, number][];
  /** The log-probability of a token that `next` need not list. */
  logprob(token: string, before: readonly string[]): number;
}

export interface MockEndpoint {
  /** Up to and with /v1. */
  url: string;
  requests: MockRequest[];
  /** Decides what goes wrong, request by request. */
  trouble: (request: MockRequest, count: number) => MockTrouble;
  /** Which ways of scoring the server knows. */
  supports: { echo: boolean; zeroTokens: boolean; promptLogprobs: boolean };
  models: Map<string, MockModel>;
  embed: (text: string, model: string) => number[];
  /** Requests that are still without an answer. */
  stalled: number;
  stop(): Promise<void>;
}

/** Words with the spaces before them, and line ends; each as likely as its letters say. Good for tests that want any numbers at all. */
export const plainModel: MockModel = {
  tokenize: (text) => text.match(/\n+| *[^\s]+| +/g) ?? [],
  next: () => [],
  logprob: (token) => -token.length / 4,
};

/** An OpenAI-compatible server on a free port of 127.0.0.1 that misbehaves as it is told. Real HTTP. */
export async function startMockEndpoint(): Promise<MockEndpoint> {
  const mock: MockEndpoint = {
    url: "",
    requests: [],
    trouble: () => undefined,
    supports: { echo: true, zeroTokens: true, promptLogprobs: false },
    models: new Map(),
    embed: (text) => [text.length, 1, 0.5],
    stalled: 0,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const server = createServer((request, response) => void answer(mock, request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  mock.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return mock;
}

async function answer(mock: MockEndpoint, incoming: IncomingMessage, response: ServerResponse) {
  let json = "";
  for await (const part of incoming) json += String(part);
  const body = JSON.parse(json) as Record<string, unknown>;
  const request: MockRequest = {
    path: incoming.url ?? "",
    model: String(body["model"]),
    texts: ([] as string[]).concat((body["input"] ?? body["prompt"]) as string),
    body,
    authorization: incoming.headers.authorization,
  };
  mock.requests.push(request);
  const trouble = mock.trouble(request, mock.requests.length);
  if (trouble === "stall") {
    mock.stalled++;
    return;
  }
  if (trouble === "cut") return incoming.socket.destroy();
  if (trouble && "status" in trouble) {
    response.writeHead(trouble.status, trouble.headers).end(trouble.body ?? "");
    return;
  }
  const right = trouble ? trouble.answer : rightAnswer(mock, request);
  const failure = (right as { failure?: string })?.failure;
  response.writeHead(failure ? 400 : 200, { "content-type": "application/json" });
  response.end(
    typeof right === "string" ? right : JSON.stringify(failure ? { error: { message: failure } } : right),
  );
}

function rightAnswer(mock: MockEndpoint, { path, model, texts, body }: MockRequest): unknown {
  if (path === "/v1/embeddings") {
    const data = texts.map((text, index) => ({ index, embedding: mock.embed(text, model) }));
    // Out of order, as a server may answer.
    return { data: data.reverse() };
  }
  if (path !== "/v1/completions") return { failure: "no such path" };
  const { echo, zeroTokens, promptLogprobs } = mock.supports;
  const scored = scoreByModel(mock.models.get(model) ?? plainModel, texts[0] ?? "");
  if (body["prompt_logprobs"] !== undefined) {
    if (!promptLogprobs) return { failure: "unknown field prompt_logprobs" };
    return vllmAnswer(scored, Number(body["prompt_logprobs"]));
  }
  if (body["max_tokens"] === 0 && !zeroTokens) return { failure: "max_tokens must be at least 1" };
  const generated = body["max_tokens"] === 1 ? [{ token: "!", logprob: -1, top: [] }] : [];
  return { choices: [{ text: "", logprobs: openAiLogprobs([...(echo ? scored : []), ...generated]) }] };
}

interface ScoredToken {
  token: string;
  logprob: number | null;
  top: [string, number][];
}

function scoreByModel(model: MockModel, text: string): ScoredToken[] {
  const tokens = model.tokenize(text);
  return tokens.map((token, i) => {
    const before = tokens.slice(0, i);
    return {
      token,
      logprob: i === 0 ? null : model.logprob(token, before),
      top: i === 0 ? [] : model.next(before),
    };
  });
}

export function openAiLogprobs(scored: readonly ScoredToken[]) {
  let offset = 0;
  return {
    tokens: scored.map(({ token }) => token),
    token_logprobs: scored.map(({ logprob }) => logprob),
    top_logprobs: scored.map(({ top }) => (top.length > 0 ? Object.fromEntries(top) : null)),
    text_offset: scored.map(({ token }) => {
      offset += [...token].length;
      return offset - [...token].length;
    }),
  };
}

/** Written by hand, since the order of the ids matters and JavaScript would sort them. */
function vllmAnswer(scored: readonly ScoredToken[], topK: number): string {
  const entry = (id: number, token: string, logprob: number) =>
    `"${id}": ${JSON.stringify({ logprob, rank: 1, decoded_token: token })}`;
  const positions = scored.map(({ token, logprob, top }) => {
    if (logprob === null) return "null";
    const others = top.filter(([other]) => other !== token).slice(0, topK);
    return `{${[entry(900, token, logprob), ...others.map(([other, value], i) => entry(i + 1, other, value))].join(", ")}}`;
  });
  return `{"choices": [{"text": "!", "logprobs": null, "prompt_logprobs": [${positions.join(", ")}]}]}`;
}
