import { expect, it } from "vitest";
import { csvReport } from "@/server/writers/csv-report";
import { htmlReport } from "@/server/writers/html-report";
import { testReportInput } from "../../testing/report-input";
import { computeReport } from "../compute-report";
import { drawPlots } from "../plots/draw-plots";

it("the pair that is next is in the standalone page and in the table", () => {
  const pairs = [
    ["a", "b", 40],
    ["a", "c", 40],
    ["b", "c", 20],
  ] as const;
  const strata = pairs.map(([modelA, modelB, count]) => ({
    modelA,
    modelB,
    size: 200,
    draws: {
      count,
      fate: (rank: number) => [rank * 100 - Math.floor(rank * 100) < 0.5 ? "model_a" : "model_b"] as const,
    },
  }));
  const content = computeReport(testReportInput(strata, { pairAllocation: "uncertain", budget: 180 }));
  const [first] = content.ratings!.nextPair!.rows;
  expect(first).toMatchObject({ modelA: "b", modelB: "c" });
  const about = { plots: drawPlots(content), parts: {}, hash: "0", reportId: "rep_1", createdAt: 0 };
  const page = htmlReport({ content, ...about });
  expect(page).toContain("Which pair is next");
  expect(page).toContain("the pair of which least is known most likely: b and c");
  expect(csvReport(content, {}, "0")).toMatch(
    new RegExp(`\\nb,c,,next_pair_probability,next draw,${first!.probability},`),
  );
});
