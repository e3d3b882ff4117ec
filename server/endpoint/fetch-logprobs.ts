import { type EndpointLine, isFailure } from "./endpoint-line";
import type { Fetched } from "./fetch-import";
import type { WantedCompletion } from "./fetch-scope";
import { renderTemplate } from "./render-template";
import type { FetchSettings } from "./schemas";
import { findScoringMode, type ScoringMode, scoreText } from "./score-text";

type Scoring = { line: EndpointLine; mode: ScoringMode; template: string } | { reason: string };

/** How each scorer's endpoint is asked, found by asking it; an endpoint that gives nothing has the reason why. */
export async function prepareScoring(
  settings: FetchSettings,
  lines: ReadonlyMap<string, EndpointLine>,
): Promise<ReadonlyMap<string, Scoring>> {
  const found = new Map<string, Awaited<ReturnType<typeof findScoringMode>>>();
  for (const [endpointId, line] of lines) found.set(endpointId, await findScoringMode(line, settings.topK));
  const prepared = new Map<string, Scoring>();
  for (const { model, endpointId, template = settings.template } of settings.scorers) {
    const line = lines.get(endpointId) as EndpointLine;
    const mode = found.get(endpointId);
    if (mode && "mode" in mode) prepared.set(model, { line, mode: mode.mode, template });
    else prepared.set(model, { reason: `not asked: ${mode?.reason}` });
  }
  return prepared;
}

/** What one scorer says of a completion. An empty completion has no tokens, and nobody is asked. */
export async function fetchLogprobs(
  { id, text, prompt }: WantedCompletion,
  scorer: string,
  scoring: Scoring | undefined,
  topK: number,
): Promise<Fetched> {
  const place = { completionId: id, scorer };
  if (scoring === undefined || "reason" in scoring) {
    return { ...place, reason: scoring?.reason ?? "not asked: no endpoint is named for it", attempts: 0 };
  }
  if (text === "") {
    return { ...place, scored: { tokens: [], logprobs: [], ...(topK > 0 ? { top: [] } : {}) } };
  }
  const before = renderTemplate(scoring.template, prompt);
  const answer = await scoreText(scoring.line, scoring.mode, { before, completion: text }, topK);
  if (isFailure(answer)) return { ...place, reason: answer.reason, attempts: answer.attempts };
  return { ...place, scored: answer.scored };
}
