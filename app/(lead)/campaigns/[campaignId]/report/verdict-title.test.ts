import { describe, expect, it } from "vitest";
import type { ReportContent, Verdict } from "@/server/report/schemas";
import { byVerdict, verdictTitle } from "./verdict-title";

function pairsOf(...kinds: Verdict["kind"][]): ReportContent["pairs"] {
  return kinds.map((kind, i) => ({ modelA: `m${i}`, verdict: { kind } })) as ReportContent["pairs"];
}

describe("verdicts in a line", () => {
  it("says how many pairs are decided, and how many are as good as even", () => {
    expect(verdictTitle(pairsOf("ahead", "undecided", "equivalent", "ahead"))).toBe(
      "Verdicts: 2 of 4 pairs decided, 1 equivalent",
    );
    expect(verdictTitle(pairsOf("undecided", "not-enough"))).toBe("Verdicts: none of 2 pairs decided");
  });

  it("counts nothing as decided where only the judged are spoken of", () => {
    expect(verdictTitle(pairsOf("judged-subset-only", "not-enough"))).toBe("Verdicts, of the judged only");
  });

  it("needs no count for one pair", () => {
    expect(verdictTitle(pairsOf("ahead"))).toBe("Verdict");
  });

  it("puts the decided first and leaves alone what stands alike", () => {
    const pairs = pairsOf("undecided", "ahead", "undecided", "equivalent");
    expect(byVerdict(pairs).map(({ modelA }) => modelA)).toEqual(["m1", "m3", "m0", "m2"]);
  });
});
