import type { CompletionDetector } from "./detector";
import { endOf } from "./excerpt";
import { hasOpenFence } from "./open-fence";
import { endsMidSentence } from "./sentence-end";

const reasonKeys = ["finish_reason", "finishReason", "stop_reason", "stopReason", "finish"];
/** What APIs and servers say when the limit of tokens ended the text, and when the model did. */
const cutReasons = new Set(["length", "max_tokens", "max_new_tokens", "model_length", "max_output_tokens"]);
const wholeReasons = new Set([
  "stop",
  "eos",
  "eos_token",
  "end_turn",
  "stop_sequence",
  "complete",
  "completed",
]);

/**
 * Completions that were cut off: by the reason that came with them, else by how they end.
 *
 * A reason (`finish_reason` in the metadata, or `stop_reason`) decides alone. Without one: a block of code that is never closed, an
 * empty list item at the end, or an end in the middle of a sentence. The last needs a text that ends its other sentences, and
 * a sign beyond a missing full stop, so that scripts and styles without full stops are passed over.
 *
 * Source: finish reasons as OpenAI-compatible servers, Anthropic and Google name them; the rest is a rule of this project.
 *
 * @example metadata {finish_reason: "length"} is found; so is "First this. Then we take the".
 */
export const truncated: CompletionDetector = {
  id: "truncated",
  version: 1,
  title: "Cut off",
  summary:
    "Ended by the limit of tokens, in the middle of a sentence, or in a block of code that is never closed.",
  effect:
    "A limit that was set too low is no model's fault; a model that never comes to an end is. Look which it is.",
  source: "finish_reason of the metadata, else the end of the text",
  advised: false,
  looksAt: "completion",
  inspect({ text, metadata }) {
    const reason = finishReason(metadata);
    if (reason !== undefined && cutReasons.has(reason)) return `Its finish reason is “${reason}”.`;
    if (reason !== undefined && wholeReasons.has(reason)) return undefined;
    if (hasOpenFence(text)) return "A block of code is opened and never closed.";
    return endsMidSentence(text) ? `Ends in the middle: ${endOf(text)}` : undefined;
  },
};

function finishReason(metadata: Readonly<Record<string, unknown>> | null): string | undefined {
  for (const key of reasonKeys) {
    const value = metadata?.[key];
    if (typeof value === "string") return value.toLowerCase();
  }
  return undefined;
}
