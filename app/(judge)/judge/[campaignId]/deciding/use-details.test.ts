import { describe, expect, it } from "vitest";
import type { AskedDetails } from "@/server/task/schemas";
import { isAsked, missingOf, saidOf } from "./use-details";

const nothing: AskedDetails = { strength: "off", criteria: [], reasons: null, evidenceSpans: true };
const everything: AskedDetails = {
  strength: "required",
  criteria: [
    { id: "style", name: "Style", hint: null, required: false },
    { id: "correct", name: "Correctness", hint: null, required: true },
  ],
  reasons: { choices: ["Wrong"], text: true, required: true },
  evidenceSpans: false,
};

describe("what is asked beside a decision", () => {
  it("is nothing where the campaign asks nothing, and no strength of a tie", () => {
    expect(isAsked(nothing, "left")).toBe(false);
    expect(isAsked({ ...nothing, strength: "optional" }, "left")).toBe(true);
    expect(isAsked({ ...nothing, strength: "required" }, "both_bad")).toBe(false);
    expect(isAsked(everything, "tie")).toBe(true);
  });

  it("is missing one after the other until all that is required was said", () => {
    expect(missingOf(everything, "left", {})).toEqual({ what: "strength" });
    expect(missingOf(everything, "tie", {})).toEqual({ what: "criterion", name: "Correctness" });
    expect(missingOf(everything, "left", { strength: 1, criteria: { correct: "same" } })).toEqual({
      what: "reason",
    });
    const all = { strength: 1, criteria: { correct: "same" }, comment: " No. " } as const;
    expect(missingOf(everything, "left", all)).toBeUndefined();
    expect(missingOf(everything, "left", { ...all, comment: "  " })).toEqual({ what: "reason" });
  });

  it("is sent without what is empty", () => {
    expect(saidOf("left", {})).toBeUndefined();
    expect(
      saidOf("tie", { strength: 2, criteria: {}, reasons: [], comment: " ", spans: [] }),
    ).toBeUndefined();
    expect(saidOf("right", { strength: 2, comment: " So. " })).toEqual({ strength: 2, comment: "So." });
  });
});
