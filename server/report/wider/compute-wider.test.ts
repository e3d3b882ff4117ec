import { describe, expect, it } from "vitest";
import { type TestDraw, testReportInput } from "../../testing/report-input";
import { computeReport } from "../compute-report";

const split: TestDraw[] = Array.from({ length: 60 }, (_, i) =>
  i % 3 === 0 ? ["model_b", "model_b"] : ["model_a", i % 5 === 0 ? "model_b" : "model_a"],
);

function widerOf(draws: readonly TestDraw[], configuration = {}, planned = draws.length) {
  const { wider, pairs } = computeReport(testReportInput([{ size: 80, planned, draws }], configuration));
  return { row: wider?.[0], pair: pairs[0]! };
}

describe("the win rate for prompts and annotators like these", () => {
  it("has the pool's point estimate and a wider interval", () => {
    const { row, pair } = widerOf(split, { judgmentsPerComparison: 2 });
    expect(row!.winRate).toBeCloseTo(pair.winRate.value!, 12);
    const width = (interval: { lower: number; upper: number } | null) => interval!.upper - interval!.lower;
    expect(width(row!.interval)).toBeGreaterThan(width(pair.winRate.interval));
    expect(row).toMatchObject({ prompts: 60, annotators: 2, note: expect.stringContaining("rough") });
  });

  it("has no interval from one annotator, one prompt, none, or at an adaptive stop", () => {
    const single = split.map((fate) => [fate[0]] as TestDraw);
    expect(widerOf(single).row).toMatchObject({
      interval: null,
      note: expect.stringContaining("One annotator"),
    });
    expect(widerOf(split.slice(0, 1), { judgmentsPerComparison: 2 }).row?.note).toContain("One prompt");
    expect(widerOf([]).row).toMatchObject({ winRate: null, note: expect.stringContaining("closed") });
    const early = widerOf(split, { judgmentsPerComparison: 2 }, 70).row;
    expect(early).toMatchObject({ interval: null, note: expect.stringContaining("fixed beforehand") });
    expect(widerOf(split, { mode: "explore" }).row).toBeUndefined();
  });
});
