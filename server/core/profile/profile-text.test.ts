import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryText } from "@/server/testing/arbitrary-text";
import { countFormatting } from "./count-formatting";
import { countSyllables, fleschReadingEase } from "./flesch-reading-ease";
import { movingTypeTokenRatio } from "./lexical-diversity";
import { profileText } from "./profile-text";

const markdown = `# Title

Some **bold** words, and __more__; not_this__one and 2 ** 3.

- first
* second
  1. nested
10) tenth

> ## Quoted header
> - quoted item

\`\`\`js
# no header
- no item
\`\`\`

| a | b |
|---|:-:|
| 1 | **x** |

---
- - -
#hash is no header
~~~
never closed
- still code`;

describe("countFormatting", () => {
  it("counts what Markdown marks, and nothing within code or tables", () => {
    expect(countFormatting(markdown).formatting).toEqual({
      headers: 2,
      listItems: 5,
      bold: 2,
      codeBlocks: 2,
      tables: 1,
    });
  });

  it("leaves prose without marks, code and tables", () => {
    const { prose } = countFormatting(
      "## One *two*\n- **three** `four` five_six\n```\ncode\n```\na | b\n--|--\nc | d\n\nend",
    );
    expect(prose.split(/\s+/)).toEqual(["One", "two", "three", "five_six", "end"]);
  });

  it("needs a closing fence as long as the opening one", () => {
    const { formatting } = countFormatting("````\n```\n# x\n````\n# y");
    expect(formatting).toMatchObject({ codeBlocks: 1, headers: 1 });
    expect(countFormatting("```inline``` # no").formatting).toMatchObject({ codeBlocks: 0, headers: 0 });
  });

  it("finds nothing in plain prose", () => {
    const none = { headers: 0, listItems: 0, bold: 0, codeBlocks: 0, tables: 0 };
    for (const text of ["", "3.14 is pi. A - B | C", "* * *", "5 * 3 * 2", "snake_case__name"])
      expect(countFormatting(text).formatting).toEqual(none);
  });
});

describe("movingTypeTokenRatio", () => {
  it("agrees with counting every window", () => {
    const words = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 30 });
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 8 }), (list, window) => {
        const windows = list
          .slice(window - 1)
          .map((_, start) => new Set(list.slice(start, start + window)).size / window);
        const mean = windows.reduce((sum, ratio) => sum + ratio / windows.length, 0);
        const fast = movingTypeTokenRatio(list, window);
        if (list.length < window) expect(fast).toBeUndefined();
        else expect(fast).toBeCloseTo(mean, 12);
      }),
    );
    expect(movingTypeTokenRatio(["a", "b", "a", "c"], 3)).toBeCloseTo(5 / 6, 12);
    expect(() => movingTypeTokenRatio([], 0)).toThrow(RangeError);
  });

  it("does not fall with length, as the plain ratio does", () => {
    const verse = "the quick brown fox jumps over a lazy dog and the cat sleeps on a warm stone".split(" ");
    const long = Array.from({ length: 40 }, () => verse).flat();
    expect(movingTypeTokenRatio(long)).toBeCloseTo(movingTypeTokenRatio(long.slice(0, 170))!, 2);
    expect(new Set(long).size / long.length).toBeLessThan(0.03);
  });
});

describe("fleschReadingEase", () => {
  it("gives the formula's value by hand", () => {
    expect(fleschReadingEase("The cat sat on the mat.")).toBeCloseTo(206.835 - 1.015 * 6 - 84.6, 9);
    // Two sentences of 8 words in all and 3 + 2 + 1 + 1 + 2, 1 + 1 + 1 syllables.
    expect(fleschReadingEase("Wonderful people made a table. It is there")).toBeCloseTo(
      206.835 - 1.015 * 4 - 84.6 * (12 / 8),
      9,
    );
    expect(fleschReadingEase("Wait 3.5 seconds")).toBeCloseTo(206.835 - 1.015 * 2 - 84.6 * 1.5, 9);
    expect(fleschReadingEase("123 !?")).toBeUndefined();
  });

  it.each([
    ["cat", 1],
    ["the", 1],
    ["made", 1],
    ["makes", 1],
    ["asked", 1],
    ["wanted", 2],
    ["boxes", 2],
    ["changes", 2],
    ["table", 2],
    ["tables", 2],
    ["whole", 1],
    ["agreed", 2],
    ["readable", 3],
    ["beautiful", 3],
    ["don't", 1],
    ["née", 1],
  ])("counts the syllables of %s", (word, syllables) => {
    expect(countSyllables(word)).toBe(syllables);
  });
});

describe("profileText", () => {
  const prose = Array.from({ length: 60 }, (_, i) => `word${i % 20}`).join(" ");

  it("tells length, variety, readability, formatting and refusal", () => {
    const profile = profileText(`# Hi 👋\n\n${prose}.`, "en-GB");
    expect(profile).toMatchObject({ words: 64, headers: 1, isRefusal: false });
    expect(profile.characters).toBe([...`# Hi 👋\n\n${prose}.`].length);
    expect(profile.diversity).toEqual({ kind: "known", value: expect.closeTo(0.4, 1) });
    expect(profile.readability.kind).toBe("known");
    expect(profileText("I'm sorry, but I can't help with that.", "en").isRefusal).toBe(true);
  });

  it("says why a value is not there", () => {
    expect(profileText("Kurz.", "de")).toMatchObject({
      diversity: { kind: "unknown", reason: "too-short" },
      readability: { kind: "unknown", reason: "not-english" },
    });
    expect(profileText("这是一个没有空格的句子。".repeat(10), "zh").diversity).toEqual({
      kind: "unknown",
      reason: "unspaced-script",
    });
    expect(profileText("```\ncode\n```", "en").readability).toEqual({ kind: "unknown", reason: "no-words" });
    expect(profileText("plain words", null).readability).toEqual({ kind: "unknown", reason: "not-english" });
    expect(profileText("", "en")).toMatchObject({ words: 0, characters: 0 });
  });

  it.each([".", "*", "_", "`", "| ", "- ", "**a ", " "])(
    "takes long runs of %o in no time to speak of",
    (mark) => {
      // A rule that goes over the run again from each of its characters would take half a minute.
      expect(profileText(`${mark.repeat(60_000)}x`, "en").characters).toBe(60_000 * mark.length + 1);
    },
  );

  it("takes any text", () => {
    fc.assert(
      fc.property(arbitraryText(), (text) => {
        const profile = profileText(text, "en");
        for (const value of Object.values(profile)) {
          const number =
            typeof value === "object" ? (value.kind === "known" ? value.value : 0) : Number(value);
          expect(Number.isFinite(number)).toBe(true);
        }
      }),
    );
  });
});
