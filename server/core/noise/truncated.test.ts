import { describe, expect, it } from "vitest";
import { truncated } from "./truncated";

const seen = (text: string, metadata: Record<string, unknown> | null = null) =>
  truncated.inspect({ text, prompt: "Tell me.", language: null, metadata, model: "m" });

const story =
  "It had rained for a week when the letter came. Nobody in the village could read it, and so they waited for the teacher. ";

describe("truncated, by the reason that came along", () => {
  it.each([
    [{ finish_reason: "length" }],
    [{ finish_reason: "LENGTH" }],
    [{ stop_reason: "max_tokens" }],
    [{ finishReason: "MAX_TOKENS" }],
  ])("finds %j", (metadata) => expect(seen("All is well.", metadata)).toMatch(/^Its finish reason is “/));

  it.each([[{ finish_reason: "stop" }], [{ stop_reason: "end_turn" }], [{ finish_reason: "eos" }]])(
    "believes %j, however the text ends",
    (metadata) => {
      expect(seen(`${story}Then she took the`, metadata)).toBeUndefined();
      expect(seen("```js\nf(", metadata)).toBeUndefined();
    },
  );

  it("looks at the text where the reason says neither", () => {
    expect(seen(`${story}Then she took the`, { finish_reason: "content_filter" })).toMatch(/took the”$/);
    expect(seen("All is well.", { finish_reason: null })).toBeUndefined();
  });
});

describe("truncated, by how the text ends", () => {
  it.each([
    `${story}When he read it aloud, all of them understood that the`,
    `${story}When he read it aloud, all of them went home and slept badly, because`,
    `${story}They had to choose between the house, the field,`,
    `${story}They had waited long enough (`,
    `${story}${story}Nobody had thought that it would come to th`,
    "Drei Dinge sind nötig. Erstens Zeit. Zweitens brauchen wir für diese Arbeit eine",
    "首先，我们需要时间。其次，我们需要钱。最后，我们还需要考虑人员、设备和其他许多方面，",
    "1. Flour\n2. Sugar\n3.",
    "- Flour\n- Sugar\n-",
    "Here it is:\n```python\ndef f(x):\n    return x +",
    "~~~\nopen",
  ])("finds …%j", (text) => expect(seen(text)).toBeDefined());

  it.each([
    "",
    "Yes",
    "Paris",
    story,
    `${story}He asked: “Is that all?”`,
    `${story}It was over (at last).`,
    `${story}**It was over.**`,
    `${story}It was over! 🎉`,
    `${story}Hope that helps! Let me know if you have any further questions`,
    `${story}Join us now! #reading #letters #village`,
    `${story}Read more at https://example.org/letters`,
    "# Plan\n\n- buy flour\n- buy sugar\n- bake a cake for the whole family",
    "Roses are red\nViolets are blue\nSugar is sweet\nAnd so are you",
    "| a | b |\n| - | - |\n| the first | and the",
    "```js\nf();\n```",
    "````md\n```\n````",
    "Use ``` to open a block.",
    "Dear Ana,\nThank you. It was good to see you. We hope to come again.\n\nBest regards,",
    "ไม่มีจุดในภาษาไทย เราเขียนต่อไปเรื่อย ๆ โดยไม่มีเครื่องหมายจบประโยค และข้อความนี้ก็จบลงตรงนี้",
    "यह पूरा वाक्य है। यह भी पूरा वाक्य है। और यह अंतिम वाक्य है।",
    "هذه جملة كاملة. وهذه جملة أخرى. هل انتهينا؟",
    "これは文です。これも文です。これで終わりです。",
    "The answer is\n42",
    "a = 1\nb = 2\nc = a + b",
  ])("leaves …%j", (text) => expect(seen(text)).toBeUndefined());
});
