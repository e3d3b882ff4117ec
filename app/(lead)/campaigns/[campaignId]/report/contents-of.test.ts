import { describe, expect, it } from "vitest";
import type { ReportContent } from "@/server/report/schemas";
import { contentsOf } from "./contents-of";

function idsOf(report: object): string[] {
  return contentsOf(report as ReportContent).map(({ id }) => id);
}

describe("the contents of a report", () => {
  it("names the parts that it has", () => {
    const whole = { scope: "whole-set", slices: { rows: [{}] }, ratings: {}, people: {}, order: {} };
    expect(idsOf(whole)).toEqual([
      "whole-set",
      "slices",
      "ratings",
      "profile",
      "judged",
      "people",
      "order",
      "downloads",
      "methods",
    ]);
  });

  it("leaves out what a report of the judged alone, or of an earlier version, lacks", () => {
    expect(idsOf({ scope: "judged-subset", order: null })).toEqual(["judged", "downloads", "methods"]);
  });
});
