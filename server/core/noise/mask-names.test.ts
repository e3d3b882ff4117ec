import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskNames, nameMask } from "./mask-names";

describe("masked names", () => {
  it("are whole words of any case, with their version", () => {
    expect(maskNames("I am gpt-4o by OpenAI, no GPTs.", ["GPT", "OpenAI"])).toBe(
      `I am ${nameMask} by ${nameMask}, no GPTs.`,
    );
    expect(maskNames("我是通义千问。", ["通义千问"])).toBe(`我是${nameMask}。`);
    expect(maskNames("What? (a+b) costs $1.", ["(a+b)", "$1"])).toBe(`What? ${nameMask} costs ${nameMask}.`);
  });

  it("are found however spaces and hyphens in them are written, in little time", () => {
    const names = ["Mistral - AI", "-", "GLM--4"];
    expect(maskNames("MistralAI, Mistral-AI, mistral  AI, GLM 4.", names)).toBe(
      `${nameMask}, ${nameMask}, ${nameMask}, ${nameMask}.`,
    );
    const long = `Mistral${" -".repeat(20_000)}x`;
    expect(maskNames(long, ["Mistral - - - - AI"])).toBe(long);
  });

  it("are nothing without names, and leave no name in any text", () => {
    expect(maskNames("Any text.", [])).toBe("Any text.");
    const part = fc.constantFrom("Claude", "claude-3", " ", "x", ".", "Ünïcode", "私", "\n");
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const masked = maskNames(parts.join(""), ["Claude"]);
        expect(masked).not.toMatch(/(?<![\p{L}\p{N}])claude(?![\p{L}\p{N}])/iu);
      }),
    );
  });
});
