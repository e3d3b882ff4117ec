import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keptPromptOf, nearDuplicatePrompt } from "./near-duplicate-prompt";

const long = Array.from({ length: 90 }, (_, i) => `w${i * i}`);
const prompts = [
  { externalId: "p10", text: long.join(" ") },
  { externalId: "p2", text: long.with(3, "other").join(" ") },
  { externalId: "p1", text: long.with(80, "other").join(" ").toUpperCase() },
  { externalId: "q", text: "Something else that nobody asked before now" },
  { externalId: "z", text: "Short" },
  { externalId: "y", text: "short" },
  { externalId: "x", text: "shorter" },
];

describe("near-duplicate-prompt", () => {
  it("finds all of a cluster but the prompt with the smallest id", () => {
    expect(nearDuplicatePrompt.inspect(prompts)).toEqual(
      new Map([
        [0, "Nearly repeats the prompt p1, which stays."],
        [1, "Nearly repeats the prompt p1, which stays."],
        [4, "Nearly repeats the prompt y, which stays."],
      ]),
    );
  });

  it("does not depend on the order of prompts", () => {
    const byId = (order: typeof prompts) =>
      [...nearDuplicatePrompt.inspect(order)]
        .map(([i, detail]) => `${order[i]?.externalId}: ${detail}`)
        .toSorted();
    fc.assert(
      fc.property(fc.shuffledSubarray(prompts, { minLength: prompts.length }), (order) => {
        expect(byId(order)).toEqual(byId(prompts));
      }),
      { numRuns: 10 },
    );
  });

  it("names the prompt that stays so that it can be found again", () => {
    const ids = ["a", "", "x, which stays.", "Nearly repeats the prompt "];
    for (const stays of ids) {
      const found = nearDuplicatePrompt.inspect([
        { externalId: stays, text: "The same" },
        { externalId: `${stays}\uffff`, text: "The same" },
      ]);
      expect(keptPromptOf(found.get(1) ?? "")).toBe(stays);
    }
    expect(keptPromptOf("Something else")).toBeUndefined();
  });
});
