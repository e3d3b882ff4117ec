import { describe, expect, it } from "vitest";
import { notFinite } from "../../testing/not-finite";
import { type TestDraw, testReportInput } from "../../testing/report-input";
import { computeReport } from "../compute-report";
import type { ReportInput } from "../report-input";

const size = 400;
const won = (item: number) => (item * 7919) % 10 < 6;
const fate = (rank: number): TestDraw => [won(Math.floor(rank * size)) ? "model_a" : "model_b"];

function judged(judge: Float64Array | null): ReportInput {
  const input = testReportInput([{ size, planned: 200, draws: { count: 200, fate } }], {
    controlVariate: "judge",
  });
  return { ...input, pools: input.pools.map((pool) => ({ ...pool, judge })) };
}

const rowOf = (input: ReportInput) => {
  const { judge, pairs } = computeReport(input);
  return { row: judge!.rows[0]!, pair: pairs[0]! };
};

describe("the win rate with a judge", () => {
  it("is nearly exact where the judge agrees with people, and says so", () => {
    const agreeing = Float64Array.from({ length: size }, (_, i) => (won(i) ? 0.9 : -0.9));
    const { row, pair } = rowOf(judged(agreeing));
    const truth = Array.from({ length: size }, (_, i) => won(i)).filter(Boolean).length / size;
    expect(Math.abs(row.winRate! - truth)).toBeLessThan(Math.abs(pair.winRate.value! - truth) + 0.02);
    expect(row.varianceSaved!).toBeGreaterThan(0.6);
    expect(row.strata[0]!.correlation!).toBeCloseTo(1, 6);
    expect(row.interval!.upper - row.interval!.lower).toBeLessThan(
      pair.winRate.interval!.upper - pair.winRate.interval!.lower,
    );
  });

  it.each([
    ["nothing was brought", null],
    ["it says nothing", new Float64Array(size).fill(Number.NaN)],
  ])("is the plain one where %s", (_, judge) => {
    const { row, pair } = rowOf(judged(judge));
    expect(row.winRate).toBeCloseTo(pair.winRate.value!, 12);
    expect(row.varianceSaved!).toBeCloseTo(0, 9);
    expect(notFinite(row)).toEqual([]);
  });

  it("counts what it says nothing of as the mean, and how many those are", () => {
    const partly = Float64Array.from({ length: size }, (_, i) =>
      i % 4 === 0 ? Number.NaN : won(i) ? 1 : -1,
    );
    const { row } = rowOf(judged(partly));
    expect(row.unscored).toBe(100);
    expect(row.varianceSaved!).toBeGreaterThan(0.2);
  });

  it("is absent without a control variate and in explore mode", () => {
    expect(computeReport(testReportInput([{ size: 9, draws: [["model_a"]] }])).judge).toBeNull();
    const explored = testReportInput([{ size: 9, draws: [] }], { mode: "explore", controlVariate: "judge" });
    expect(computeReport(explored).judge).toBeNull();
  });
});
