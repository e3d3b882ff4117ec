import { expect, test } from "vitest";
import { conclusionWords, neededWords } from "./standing-words";

test("a conclusion names who is ahead", () => {
  const names = { modelA: "atlas", modelB: "birch" };
  expect(conclusionWords({ ...names, conclusion: "model_b" })).toBe("Decided: birch ahead");
  expect(conclusionWords({ ...names, conclusion: "equivalent" })).toBe("Equivalent");
  expect(conclusionWords({ ...names, conclusion: "undecided" })).toBe("Undecided");
});

test("what is still needed has a range, or says that all may not do", () => {
  const needed = { goal: "winner" as const, judgments: 1_200, low: 40, high: 4_000, isWholePool: false };
  expect(neededWords(needed)).toBe("about 1,200 (40 to 4,000)");
  expect(neededWords({ ...needed, isWholePool: true })).toBe("all 1,200, and may not do");
  expect(neededWords({ ...needed, judgments: 0, low: 0, high: 8 })).toBe("up to 8");
  expect(neededWords(null)).toBe("–");
});
