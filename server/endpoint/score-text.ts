import { cutCompletion } from "@/server/readers/cut-completion";
import { keepTokenOrder } from "@/server/readers/keep-token-order";
import { parseTextLogprobs } from "@/server/readers/parse-text-logprobs";
import type { ScoredTokens } from "@/server/readers/rows";
import type { AskFailure } from "./ask-server";
import { type EndpointLine, isFailure } from "./endpoint-line";

/** Ways in which servers score a given text: echoed with nothing or one token generated, or as vLLM does. */
const scoringModes = ["echo", "echo-and-one", "prompt-logprobs"] as const;
export type ScoringMode = (typeof scoringModes)[number];

/** A completion and what stands before it. */
export interface TextToScore {
  before: string;
  completion: string;
}

type Scored = { scored: ScoredTokens; attempts: number } | (AskFailure & { attempts: number });

/** A completion's token log-probabilities from the endpoint's model, with the `topK` most probable at each position. */
export async function scoreText(
  line: EndpointLine,
  mode: ScoringMode,
  text: TextToScore,
  topK: number,
): Promise<Scored> {
  const { servedModel: model } = line.access;
  const body = { model, prompt: text.before + text.completion, temperature: 0, ...bodyOf(mode, topK) };
  const answer = await line.ask("/completions", body, (json) => readScored(json, mode, text));
  return isFailure(answer) ? answer : { scored: answer.value, attempts: answer.attempts };
}

/** The first way of scoring that the endpoint answers rightly on a tiny text, or why there is none. */
export async function findScoringMode(
  line: EndpointLine,
  topK: number,
): Promise<{ mode: ScoringMode } | AskFailure> {
  let last: AskFailure | undefined;
  for (const mode of scoringModes) {
    const scored = await scoreText(line, mode, { before: "Name a city.\n", completion: "Lima" }, topK);
    if (!isFailure(scored)) return { mode };
    last = scored;
    if (scored.kind !== "text") return scored;
  }
  const reason = `the server gives no log-probabilities of a given text, neither by echo nor by prompt_logprobs: ${last?.reason}`;
  return { kind: "refused", reason };
}

function bodyOf(mode: ScoringMode, topK: number): object {
  if (mode === "prompt-logprobs") return { max_tokens: 1, prompt_logprobs: topK };
  return { echo: true, max_tokens: mode === "echo" ? 0 : 1, logprobs: topK };
}

function readScored(json: string, mode: ScoringMode, text: TextToScore): ScoredTokens | AskFailure {
  let answer: { choices?: { logprobs?: unknown; prompt_logprobs?: unknown }[] } | null;
  try {
    answer = JSON.parse(keepTokenOrder(json));
  } catch {
    return { kind: "again", reason: "the answer is not JSON" };
  }
  const choice = answer?.choices?.[0];
  const field = mode === "prompt-logprobs" ? "prompt_logprobs" : "logprobs";
  const given = choice?.[field];
  if (given === undefined || given === null)
    return { kind: "text", reason: `the answer has no choices[0].${field}` };
  const parsed = parseTextLogprobs(given, field);
  const cut =
    "reason" in parsed ? parsed : cutCompletion(parsed, text, field, mode === "echo-and-one" ? 1 : 0);
  return "reason" in cut ? { kind: "text", reason: `${cut.field}: ${cut.reason}` } : cut;
}
