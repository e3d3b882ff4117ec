import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutAtFormulas, setAsideFormulas } from "./set-aside-formulas";

const found = (text: string) => setAsideFormulas(text).formulas.map(({ tex }) => tex);

describe("setAsideFormulas", () => {
  it("finds the four ways of writing LaTeX, and which stand on lines of their own", () => {
    const { formulas } = setAsideFormulas(
      "If $x_1*y$ and \\(a \\ne b\\), then\n\n$$\n\\frac{1}{2}\n= c\n$$\n\n\\[ e = mc^2 \\]",
    );
    expect(formulas.map(({ tex, isDisplay }) => [tex, isDisplay])).toEqual([
      ["x_1*y", false],
      ["a \\ne b", false],
      ["\\frac{1}{2}\n= c", true],
      ["e = mc^2", true],
    ]);
  });

  it.each([
    ["in a table", "| $|x|$ | 5 |", ["|x|"]],
    ["in a quote", "> $$\n> a\n> b\n> $$", ["a\nb"]],
    ["in a list", "- so:\n  $$\n  a\n\n  b\n  $$", ["a\n\n  b"]],
    ["an ordinal", "the n$^{th}$ and 5$^{th}$", ["^{th}", "^{th}"]],
    ["beside Chinese", "设$x$为", ["x"]],
    ["in bold", "**$y$**, ($z$).", ["y", "z"]],
    ["with an escaped dollar", "$a \\$ b$", ["a \\$ b"]],
    ["inline double dollars", "so $$a+b$$ holds", ["a+b"]],
  ])("finds a formula %s", (_, text, tex) => expect(found(text)).toEqual(tex));

  it.each([
    "It costs $5 and $10.",
    "from $5-$10, US$5 or 3$ or $4",
    "$5 million to 6$",
    "**$5** and **$10**, ($8), $9",
    "| $5 | 6$ |",
    "restaurants: $$ - $$$ and $$ | $$",
    "echo $HOME and $PATH",
    "`$a$` and ``$b$`` and \\$c$",
    "```sh\n$x$ \\(y\\)\n$$z$$\n```",
    "~~~\n$x$\n~~~",
    "```\n$x$ to the end",
    "see \\[1\\] and \\[TODO\\], \\\\(no\\\\)",
    "$$ never closed and $ alone",
    "$a\n\nb$ and \\(a\n\nb\\)",
    "\\( \\) $$ $$",
    "\uE000 $x$",
  ])("leaves %j alone", (text) => expect(setAsideFormulas(text)).toEqual({ text, formulas: [] }));

  it("keeps lengths, and gives back what it set aside", () => {
    const part = fc.constantFrom(
      "$",
      "$$",
      "\\(",
      "\\)",
      "\\[",
      "\\]",
      "`",
      "```",
      "\n",
      "\n\n",
      "\\",
      "x",
      "5",
      " ",
      "_",
      "| ",
      "> ",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const text = parts.join("");
        const { text: markdown, formulas } = setAsideFormulas(text);
        expect(markdown).toHaveLength(text.length);
        const back = cutAtFormulas(markdown, formulas);
        expect(back.map((piece) => (typeof piece === "string" ? piece : piece.source)).join("")).toBe(text);
      }),
    );
  });

  it("is quick with a megabyte of what might begin a formula", () => {
    const started = performance.now();
    for (const part of ["$", "$a ", "\\(", "\\[x", "`$", "`` ` ", "$$a", "\n$$\n", "$x$"])
      setAsideFormulas(part.repeat(1_000_000 / part.length));
    // Quadratic time would be minutes.
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
