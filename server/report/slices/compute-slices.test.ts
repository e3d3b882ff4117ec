import { describe, expect, it } from "vitest";
import { notFinite } from "../../testing/not-finite";
import { type TestDraw, type TestStratum, testReportInput } from "../../testing/report-input";
import { computePairs } from "../compute-pairs";
import { computeReport } from "../compute-report";
import type { PromptSlice, ReportInput } from "../report-input";
import { scoreStratum } from "../scored-stratum";
import { computeSlices } from "./compute-slices";

const thirds = (count: number): PromptSlice[] =>
  ["de", "en", "sw"].map((value, i) => ({
    by: "language",
    value,
    prompts: Int32Array.from({ length: Math.ceil((count - i) / 3) }, (_, place) => 3 * place + i),
  }));

function sliced(strata: TestStratum[], slices?: PromptSlice[], configuration = {}): ReportInput {
  const input = testReportInput(strata, configuration);
  const { count } = input.prompts;
  return { ...input, prompts: { count, slices: slices ?? thirds(count) } };
}

/** Without the report's other sections, which take longer. */
const rowsOf = (input: ReportInput) => {
  const strata = input.strata.map(scoreStratum);
  const slices = computeSlices(input, strata, computePairs(strata, input.configuration));
  if (!slices) throw new Error("no slices");
  return slices.rows;
};

/** Prompts of the first third are won, of the second lost, of the last tied. */
const byThird = (item: number): TestDraw => [(["model_a", "model_b", "both_good"] as const)[item % 3]!];

describe("win rates by slice", () => {
  it("of a pool judged whole are the plain means, and of size N together the whole", () => {
    const size = 31;
    const input = sliced([
      { size, draws: { count: size, fate: (rank) => byThird(Math.floor(rank * size)) } },
    ]);
    const rows = rowsOf(input);
    expect(
      rows.map(({ value, size: N, read, winRate, leader }) => [value, N, read, winRate, leader]),
    ).toEqual([
      ["de", 11, 11, 1, "alpha"],
      ["en", 10, 10, 0, "beta"],
      ["sw", 10, 10, 0.5, null],
    ]);
    const { pairs } = computeReport(input);
    const together = rows.reduce((sum, row) => sum + (row.size / size) * row.winRate!, 0);
    expect(together).toBeCloseTo(pairs[0]!.winRate.value!, 12);
  });

  it("are unbiased under an order that favours one slice and wins, and their intervals cover", () => {
    const size = 90;
    // Within each slice, what ranks high is won and what ranks low is lost: a plain mean would be far too high.
    const fate = (rank: number): TestDraw => [rank > 0.6 ? "model_a" : rank > 0.3 ? "both_good" : "model_b"];
    const truth = rowsOf(sliced([{ size, draws: { count: size, fate } }]));
    const runs = 200;
    const sums = [0, 0, 0];
    const squares = [0, 0, 0];
    let covered = 0;
    for (let run = 0; run < runs; run++) {
      const rows = rowsOf(sliced([{ size, planned: 45, seed: `run ${run}`, draws: { count: 45, fate } }]));
      for (const [g, { winRate, interval }] of rows.entries()) {
        sums[g]! += winRate!;
        squares[g]! += winRate! ** 2;
        const target = truth[g]!.winRate!;
        if (interval && interval.lower <= target && target <= interval.upper) covered++;
      }
    }
    for (const [g, sum] of sums.entries()) {
      const mean = sum / runs;
      const error = Math.sqrt((squares[g]! / runs - mean ** 2) / runs);
      expect(Math.abs(mean - truth[g]!.winRate!)).toBeLessThan(3.5 * error);
    }
    expect(covered / (3 * runs)).toBeGreaterThan(0.88);
  });

  it("have confidence sequences where the number of draws was not fixed, and no p-values", () => {
    const draws = {
      count: 60,
      fate: (_: number, random: () => number): TestDraw => [random() < 0.97 ? "model_a" : "model_b"],
    };
    const rows = rowsOf(sliced([{ size: 120, planned: 90, draws }]));
    for (const { interval, adjustedP, winRate } of rows) {
      expect(interval?.kind).toBe("confidence-sequence");
      expect(adjustedP).toBeNull();
      expect(interval!.lower).toBeLessThanOrEqual(winRate! + 1e-9);
    }
    expect(rows.some(({ leader }) => leader === "alpha")).toBe(true);
  });

  it("are drawn towards the whole, and adjusted for being many", () => {
    const fate = (rank: number, random: () => number): TestDraw => [
      random() < (Math.floor(rank * 90) % 3 === 0 ? 0.9 : 0.5) ? "model_a" : "model_b",
    ];
    const rows = rowsOf(sliced([{ size: 90, planned: 60, draws: { count: 60, fate } }]));
    for (const { shrunken, winRate } of rows) {
      expect(shrunken!.kept).toBeGreaterThanOrEqual(0);
      expect(shrunken!.kept).toBeLessThanOrEqual(1);
      expect(Number.isFinite(winRate)).toBe(true);
    }
    expect(rows[0]!.adjustedP!).toBeLessThan(0.05);
    expect(rows[0]!.leader).toBe("alpha");
  });

  it("share α with the rows of pairs that are still judged", () => {
    const fate = (_: number, random: () => number): TestDraw => [random() < 0.7 ? "model_a" : "model_b"];
    const done: TestStratum = { size: 90, planned: 45, draws: { count: 45, fate } };
    const open: TestStratum = { ...done, modelB: "gamma", planned: 60 };
    const alone = rowsOf(sliced([done]));
    const beside = rowsOf(sliced([done, open]));
    expect(beside.slice(3).every(({ adjustedP }) => adjustedP === null)).toBe(true);
    expect(alone.map(({ adjustedP }) => adjustedP!)).toSatisfy((p: number[]) => Math.min(...p) < 0.05);
    for (const [g, { adjustedP }] of alone.entries())
      expect(beside[g]!.adjustedP).toBeCloseTo(Math.min(1, 2 * adjustedP!), 12);
  });

  it("say why there is nothing, and never NaN", () => {
    const empty: PromptSlice[] = [
      ...thirds(40),
      { by: "category", value: "none", prompts: new Int32Array() },
      { by: "tag", tag: "hard", value: "true", prompts: Int32Array.of(39) },
    ];
    for (const outcome of ["both_bad", "model_a"] as const) {
      const input = sliced([{ size: 40, planned: 1, draws: [[outcome]] }], empty);
      const rows = rowsOf(input);
      expect(notFinite(computeReport(input))).toEqual([]);
      for (const { winRate, reason } of rows) expect(winRate === null).toBe(reason !== null);
      expect(rows.find(({ value }) => value === "none")?.reason).toContain("no comparison");
    }
    expect(computeReport(sliced([{ size: 9, draws: [] }], undefined, { mode: "explore" })).slices).toBeNull();
    expect(computeReport(testReportInput([{ size: 9, draws: [] }])).slices).toBeNull();
  });

  it("are left out where they would be too many, with a note", () => {
    const tags = Array.from(
      { length: 1_600 },
      (_, i): PromptSlice => ({
        by: "tag",
        tag: `t${i}`,
        value: "x",
        prompts: Int32Array.of(0),
      }),
    );
    const { slices } = computeReport(sliced([{ size: 9, draws: [["model_a"]] }], [...thirds(9), ...tags]));
    expect(slices?.rows).toHaveLength(3);
    expect(slices?.notes.join()).toContain("1600 slices are left out");
  });
});
