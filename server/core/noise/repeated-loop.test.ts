import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { repeatedLoop } from "./repeated-loop";

const seen = (text: string) =>
  repeatedLoop.inspect({ text, prompt: "?", language: null, metadata: null, model: "m" });

describe("repeated-loop", () => {
  it("says what is repeated, and how often", () => {
    expect(seen(`Well. ${"I do not know. ".repeat(40)}`)).toMatch(/^The end repeats “.*know.*” 40 times\.$/);
    expect(seen("😊".repeat(100))).toBe("The end repeats “😊” 100 times.");
  });

  it.each([
    ["a last repetition that was cut off", `${"I do not know what to say. ".repeat(12)}I do no`],
    ["Chinese", `你好。${"我不知道该说什么。".repeat(30)}`],
    ["lines with their numbers", lines(12, (i) => `${i}. The best way to learn is to read every day`)],
    ["bullets of two lines in turn", "- Buy some flour\n- Sell some sugar\n".repeat(10)],
    [
      "a numbered line that was cut off",
      `${lines(8, (i) => `${i}. What is the forecast for today?`)}\n9. What is`,
    ],
  ])("finds %s", (_, text) => expect(seen(text)).toBeDefined());

  it.each([
    ["nothing", ""],
    ["a ruler", `Title\n${"-".repeat(400)}`],
    ["dots", `Contents ${". ".repeat(200)}12`],
    ["digits", `1/3 = 0.${"3".repeat(300)}`],
    ["a row of zeros in code", `x = [${"0, ".repeat(100)}0]`],
    [
      "a chorus of three",
      "Sing with me, sing for the year, sing for the laughter, sing for the tear\n".repeat(3),
    ],
    [
      "a repetition in the middle",
      `${"I do not know. ".repeat(40)}But now I do, and here is all that I have found out.`,
    ],
    ["laughter", "ha ha ha ha ha ha ha ha"],
    ["a list with one beginning", lines(12, (i) => `${i}. Learn to ${"abcdefghijkl"[i - 1]}dapt, and go on`)],
  ])("leaves %s", (_, text) => expect(seen(text)).toBeUndefined());

  it("finds every unit with a letter that is repeated often enough, whatever stands before", () => {
    const unit = fc.string({ minLength: 1, maxLength: 60 }).map((text) => `${text}x `);
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), unit, (before, repeated) => {
        expect(seen(before + repeated.repeat(Math.ceil(400 / repeated.length) + 4))).toBeDefined();
      }),
    );
  });

  it("stays quick on the longest texts", () => {
    expect(seen(`${"ab".repeat(2_000_000)}c`)).toBeUndefined();
  });
});

function lines(n: number, line: (i: number) => string): string {
  return Array.from({ length: n }, (_, i) => line(i + 1)).join("\n");
}
