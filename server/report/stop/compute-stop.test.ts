import { describe, expect, it } from "vitest";
import { notFinite } from "../../testing/not-finite";
import { type TestDraw, testReportInput } from "../../testing/report-input";
import { csvReport } from "../../writers/csv-report";
import { htmlReport } from "../../writers/html-report";
import { computeReport } from "../compute-report";
import { drawPlots } from "../plots/draw-plots";
import type { FiredStop } from "./view";

const rule = { winner: true, equivalence: 0.2, width: null };
const wins = (count: number, share: number) => ({
  count,
  fate: (_: number, random: () => number): TestDraw => [random() < share ? "model_a" : "model_b"],
});
const ties = (count: number) => ({ count, fate: (): TestDraw => ["both_good"] });
const fired = (stop: Partial<FiredStop>): FiredStop[] => [
  { modelA: "alpha", modelB: "beta", reason: "winner", step: 40, lower: 0.1, upper: 0.8, ...stop },
];

describe("a report with a stop rule", () => {
  it("has a confidence sequence as its headline although the plan was reached and all is closed", () => {
    const strata = [{ size: 200, planned: 60, draws: wins(60, 0.6) }];
    const without = computeReport(testReportInput(strata)).pairs[0]!;
    expect(without.winRate.interval?.kind).toBe("fixed-n");
    expect(without.stop!.sentences).toEqual([]);
    const { winRate, tieRate, stop } = computeReport(testReportInput(strata, { stopRule: rule })).pairs[0]!;
    expect(winRate.interval?.kind).toBe("confidence-sequence");
    expect(winRate.estimateNote).toContain("exaggerated on average");
    expect(winRate.se).toBeNull();
    expect(tieRate.interval).toBeNull();
    expect({ lower: stop!.lower, upper: stop!.upper }).toEqual({
      lower: winRate.interval!.lower,
      upper: winRate.interval!.upper,
    });
    expect(stop!.sentences).toEqual(["The stop rule has not ended this pair (60 comparisons closed)."]);
  });

  it("says what was concluded at the stop, and what all closed draws say", () => {
    const strata = [{ size: 400, planned: 200, draws: wins(60, 0.9) }];
    const { verdict, stop } = computeReport(testReportInput(strata, { stopRule: rule, stops: fired({}) }))
      .pairs[0]!;
    expect(stop!.fired).toEqual({
      reason: "winner",
      step: 40,
      lower: 0.55,
      upper: 0.9,
      conclusion: "model_a",
    });
    expect(stop!.stillNeeded).toBeNull();
    expect(verdict.kind).toBe("ahead");
    expect(verdict.sentence).toMatch(/^Decided: alpha is ahead of beta, .* after 40 closed comparisons\.$/);
    expect(stop!.sentences[0]).toMatch(
      /after 40 comparisons: it was clear which model is ahead \(95\s% confidence sequence 55–90\s%\)\. Concluded then: alpha is ahead of beta\.$/,
    );
    expect(stop!.sentences[1]).toMatch(/^After all 60 comparisons closed by now, .*: the same\.$/);
  });

  it("needs no more judgments of a pair that is judged whole, though neither model is ahead", () => {
    const fate = (rank: number): TestDraw => [rank < 0.5 ? "model_a" : "model_b"];
    for (const stopRule of [rule, { ...rule, equivalence: null }, null]) {
      const strata = [{ size: 20, draws: { count: 20, fate } }];
      const { stop, verdict } = computeReport(testReportInput(strata, { stopRule })).pairs[0]!;
      expect(verdict.kind).toBe("level");
      expect(stop!.stillNeeded).toBeNull();
    }
  });

  it("calls models equivalent by the lead's own margin", () => {
    const strata = [{ size: 300, planned: 290, draws: ties(290) }];
    const equivalent = fired({ reason: "equivalence", lower: -0.15, upper: 0.12, step: 150 });
    const { verdict } = computeReport(testReportInput(strata, { stopRule: rule, stops: equivalent }))
      .pairs[0]!;
    expect(verdict).toMatchObject({ kind: "equivalent", leader: null });
    expect(verdict.sentence).toMatch(
      /^Equivalent: alpha and beta are within ± 10 points of an even win rate/,
    );
    // The same reading without that margin decides nothing.
    const undecided = computeReport(testReportInput(strata, { stopRule: { ...rule, equivalence: null } }));
    expect(undecided.pairs[0]!.verdict.kind).toBe("undecided");
  });

  it("goes by all closed draws where a lead let judging go on", () => {
    const strata = [{ size: 300, planned: 290, draws: ties(290) }];
    const configuration = { stopRule: { ...rule, equivalence: null }, stops: fired({}), hasGoneOn: true };
    const content = computeReport(testReportInput(strata, configuration));
    const { verdict, stop } = content.pairs[0]!;
    expect(verdict.kind).toBe("undecided");
    expect(stop!.sentences.join(" ")).toContain(
      "Concluded then: alpha is ahead of beta. A lead let judging go on",
    );
    expect(stop!.sentences.at(-1)).toContain("undecided");
    expect(content.methods).toContain("It ended alpha against beta after 40 closed comparisons.");
  });

  it("says how many judgments are still needed, with a range, and leaves as files", () => {
    const strata = [{ size: 2_000, planned: 500, draws: wins(120, 0.58) }];
    const content = computeReport(testReportInput(strata, { judgmentsPerComparison: 1 }));
    const { judgments, low, high } = content.pairs[0]!.stop!.stillNeeded!;
    expect(judgments).toBeGreaterThan(0);
    expect(low).toBeLessThanOrEqual(judgments);
    expect(high).toBeGreaterThanOrEqual(judgments);
    const plots = drawPlots(content);
    expect(plots.sequences).toHaveLength(1);
    const html = htmlReport({
      content,
      plots,
      parts: {},
      hash: "0".repeat(64),
      reportId: "rep_1",
      createdAt: 0,
    });
    expect(html).toContain(`about ${judgments} (${low}–${high})`);
    expect(html).toContain("While judging went on");
    expect(
      csvReport(content, {}, "0")
        .split("\n")
        .some((line) => line.includes("judgments_still_needed")),
    ).toBe(true);
  });

  it("says what can be said of nothing, of one judgment and of explore mode", () => {
    for (const draws of [[], [["model_a"]], ["open"], ["unjudgeable"]] as TestDraw[][]) {
      const content = computeReport(testReportInput([{ size: 9, planned: 9, draws }], { stopRule: rule }));
      expect(notFinite(content)).toEqual([]);
      expect(content.pairs[0]!.stop!.stillNeeded).toBeNull();
      expect(drawPlots(content).sequences!.length).toBe(draws.length === 0 || draws[0] === "open" ? 0 : 1);
    }
    const explored = computeReport(testReportInput([{ size: 9, draws: [["model_a"]] }], { mode: "explore" }));
    expect(explored.pairs[0]!.stop).toBeUndefined();
  });

  it("folds the pictures beyond six pairs", () => {
    const strata = Array.from({ length: 7 }, (_, i) => ({
      modelB: `model ${i}`,
      size: 20,
      planned: 10,
      draws: wins(10, 0.5),
    }));
    const page = (count: number) => {
      const content = computeReport(testReportInput(strata.slice(0, count)));
      return htmlReport({
        content,
        plots: drawPlots(content),
        parts: {},
        hash: "0",
        reportId: "rep_1",
        createdAt: 0,
      });
    };
    expect(page(7)).toContain("<summary>All 7 pairs</summary>");
    expect(page(6)).not.toContain("pairs</summary>");
  });
});
