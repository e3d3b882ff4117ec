import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markDifferences, type Run } from "./mark-differences";

/** With [brackets] around what is only in one text. */
function written(runs: Run[]): string {
  return runs.map(({ text, isOnlyHere }) => (isOnlyHere ? `[${text}]` : text)).join("");
}

function marked(a: string, b: string, language: string | null = "en"): [string, string] {
  const differences = markDifferences(a, b, language);
  if (differences.kind !== "marked") throw new Error(differences.kind);
  return [written(differences.a), written(differences.b)];
}

describe("markDifferences", () => {
  it("marks what one text has and the other has not", () => {
    expect(marked("A red fox runs home at night.", "A grey fox runs home at night!")).toEqual([
      "A [red] fox runs home at night[.]",
      "A [grey] fox runs home at night[!]",
    ]);
    expect(marked("one two three four", "one two three")).toEqual(["one two three [four]", "one two three"]);
    expect(marked("", "all new")).toEqual(["", "[all new]"]);
  });

  it("makes one phrase of differences with a word or two between them, but not across lines", () => {
    expect(
      marked("It is the capital of Peru, a city by the sea.", "It is a capital in Chile, a city by the sea."),
    ).toEqual([
      "It is [the capital of Peru], a city by the sea.",
      "It is [a capital in Chile], a city by the sea.",
    ]);
    expect(marked("100 °C, or 212 °F.", "At sea level, water boils at 100 °C, which is 212 °F.")).toEqual([
      "100 °C, [or] 212 °F.",
      "[At sea level, water boils at] 100 °C, [which is] 212 °F.",
    ]);
    expect(
      marked(
        "the tall old oak by the green river bank in our quiet town",
        "a wide new house by the busy road side in our quiet town",
      ),
    ).toEqual([
      "[the tall old oak by the green river bank] in our quiet town",
      "[a wide new house by the busy road side] in our quiet town",
    ]);
    expect(marked("first old\nsame\nlast old", "first new\nsame\nlast new")).toEqual([
      "first [old]\nsame\nlast [old]",
      "first [new]\nsame\nlast [new]",
    ]);
  });

  it("cuts words as the language does, and takes equal letters for equal however they are encoded", () => {
    expect(marked("私は東京に住んでいます", "私は大阪に住んでいます", "ja")).toEqual([
      "私は[東京]に住んでいます",
      "私は[大阪]に住んでいます",
    ]);
    expect(marked("caf\u00e9 closed early today", "cafe\u0301 closed late today", "not a tag!")).toEqual([
      "caf\u00e9 closed [early] today",
      "cafe\u0301 closed [late] today",
    ]);
  });

  it("gives up on texts that have little in common, and says nothing of equal ones", () => {
    const words = (prefix: string) => Array.from({ length: 40 }, (_, i) => `${prefix}${i}`).join(" ");
    expect(markDifferences(words("a"), words("b"), "en")).toEqual({ kind: "too-different" });
    const [start, last] = [words("a").slice(0, 12), words("b")];
    expect(marked(`${start} ${last}`, start)[0]).toBe(`${start} [${last}]`);
    expect(markDifferences("x", "x", "en")).toEqual({ kind: "same" });
    expect(markDifferences("a".repeat(600_000), "b".repeat(600_000), null)).toEqual({
      kind: "too-different",
    });
  });

  it("leaves both texts as they are, whatever is in them", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc
        .array(fc.constantFrom("a", "b", "c", ",", " ", "\n", "مرحبا", "<b>"), { maxLength: 60 })
        .map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, text, (a, b) => {
        const differences = markDifferences(a, b, null);
        if (differences.kind !== "marked") return;
        expect(differences.a.map((run) => run.text).join("")).toBe(a);
        expect(differences.b.map((run) => run.text).join("")).toBe(b);
        for (const { text: stretch, isOnlyHere } of [...differences.a, ...differences.b]) {
          expect(stretch).not.toBe("");
          if (isOnlyHere) expect(stretch).toBe(stretch.trim());
        }
        // What is not marked is the same on both sides but for space.
        const shared = (runs: Run[]) =>
          runs
            .filter(({ isOnlyHere }) => !isOnlyHere)
            .map((run) => run.text)
            .join("")
            .replace(/\s+/g, "")
            .normalize("NFC");
        expect(shared(differences.a)).toBe(shared(differences.b));
      }),
      { numRuns: 300 },
    );
  });
});
