import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderedRange, sourceRange } from "./source-offsets";

function find(source: string, rendered: string, part: string) {
  const start = rendered.indexOf(part);
  const range = sourceRange(source, rendered, { start, end: start + part.length });
  return range && source.slice(range.start, range.end);
}

describe("a marked part", () => {
  it.each([
    ["A **bold** word", "A bold word", "bold", "bold"],
    ["A **bold** word", "A bold word", "A bold", "A **bold"],
    ["See [the page](https://example.org/a) now.", "See the page now.", "now", "now"],
    ["- one\n- two\n", "one\ntwo", "two", "two"],
    ["1. First\n2. Second", "FirstSecond", "Second", "Second"],
    ["A \\* star", "A * star", "* star", "* star"],
    ["日本語の**文**です", "日本語の文です", "文", "文"],
  ])("is found in %j", (source, rendered, part, expected) => {
    expect(find(source, rendered, part)).toBe(expected);
    const start = rendered.indexOf(part);
    const shown = { start, end: start + part.length };
    expect(renderedRange(source, rendered, sourceRange(source, rendered, shown)!)).toEqual(shown);
  });

  it("that is no longer shown is nowhere", () => {
    expect(renderedRange("abc **", "abc", { start: 4, end: 6 })).toBeUndefined();
  });

  it("passes over what rendering added", () => {
    expect(find("Look: x", "☑ Look: x", "Look")).toBe("Look");
    expect(sourceRange("abc", "☑☑", { start: 0, end: 2 })).toBeUndefined();
  });

  it("of plain text is where it is", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 60 }), fc.nat(), fc.nat(), (text, a, b) => {
        const [start, end] = [a % text.length, (b % text.length) + 1].sort((x, y) => x - y) as [
          number,
          number,
        ];
        if (start === end) return;
        const range = sourceRange(text, text, { start, end });
        expect(range && text.slice(range.start, range.end)).toBe(text.slice(start, end).trim() || undefined);
      }),
    );
  });
});
