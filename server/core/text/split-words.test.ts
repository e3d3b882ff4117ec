import { describe, expect, it } from "vitest";
import { splitWords } from "./split-words";

describe("splitWords", () => {
  it.each([
    ["", []],
    [" \t\n\u00a0\u3000", []],
    ["Don't panic!", ["don't", "panic", "!"]],
    ["It’s 3.14, ok?", ["it’s", "3", ".", "14", ",", "ok", "?"]],
    ["naïve NAÏVE nai\u0308ve", ["naïve", "naïve", "nai\u0308ve"]],
    ["ΟΔΟΣ ΣΑΣ", ["οδος", "σας"]],
    ["İz", ["i\u0307z"]],
    ["hi😀😀", ["hi", "😀", "😀"]],
    ["👩‍👧", ["👩", "\u200d", "👧"]],
    ["𐐀𐐁", ["𐐨𐐩"]],
    ["مرحبا، عالم", ["مرحبا", "،", "عالم"]],
    ["שָׁלוֹם!", ["שָׁלוֹם", "!"]],
    ["हिन्दी में", ["हिन्दी", "में"]],
    ["日本語。", ["日本語", "。"]],
    ["a_b-c", ["a", "_", "b", "-", "c"]],
    ["Ⓐ", ["Ⓐ"]],
    ["a\ud83db", ["a", "\ud83d", "b"]],
  ])("splits %j", (text, words) => {
    expect(splitWords(text)).toEqual(words);
  });
});
