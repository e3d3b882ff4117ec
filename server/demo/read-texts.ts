import { readFileSync } from "node:fs";

export const DEMO_MODELS = ["atlas-2", "birch-mini", "cedar-instruct"] as const;
export const DEMO_LANGUAGES = ["en", "es", "ar"] as const;
export const DEMO_CATEGORIES = [
  "explain",
  "write",
  "reason",
  "code",
  "advise",
  "summarise",
  "extract",
  "translate",
] as const;

export type DemoModel = (typeof DEMO_MODELS)[number];
export type DemoPrompt = {
  promptId: string;
  prompt: string;
  language: string;
  category: string;
  completions: Record<DemoModel, string>;
};

const SECTION = /^=== (.+)$/m;

/**
 * The prompts of one hand-written file: a `=== prompt` section, then one section per model, and so on.
 * Throws when a section is missing, repeated, empty or out of order. Ids count from 1: `en-explain-1`.
 */
export function parseTexts(source: string, language: string, category: string): DemoPrompt[] {
  const [before, ...parts] = source.split(SECTION);
  const order = ["prompt", ...DEMO_MODELS];
  const where = `${language}/${category}.txt`;
  if (before?.trim()) throw new Error(`${where}: text before the first section`);
  const sections: string[] = [];
  for (let i = 0; i < parts.length; i += 2) {
    const name = parts[i] as string;
    const text = (parts[i + 1] as string).trim();
    const expected = order[sections.length % order.length];
    if (name !== expected) throw new Error(`${where}: found section "${name}", expected "${expected}"`);
    if (text === "") throw new Error(`${where}: section "${name}" is empty`);
    sections.push(text);
  }
  if (sections.length % order.length) throw new Error(`${where}: the last prompt lacks a completion`);
  return Array.from({ length: sections.length / order.length }, (_, n) => {
    const [prompt, ...texts] = sections.slice(n * order.length, (n + 1) * order.length) as [
      string,
      ...string[],
    ];
    const completions = Object.fromEntries(DEMO_MODELS.map((model, m) => [model, texts[m]]));
    return {
      promptId: `${language}-${category}-${n + 1}`,
      prompt,
      language,
      category,
      completions: completions as Record<DemoModel, string>,
    };
  });
}

/** Every demo prompt from `texts/<language>/<category>.txt`, in the order of the two lists above. */
export function readTexts(): DemoPrompt[] {
  return DEMO_LANGUAGES.flatMap((language) =>
    DEMO_CATEGORIES.flatMap((category) => {
      const file = new URL(`./texts/${language}/${category}.txt`, import.meta.url);
      return parseTexts(readFileSync(file, "utf8"), language, category);
    }),
  );
}
