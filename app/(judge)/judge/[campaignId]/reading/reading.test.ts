import { expect, test } from "vitest";
import { countWords } from "./count-words";
import { earlierTurns } from "./earlier-turns";
import { parseReading, usualReading } from "./reading-settings";
import { isSameText } from "./same-text";

test.each([
  ["a b", "a  b\n", true],
  ["caf\u00e9", "cafe\u0301 ", true],
  ["", " \n", true],
  ["a b", "ab", false],
  ["Yes.", "yes.", false],
  ["a", "a".repeat(1_000_000), false],
])("%j and %.20j are the same: %s", (a, b, isSame) => expect(isSameText(a, b)).toBe(isSame));

test.each([
  ["It is — so, “well”. 1.5 times!", "en", 6],
  ["東京と大阪", "ja", 3],
  ["مرحبا بالعالم!", "ar", 2],
  ["good-looking don't", "not a tag!", 2],
  ["", null, 0],
  ["x".repeat(100_000), null, 1],
])("%.20j has %s words", (text, language, words) => expect(countWords(text, language)).toBe(words));

test("what a browser remembers of reading is taken as far as it makes sense", () => {
  const chosen = { ...usualReading, size: 3, width: "narrow", marks: true };
  expect(parseReading(JSON.stringify(chosen))).toEqual(chosen);
  for (const stored of [null, undefined, "", "[1", "7", "null", '{"size":99,"width":"x","marks":"yes"}'])
    expect(parseReading(stored)).toEqual(usualReading);
});

test("the prompt is the last turn of a conversation, once", () => {
  const turns = [
    { role: "user", content: "Hi" },
    { role: "assistant", content: "Hello" },
  ];
  const asked = { role: "user", content: "Why? " };
  expect(earlierTurns([...turns, asked], "Why?")).toEqual({ before: turns, last: asked });
  expect(earlierTurns(turns, "Why?")).toEqual({ before: turns, last: { role: "user", content: "Why?" } });
  expect(earlierTurns([], "Why?")).toEqual({ before: [], last: { role: "user", content: "Why?" } });
});
