import { describe, expect, it } from "vitest";
import { simulateStopRule } from "../planning/simulate-stop-rule";
import { applyStopRule, checkStopRule, marginVerdict, stopReason } from "./stop-rule";

const lower = Float64Array.of(-1, -0.4, -0.1, 0.02, 0.1, 0.1);
const upper = Float64Array.of(1, 0.9, 0.6, 0.5, 0.4, 0.3);

describe("applyStopRule", () => {
  it.each([
    [{ winner: true }, "winner", 4, "model_a"],
    [{ equivalence: 0.7 }, "equivalence", 3, "equivalent"],
    [{ width: 0.8 }, "width", 3, "undecided"],
    [{ winner: true, budget: 2 }, "budget", 2, "undecided"],
    [{ winner: true, equivalence: 0.7, width: 0.8, budget: 3 }, "equivalence", 3, "equivalent"],
    [{ winner: true, width: 0.49, budget: 4 }, "winner", 4, "model_a"],
    [{ width: 0.1 }, undefined, 6, "model_a"],
    [{}, undefined, 6, "model_a"],
  ] as const)("%o ends by %s at %i: %s", (rule, reason, step, verdict) => {
    const result = applyStopRule(rule, lower, upper);
    expect(result).toMatchObject({ method: "stop-rule", rule, reason, step, verdict });
    expect(result.bounds).toEqual({ lower: lower[step - 1], upper: upper[step - 1] });
    expect(result.without).toEqual({ step: 6, bounds: { lower: 0.1, upper: 0.3 }, verdict: "model_a" });
  });

  it("says nothing before the first draw, and mirrors when the labels are exchanged", () => {
    const none = new Float64Array();
    expect(applyStopRule({ winner: true }, none, none)).toMatchObject({
      reason: undefined,
      step: 0,
      bounds: { lower: -1, upper: 1 },
      verdict: "undecided",
    });
    const back = applyStopRule(
      { winner: true },
      upper.map((x) => -x),
      lower.map((x) => -x),
    );
    expect(back).toMatchObject({ reason: "winner", step: 4, verdict: "model_b" });
  });

  it("refuses rules that cannot be kept", () => {
    for (const rule of [
      { equivalence: 0 },
      { equivalence: 1.5 },
      { width: 0 },
      { width: 3 },
      { budget: 0.5 },
    ])
      expect(() => checkStopRule(rule)).toThrow(RangeError);
    expect(() => applyStopRule({}, lower, upper.subarray(1))).toThrow(RangeError);
  });

  it("needs an end to be excluded, not touched", () => {
    expect(stopReason({ winner: true, equivalence: 0.2 }, { lower: 0, upper: 0.2 }, 1)).toBeUndefined();
    expect(marginVerdict({ lower: 0, upper: 0.2 }, 0.2)).toBe("undecided");
    expect(marginVerdict({ lower: 0.01, upper: 0.1 }, 0.2)).toBe("model_a");
  });
});

describe("a stop rule on the weighted confidence sequence, looked at after every draw", () => {
  it("decides for a model that is no better in at most 6 % of 300 seeded campaigns", () => {
    const rule = { winner: true, budget: 120 };
    const runs = { N: 400, tieRate: 0.3, preset: "balanced", controlShare: 0.15, gridSize: 100 } as const;
    const { decided } = simulateStopRule({ ...runs, margin: 0, rule, replications: 300, seed: "zero" });
    expect(decided).toBeLessThanOrEqual(0.06);
    // And it does decide where one is better.
    const clear = simulateStopRule({ ...runs, margin: 0.5, rule, replications: 40, seed: "clear" });
    expect(clear.decided).toBeGreaterThan(0.8);
    expect(clear.medianStep).toBeLessThan(120);
  });
});
