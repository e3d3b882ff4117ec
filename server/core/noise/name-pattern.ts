const spaced = String.raw`\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{N}`;
const spacedScript = new RegExp(`[${spaced}]`, "u");
const versionOf = String.raw`(?:[-\u2010-\u2013 ]?\p{N}+(?:\.\p{N}+)*[a-z]{0,2}(?![a-z\p{N}]))?`;

/**
 * A pattern for any of some names as whole words, whatever their case, with a version behind them: "GPT" finds "gpt-4o", not
 * "GPTs". Where a script puts no spaces between words, the name alone is enough.
 *
 * @param names one or more, none empty. @returns global, so for `matchAll` and `replaceAll`.
 * @example "Is it GPT-4 or Qwen?".replaceAll(namePattern(["GPT", "Qwen"]), "…") // "Is it … or …?"
 */
export function namePattern(names: readonly string[]): RegExp {
  // The longest first: "Mistral AI" before "Mistral".
  const byLength = [...names].sort((one, other) => other.length - one.length);
  const words = byLength.filter((name) => spacedScript.test(name)).map(asWritten);
  const others = byLength.filter((name) => !spacedScript.test(name)).map(asWritten);
  const whole = `(?<![${spaced}])(?:${words.join("|")})(?![${spaced.replace(String.raw`\p{N}`, "")}])`;
  const either = [...(words.length > 0 ? [whole] : []), ...others].join("|");
  return new RegExp(`(?:${either})${versionOf}`, "giu");
}

/** As a pattern, in which any spaces, hyphens or none stand for each run of spaces and hyphens within the name. */
function asWritten(name: string): string {
  const escaped = name.trim().replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
  // One class a run: two in a row would be tried in every split of what they match.
  return escaped.replaceAll(/(?<=[^\s_-])[\s_-]+(?=[^\s_-])/gu, (run) =>
    /[\s-]/u.test(run) ? String.raw`[\s_-]*` : run,
  );
}
