import { describe, expect, it } from "vitest";
import { DEMO_CATEGORIES, DEMO_LANGUAGES, DEMO_MODELS, parseTexts, readTexts } from "./read-texts";

const ONE = "=== prompt\nHi?\n=== atlas-2\nA\n=== birch-mini\nB\n=== cedar-instruct\nC\n";

describe("parseTexts", () => {
  it("reads a prompt and a completion per model, trimmed", () => {
    expect(parseTexts(ONE, "en", "write")).toEqual([
      {
        promptId: "en-write-1",
        prompt: "Hi?",
        language: "en",
        category: "write",
        completions: { "atlas-2": "A", "birch-mini": "B", "cedar-instruct": "C" },
      },
    ]);
  });

  it.each([
    ["a missing section", ONE.replace("=== birch-mini\nB\n", ""), /expected "birch-mini"/],
    ["an empty section", ONE.replace("B\n", "\n"), /"birch-mini" is empty/],
    ["a cut end", ONE.replace("=== cedar-instruct\nC\n", ""), /lacks a completion/],
    ["text outside sections", `stray\n${ONE}`, /before the first section/],
  ])("refuses %s", (_, source, message) => {
    expect(() => parseTexts(source, "en", "write")).toThrow(message);
  });
});

describe("the demo's texts", () => {
  const prompts = readTexts();
  const completions = prompts.flatMap((prompt) => Object.values(prompt.completions));

  it("are at least 48 different prompts, each category in each language", () => {
    expect(new Set(prompts.map((p) => p.prompt)).size).toBe(prompts.length);
    expect(prompts.length).toBeGreaterThanOrEqual(48);
    const cells = new Set(prompts.map((p) => `${p.language} ${p.category}`));
    expect(cells.size).toBe(DEMO_LANGUAGES.length * DEMO_CATEGORIES.length);
    expect(DEMO_LANGUAGES.length).toBeGreaterThanOrEqual(3);
  });

  it("hold a right-to-left language, and no other language is in its script", () => {
    for (const { language, prompt, completions: own } of prompts) {
      const isArabic = [prompt, ...Object.values(own)].some((text) => /\p{Script=Arabic}{3}/u.test(text));
      expect(isArabic, prompt).toBe(language === "ar");
    }
  });

  it("differ between the three models for most prompts, and agree on a few", () => {
    const distinct = prompts.filter((p) => new Set(Object.values(p.completions)).size === 3);
    expect(distinct.length).toBeGreaterThan(0.9 * prompts.length);
    expect(distinct.length).toBeLessThan(prompts.length);
  });

  it("never name a model", () => {
    const names = new RegExp(DEMO_MODELS.flatMap((model) => [model, model.split("-")[0]]).join("|"), "i");
    for (const completion of completions) expect(completion).not.toMatch(names);
  });

  it("close every code block", () => {
    for (const completion of completions) expect((completion.match(/^```/gm) ?? []).length % 2).toBe(0);
  });
});
