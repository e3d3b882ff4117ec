import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detectorTable } from "./detector-table";
import { detectorIds, detectors, findDetector } from "./registry";

const arbitraryText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 400 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 })
    .map((units) => String.fromCharCode(...units)),
  fc
    .array(fc.constantFrom("```", "\n", "1. ", "- ", "word ", "。", ", ", "Ã©", "the ", "ไม่", "`", "~~~"), {
      maxLength: 60,
    })
    .map((parts) => parts.join("")),
);

describe("the detectors", () => {
  it("have ids, words for a lead and versions, each its own", () => {
    expect(new Set(detectorIds).size).toBe(detectors.length);
    for (const { id, version, title, summary, effect, source } of detectors) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(version).toBeGreaterThan(0);
      expect(
        [summary, effect].every((sentence) => /^[A-Z].*\.$/.test(sentence)),
        id,
      ).toBe(true);
      expect(Math.min(title.length, source.length)).toBeGreaterThan(3);
      expect(findDetector(id)?.id).toBe(id);
    }
    expect(findDetector("nothing")).toBeUndefined();
  });

  it("take any text without a fault, and say the same again", () => {
    const language = fc.constantFrom(null, "en", "de", "zh-Hant", "ja", "sr-Latn", "xx", "", "-", "\ud800");
    fc.assert(
      fc.property(arbitraryText, arbitraryText, language, (text, prompt, tag) => {
        for (const detector of detectors) {
          if (detector.looksAt !== "completion") continue;
          const completion = { text, prompt, language: tag, metadata: null, model: "gpt-4" };
          const seen = detector.inspect(completion);
          expect(seen === undefined || (seen.length > 0 && seen.length < 300)).toBe(true);
          expect(detector.inspect(completion)).toBe(seen);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("take any prompts and comparisons without a fault", () => {
    fc.assert(
      fc.property(fc.array(arbitraryText, { minLength: 2, maxLength: 6 }), (texts) => {
        for (const detector of detectors) {
          if (detector.looksAt === "comparison")
            expect(detector.createInspector().inspect(texts, Int32Array.of(0, 1, 1, 1))).toHaveLength(2);
          if (detector.looksAt === "prompt")
            detector.inspect(texts.map((text, i) => ({ externalId: `p${i}`, text })));
        }
      }),
    );
  });

  it("make a table", () => {
    const lines = detectorTable(detectors).split("\n");
    expect(lines[2]).toMatch(/^\| `empty` \| Empty: nothing but/);
    expect(lines).toHaveLength(detectors.length + 2);
  });
});
