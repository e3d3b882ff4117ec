import type { CompletionDetector } from "./detector";
import { beginningOf } from "./excerpt";

/** A letter, a digit, a sign such as + or €, or a picture: something that can be an answer. */
const content = /[\p{L}\p{N}\p{Sm}\p{Sc}\p{So}\p{Co}]/u;

/**
 * Completions without content: nothing but white space, punctuation and marks of formatting.
 *
 * A digit, a currency sign or an emoji is content: each can answer a prompt.
 *
 * Source: Unicode general categories L, N, Sm, Sc, So.
 *
 * @example "…" and "```\n```" are found, "4" and "👍" are not.
 */
export const empty: CompletionDetector = {
  id: "empty",
  version: 1,
  title: "Empty",
  summary: "Nothing but white space or punctuation.",
  effect:
    "Leave it out when the text was lost on the way; an empty answer that a model gave is a difference.",
  source: "Unicode general categories",
  advised: false,
  looksAt: "completion",
  inspect({ text }) {
    if (content.test(text)) return undefined;
    if (text === "") return "There are no characters.";
    if (text.trim() === "") return "Only white space.";
    return /^[\s\p{Z}\p{C}]*$/u.test(text)
      ? "Only invisible characters."
      : `Only punctuation: ${beginningOf(text)}`;
  },
};
