/**
 * The words of a text, by the one word rule that every word metric shares: lower-cased runs of Unicode letters,
 * numbers, marks and apostrophes (`'` and `’`) are words; every other non-space character is a word of its own.
 *
 * A character is a code point, so an emoji outside the basic plane is one word; a joiner inside an emoji sequence
 * is a word too. Lower-casing is Unicode's default (no locale), word by word. An empty or blank text has no words.
 * This is the readable form; `WordInterner` computes the same without building strings.
 *
 * @example `splitWords("Don't panic!")` is `["don't", "panic", "!"]`
 */
export function splitWords(text: string): string[] {
  const runs = text.match(/[\p{L}\p{N}\p{M}'’]+|[^\s]/gu) ?? [];
  return runs.map((run) => (isWordRun(run) ? run.toLowerCase() : run));
}

function isWordRun(run: string): boolean {
  return /^[\p{L}\p{N}\p{M}'’]/u.test(run);
}
