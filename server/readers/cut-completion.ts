import { alignTokens, type TokenSpan } from "./align-tokens";
import { checkScoredTokens, type LogprobsFault } from "./check-scored-tokens";
import type { TextLogprobs } from "./parse-text-logprobs";
import type { ScoredTokens } from "./rows";

/**
 * The log-probabilities of a completion's own tokens, out of those of a text that ends with it. The tokens' texts add
 * up to the completion; parts of one character become one token with the sum of their log-probabilities. A token that
 * lies across the beginning of the completion is a fault, as is one without a log-probability. `generated` tokens may
 * follow the text.
 *
 * @example cutCompletion({ tokens: ["Q:", " Li", "ma"], logprobs: [null, -1, -2] }, { before: "Q:", completion: " Lima" }, "logprobs")
 * // { tokens: [" Li", "ma"], logprobs: [-1, -2] }
 */
export function cutCompletion(
  given: TextLogprobs,
  text: { before: string; completion: string },
  field: string,
  generated = 0,
): ScoredTokens | LogprobsFault {
  const whole = text.before + text.completion;
  const spans = alignTokens(given.tokens, whole, generated);
  if ("reason" in spans) return { field: `${field}.tokens`, reason: spans.reason };
  const start = text.before.length;
  const across = spans.find(({ from, to }) => from < start && to > start);
  if (across) {
    const token = JSON.stringify(whole.slice(across.from, across.to));
    const reason = `the token ${token} lies across the beginning of the completion: end the template otherwise, for example with a line break`;
    return { field: `${field}.tokens[${across.first}]`, reason };
  }
  return collect(
    given,
    spans.filter(({ from }) => from >= start),
    whole,
    field,
  );
}

/**
 * The same where it is not known what came before: the shortest end of the tokens that is the completion.
 *
 * @example cutEnd({ tokens: ["Q:", "Li", "ma"], logprobs: [null, -1, -2] }, "Lima", "logprobs") // { tokens: ["Li", "ma"], … }
 */
export function cutEnd(given: TextLogprobs, completion: string, field: string): ScoredTokens | LogprobsFault {
  const { tokens } = given;
  for (let first = tokens.length; first >= 0; first--) {
    const spans = alignTokens(tokens.slice(first), completion);
    // Half a character would do for an end: then the rest of it stands before.
    if ("reason" in spans || (first > 0 && tokens[first - 1]?.includes("\ufffd"))) continue;
    const moved = spans.map((span) => ({ ...span, first: span.first + first, end: span.end + first }));
    return collect(given, moved, completion, field);
  }
  return { field: `${field}.tokens`, reason: "the tokens do not end with the completion's text" };
}

function collect(
  { tokens, logprobs, top }: TextLogprobs,
  spans: readonly TokenSpan[],
  text: string,
  field: string,
): ScoredTokens | LogprobsFault {
  for (const { first, end } of spans) {
    const missing = logprobs.slice(first, end).indexOf(null);
    if (missing === -1) continue;
    const reason = `the token ${JSON.stringify(tokens[first + missing])} has no log-probability: only a text's first token has none, so something must come before the completion`;
    return { field: `${field}[${first + missing}]`, reason };
  }
  const parts = spans.map(({ first, end, from, to }) => {
    const token = text.slice(from, to);
    if (end - first === 1) return { token, logprob: logprobs[first], top: top?.[first] };
    const logprob = logprobs.slice(first, end).reduce<unknown>(add, 0);
    return { token, logprob, top: [[token, logprob]] };
  });
  return checkScoredTokens(
    {
      tokens: parts.map(({ token }) => token),
      logprobs: parts.map(({ logprob }) => logprob),
      ...(top ? { top: parts.map((part) => part.top ?? []) } : {}),
    },
    field,
  );
}

/** A sum of log-probabilities; what is none stays, to be named. */
function add(sum: unknown, value: unknown): unknown {
  if (typeof sum !== "number") return sum;
  return typeof value === "number" && value <= 0 ? sum + value : value;
}
