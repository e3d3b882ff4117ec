import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutParagraphs, foldIdentical, type Stretch } from "./fold-identical";

const paragraph = (name: string) => `${name} ${"goes on for a while, ".repeat(10)}\n\n`;
const shape = (stretches: Stretch[] | undefined) =>
  stretches?.map(({ isShared, paragraphs }) => (isShared ? `shared ${paragraphs}` : `own ${paragraphs}`));

describe("foldIdentical", () => {
  it("folds a beginning, a middle and an end that both have", () => {
    const [intro, middle, end] = ["intro", "middle", "end"].map(
      (name) => paragraph(name) + paragraph(`more ${name}`),
    );
    const left = `${intro}one\n\n${middle}two\n\nthree\n\n${end}`;
    const right = `${intro}uno\n\n${middle}dos\n\n${end}`;
    const folded = foldIdentical(left, right);
    expect(shape(folded?.left)).toEqual(["shared 2", "own 1", "shared 2", "own 2", "shared 2"]);
    expect(shape(folded?.right)).toEqual(["shared 2", "own 1", "shared 2", "own 1", "shared 2"]);
    expect(folded?.right[0]?.text).toBe(intro);
  });

  it("takes paragraphs for the same that differ in space alone", () => {
    const text = paragraph("a") + paragraph("b");
    expect(shape(foldIdentical(`${text}x`, `${text.replaceAll(" ", "  ")}y`)?.left)).toEqual([
      "shared 2",
      "own 1",
    ]);
  });

  it("leaves short and single paragraphs, and texts that share nothing", () => {
    expect(foldIdentical("a\n\nb\n\nc", "a\n\nb\n\nd")).toBeUndefined();
    expect(foldIdentical(`${paragraph("a")}x`, `${paragraph("a")}y`)).toBeUndefined();
    expect(foldIdentical(paragraph("a").repeat(3), paragraph("b").repeat(3))).toBeUndefined();
    expect(foldIdentical("", "")).toBeUndefined();
  });

  it("gives every letter back, on both sides, and shares the same on both", () => {
    const text = fc
      .array(
        fc.constantFrom(
          paragraph("a"),
          paragraph("b"),
          "c\n\n",
          "```\n",
          "- d\n\n  e\n\n",
          "$$\n\nf\n\n$$\n\n",
        ),
        {
          maxLength: 12,
        },
      )
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, text, (left, right) => {
        const folded = foldIdentical(left, right);
        if (!folded) return;
        expect(folded.left.map((stretch) => stretch.text).join("")).toBe(left);
        expect(folded.right.map((stretch) => stretch.text).join("")).toBe(right);
        const shared = (stretches: Stretch[]) =>
          stretches.filter(({ isShared }) => isShared).map((s) => s.paragraphs);
        expect(shared(folded.left)).toEqual(shared(folded.right));
      }),
    );
  });
});

describe("cutParagraphs", () => {
  it.each([
    ["blank lines", "a\nb\n\nc\n \nd", ["a\nb\n\n", "c\n \n", "d"]],
    ["not within a fence", "```\na\n\nb\n```\n\nc", ["```\na\n\nb\n```\n\n", "c"]],
    ["not within a longer fence", "````\n```\n\n```\n````\n\nc", ["````\n```\n\n```\n````\n\n", "c"]],
    ["not within a formula", "$$\na\n\nb\n$$\n\nc", ["$$\na\n\nb\n$$\n\n", "c"]],
    ["not before what a list item goes on with", "- a\n\n  b\n\nc", ["- a\n\n  b\n\n", "c"]],
    ["not where definitions bind the text", "[a]\n\nb\n\n[a]: https://example.org", 1],
  ])("cuts at %s", (_, text, expected) => {
    const found = cutParagraphs(text);
    expect(found.join("")).toBe(text);
    if (typeof expected === "number") expect(found).toHaveLength(expected);
    else expect(found).toEqual(expected);
  });
});
