import { describe, expect, it } from "vitest";
import { familiesOf } from "./model-names";
import { namePattern } from "./name-pattern";
import { findSelfNames, namesItself } from "./names-itself";

const named = (text: string, { prompt = "Hello", model = "model-x" } = {}) =>
  findSelfNames({ text, prompt, model }).map(({ name }) => name);

describe("a completion that names its model", () => {
  it.each([
    ["I am Claude, an assistant made by Anthropic.", ["Claude", "Anthropic"]],
    ["As an AI language model developed by OpenAI, I cannot browse.", ["OpenAI"]],
    ["I'm a large language model called Gemini.", ["Gemini"]],
    ["My name is ChatGPT-4o and I help.", ["ChatGPT-4o"]],
    ["I'm Llama 3, trained by Meta AI.", ["Llama 3", "Meta AI"]],
    ["Ich bin ChatGPT, ein Sprachmodell, entwickelt von OpenAI.", ["ChatGPT", "OpenAI"]],
    ["Je suis Mistral, un modèle de langage créé par Mistral AI.", ["Mistral", "Mistral AI"]],
    ["Soy un modelo de lenguaje desarrollado por Google.", ["Google"]],
    ["Я — YandexGPT, языковая модель.", ["YandexGPT"]],
    ["我是通义千问，由阿里云开发的大语言模型。", ["通义千问", "阿里云"]],
    ["私はQwenです。", ["Qwen"]],
    ["أنا ChatGPT، نموذج لغوي.", ["ChatGPT"]],
  ])("is found: %s", (text, names) => {
    expect(named(text)).toEqual(names);
  });

  it.each([
    "Gemini is the third sign of the zodiac.",
    "I am interested in bards and falcons.",
    "I am a Gemini, born in June.",
    "The falcon was trained by Ann. Meta analyses help.",
    "OpenAI and Anthropic are companies.",
    "The tower was built by Google in 2010.",
    "Pipelines and phishing; yielding pie.",
    "",
  ])("is not found: %s", (text) => {
    expect(named(text)).toEqual([]);
  });

  it("is found by its own name anywhere, where it is no ordinary word", () => {
    expect(named("Ask GPT-4 for more.", { model: "gpt-4-0314" })).toEqual(["GPT-4"]);
    expect(named("Vicuna-13b says so.", { model: "vicuna-13b" })).toEqual(["Vicuna-13b"]);
    expect(named("Ask GPT-4 for more.", { model: "claude-v1" })).toEqual([]);
    expect(named("A claude is a name.", { model: "claude-v1" })).toEqual([]);
  });

  it("is not found where the prompt named it first", () => {
    expect(named("I am not ChatGPT.", { prompt: "Are you ChatGPT?" })).toEqual([]);
  });

  it("shows a lead the words", () => {
    const seen = namesItself.inspect({
      text: `${"Well. ".repeat(40)}I am Claude, made by Anthropic. ${"And so on. ".repeat(30)}`,
      prompt: "",
      language: null,
      metadata: null,
      model: "m",
    });
    expect(seen).toMatch(/^Says “…\S.*I am Claude, made by Anthropic.*…”$/);
    expect(seen!.length).toBeLessThan(120);
  });

  it("takes time in proportion to the text", () => {
    const text = "I am a model trained by ".repeat(20_000);
    expect(named(text)).toEqual([]);
  });
});

describe("names of models", () => {
  it("are whole words with their version", () => {
    const found = (text: string) =>
      [...text.matchAll(namePattern(["GPT", "Mistral AI", "Mistral"]))].map(String);
    expect(found("gpt-4o, GPTs, GPT3.5, Mistral AI's, mistral_ai")).toEqual([
      "gpt-4o",
      "GPT3.5",
      "Mistral AI",
      "mistral_ai",
    ]);
  });

  it("tell the family of a model by its imported name", () => {
    const makers = (model: string) => familiesOf(model).flatMap((family) => family.makers);
    expect(makers("gpt-4-0314")).toEqual(["OpenAI"]);
    expect(makers("meta-llama/Llama-3-8b")).toContain("Meta");
    expect(makers("pipeline-phish")).toEqual([]);
    expect(makers("phi-3")).toEqual(["Microsoft"]);
  });
});
