import { describe, expect, it } from "vitest";
import { type PlanKey, readPlanAddress } from "./plan-address";

const read = (query: string) => {
  const params = new URLSearchParams(query);
  return readPlanAddress((key: PlanKey) => params.get(key));
};

describe("readPlanAddress", () => {
  it("reads what a form wrote, rates from percent", () => {
    expect(
      read("by=recorded&budget=400&win-rate=56&ties=30&auc=.62&preset=sharp&seconds=45&people=3&hours=1.5"),
    ).toEqual({
      assumptions: {
        evidence: "recorded",
        budget: 400,
        margin: 0.12,
        tieRate: 0.3,
        auc: 0.62,
        preset: "sharp",
        seconds: 45,
        annotators: 3,
        hoursPerDay: 1.5,
      },
      problems: {},
    });
    expect(read("budget=all").assumptions).toEqual({ budget: null });
  });

  it("passes over what is empty or foreign, and says why what is wrong is not used", () => {
    expect(read("ties=&other=1")).toEqual({ assumptions: {}, problems: {} });
    expect(read("ties=130&win-rate=50&budget=1.5&people=x&preset=fast&hours=2")).toEqual({
      assumptions: { hoursPerDay: 2 },
      problems: {
        ties: "From 0 to 100.",
        "win-rate": "From 50.1 to 100.",
        budget: "A whole number from 1 on.",
        people: "A whole number from 1 on.",
        preset: "Not known.",
      },
    });
  });
});
