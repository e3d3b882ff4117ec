import { describe, expect, it } from "vitest";
import { estimateTokens } from "./estimate-tokens";
import { renderTemplate } from "./render-template";
import { defaultTemplate } from "./schemas";

describe("renderTemplate", () => {
  const parts = { text: "Why?", system: null, turns: null };

  it.each([
    [defaultTemplate, parts, "Why?\n\n"],
    [defaultTemplate, { ...parts, system: "Be brief." }, "Be brief.\n\nWhy?\n\n"],
    ["<s>{prompt}</s>\n", parts, "<s>Why?</s>\n"],
    ["{prompt} {other}", { ...parts, text: "{system} $& {prompt}" }, "{system} $& {prompt} {other}"],
    [
      defaultTemplate,
      {
        ...parts,
        turns: [
          { role: "system", content: "Be kind." },
          { role: "user", content: "Why?" },
        ],
      },
      "Be kind.\n\nWhy?\n\n",
    ],
  ])("fills %j", (template, given, text) => {
    expect(renderTemplate(template, given)).toBe(text);
  });
});

describe("estimateTokens", () => {
  it.each([
    ["", 0],
    ["four words of English", 5.25],
    ["Москва", 3],
    ["東京です", 4],
    ["서울", 2],
    ["القاهرة", 3.5],
  ])("%j has about %d", (text, tokens) => {
    expect(estimateTokens(text)).toBe(tokens);
  });
});
