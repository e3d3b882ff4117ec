import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identical } from "./identical";
import { nearIdentical } from "./near-identical";

const seen = (detector: typeof identical, one: string, other: string) =>
  detector.createInspector().inspect([one, other], Int32Array.of(0, 1))[0];
const words = (n: number) =>
  Array.from({ length: n }, (_, i) => `word${"abcdefghij"[i % 10]}${"xyz"[i % 3]}`);

describe("identical", () => {
  it.each([
    ["", ""],
    ["a b", "a b"],
    ["a  b\n", "\ta b"],
    ["你好\u3000世界", "你好 世界"],
  ])("finds %j and %j", (one, other) => expect(seen(identical, one, other)).toBeDefined());

  it.each([
    ["a b", "A b"],
    ["a b", "ab"],
    ["1", "1."],
    ["é", "e\u0301"],
  ])("leaves %j and %j", (one, other) => expect(seen(identical, one, other)).toBeUndefined());
});

describe("near-identical", () => {
  it("counts words that differ", () => {
    const one = words(40);
    expect(seen(nearIdentical, one.join(" "), one.with(7, "other").join(" "))).toBe("1 of 40 words differs.");
    expect(seen(nearIdentical, one.join(" "), one.toSpliced(7, 2).join(" "))).toBe("2 of 40 words differ.");
    expect(seen(nearIdentical, one.join(" "), one.join(" ").toUpperCase())).toBe(
      "All 40 words are the same but for upper and lower case.",
    );
  });

  it("counts characters where words have no spaces between them", () => {
    const one = "学会游泳的最好办法是和能够帮助你的人一起下水你不应该害怕水并且要在头露出水面的时候呼吸";
    expect(seen(nearIdentical, one, one.replace("害怕", "惧怕"))).toBe(
      `1 of ${one.length} characters differs.`,
    );
    expect(seen(nearIdentical, one, one.replace("害怕水", "喜欢山"))).toBeUndefined();
  });

  it.each([
    ["equal texts, which are identical", words(40).join(" "), words(40).join("  ")],
    ["short texts", "Yes, he did.", "No, he did."],
    ["another number", `${words(40).join(" ")} 42`, `${words(40).join(" ")} 43`],
    ["another sign of a number", `${words(40).join(" ")} ٤`, `${words(40).join(" ")} ٥`],
    [
      "three words of forty",
      words(40).join(" "),
      words(40).with(1, "p").with(20, "q").with(30, "r").join(" "),
    ],
    ["other order", words(40).join(" "), words(40).toReversed().join(" ")],
    ["no words", "", ""],
  ])("leaves %s", (_, one, other) => expect(seen(nearIdentical, one, other)).toBeUndefined());

  it("says of a pair the same whatever else is looked at, in any order of the two", () => {
    const near = fc
      .tuple(
        fc.array(fc.constantFrom<string>("ab", "cd", "e", "7", "。"), { minLength: 15, maxLength: 40 }),
        fc.nat(),
        fc.boolean(),
      )
      .map(([all, at, isOther]) => [
        all.join(" "),
        (isOther ? all.with(at % all.length, "other") : all).join(" "),
      ]);
    const text = fc.oneof(near, fc.tuple(fc.string(), fc.string()));
    fc.assert(
      fc.property(text, text, ([a, b], [c, d]) => {
        for (const detector of [identical, nearIdentical]) {
          const together = detector
            .createInspector()
            .inspect([a, b, c, d] as string[], Int32Array.of(0, 1, 2, 3, 1, 0, 0, 3));
          const alone = [
            [a, b],
            [c, d],
            [b, a],
            [a, d],
          ].map(([one, other]) => seen(detector, one as string, other as string));
          expect(together).toEqual(alone);
          expect(alone[0]).toBe(alone[2]);
        }
      }),
    );
  });
});
