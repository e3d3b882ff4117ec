import { describe, expect, it } from "vitest";
import type { AskedDetails } from "../task/schemas";
import type { JudgmentDetails } from "./schemas";
import { showDetails, storeDetails } from "./store-details";

const everything: AskedDetails = {
  strength: "optional",
  criteria: [
    { id: "correct", name: "Correctness", hint: null, required: true },
    { id: "style", name: "Style", hint: null, required: false },
  ],
  reasons: { choices: ["Wrong", "Too long"], text: true, required: false },
  evidenceSpans: true,
};
const nothing: AskedDetails = { strength: "off", criteria: [], reasons: null, evidenceSpans: false };
const store = (details: JudgmentDetails, asked = everything, side: "a_left" | "b_left" = "b_left") =>
  storeDetails(details, "left", side, asked);

describe("what is said beside a decision", () => {
  it("is stored of the models, not of the sides", () => {
    const said: JudgmentDetails = {
      strength: 3,
      criteria: { correct: "left", style: "same" },
      reasons: ["Wrong", "Wrong"],
      comment: "No.",
      spans: [{ side: "right", start: 2, end: 5, speaks: "against" }],
    };
    expect(store(said)).toEqual({
      strength: 3,
      criteria: { correct: "model_b", style: "tie" },
      reasons: ["Wrong"],
      comment: "No.",
      spans: [{ side: "model_a", start: 2, end: 5, speaks: "against" }],
    });
    expect(store(said, everything, "a_left")).toMatchObject({
      criteria: { correct: "model_a" },
      spans: [{ side: "model_b" }],
    });
  });

  it("is shown again as it was said", () => {
    const said: JudgmentDetails = {
      strength: 1,
      criteria: { correct: "right", style: "same" },
      reasons: ["Too long"],
      comment: "So.",
      spans: [{ side: "left", start: 0, end: 3, speaks: "for" }],
    };
    for (const side of ["a_left", "b_left"] as const)
      expect(showDetails(store(said, everything, side), side)).toEqual(said);
    expect(showDetails(store({}, nothing), "a_left")).toEqual({});
  });

  it("is null where nothing was said", () => {
    const empty = { strength: null, criteria: null, reasons: null, comment: null, spans: null };
    expect(store({}, nothing)).toEqual(empty);
    expect(store({ criteria: {}, reasons: [], comment: "", spans: [] }, nothing)).toEqual(empty);
  });

  it("has no strength where neither side was preferred", () => {
    const required = { ...nothing, strength: "required" } as const;
    expect(storeDetails({ strength: 2 }, "both_bad", "a_left", required).strength).toBeNull();
    expect(storeDetails({}, "tie", "a_left", required).strength).toBeNull();
    expect(() => storeDetails({}, "right", "a_left", required)).toThrow("Say how clear");
  });

  it.each<[string, JudgmentDetails, AskedDetails]>([
    ["does not ask how clear", { strength: 1 }, nothing],
    ["no criterion “tone”", { criteria: { correct: "left", tone: "left" } }, everything],
    ["better in “Correctness”", { criteria: { style: "left" } }, everything],
    ["no reason “Rude”", { criteria: { correct: "left" }, reasons: ["Rude"] }, everything],
    ["reasons in words", { comment: "No." }, nothing],
    ["does not ask for marked", { spans: [{ side: "left", start: 0, end: 1, speaks: "for" }] }, nothing],
    ["Say why", {}, { ...nothing, reasons: { choices: ["Wrong"], text: false, required: true } }],
  ])("is refused: %s", (message, details, asked) => {
    expect(() => store(details, asked)).toThrow(message);
  });
});
