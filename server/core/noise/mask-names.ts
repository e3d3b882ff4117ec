import { namePattern } from "./name-pattern";

/** What stands for a name, however long that was. */
export const nameMask = "█████";

/**
 * A text with some names masked, as whole words of any case, each with the version behind it.
 *
 * @param names none empty. @returns the text itself where there are none.
 * @example maskNames("I am GPT-4 by OpenAI.", ["GPT", "OpenAI"]) // "I am █████ by █████."
 */
export function maskNames(text: string, names: readonly string[]): string {
  return names.length === 0 ? text : text.replaceAll(namePattern(names), nameMask);
}
