/** What a prompt consists of. */
export interface PromptParts {
  text: string;
  system: string | null;
  turns: readonly { role: string; content: string }[] | null;
}

/**
 * What stands before a completion when it is scored. `{system}` and `{prompt}` are filled in; one that is empty takes
 * the line breaks behind it along. Earlier turns stand in the prompt, each behind its role.
 *
 * @example renderTemplate("{system}\n\n{prompt}\n\n", { text: "Why?", system: null, turns: null }) // "Why?\n\n"
 */
export function renderTemplate(template: string, parts: PromptParts): string {
  const values: Record<string, string> = { system: systemOf(parts), prompt: promptOf(parts) };
  return template.replace(/\{(system|prompt)\}(\n*)/g, (_, name: string, breaks: string) => {
    const value = values[name] as string;
    return value === "" ? "" : value + breaks;
  });
}

function systemOf({ system, turns }: PromptParts): string {
  if (system) return system;
  return (turns ?? [])
    .filter(({ role }) => role === "system")
    .map(({ content }) => content)
    .join("\n\n");
}

function promptOf({ text, turns }: PromptParts): string {
  const spoken = (turns ?? []).filter(({ role }) => role !== "system");
  if (spoken.length < 2) return text;
  return spoken
    .map(({ role, content }) => `${role === "user" ? "User" : "Assistant"}: ${content}`)
    .join("\n\n");
}
