import { describe, expect, it } from "vitest";
import { empty } from "./empty";

const seen = (text: string) =>
  empty.inspect({ text, prompt: "?", language: null, metadata: null, model: "m" });

describe("empty", () => {
  it.each([
    ["", "There are no characters."],
    [" \n\t\u00a0\u3000", "Only white space."],
    ["\u200b", "Only invisible characters."],
    ["…", "Only punctuation: “…”"],
    ["```\n```", "Only punctuation: “``` ```”"],
    ["。", "Only punctuation: “。”"],
    ["- \n- ", "Only punctuation: “- -”"],
  ])("finds %j", (text, detail) => expect(seen(text)).toBe(detail));

  it.each(["4", "٤", "x", "是", "ไม่", "👍", "€", "+", "<", "½", "-1", "no."])("leaves %j", (text) =>
    expect(seen(text)).toBeUndefined(),
  );
});
