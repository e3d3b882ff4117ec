import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { judgedOrders } from "../testing/judged-orders";
import { notFinite } from "../testing/not-finite";
import { testReportInput } from "../testing/report-input";
import { csvReport } from "../writers/csv-report";
import { htmlReport } from "../writers/html-report";
import { canonicalJson } from "./canonical-json";
import { computeReport } from "./compute-report";
import { drawPlots } from "./plots/draw-plots";

const input = (comparisons: number) => ({
  ...testReportInput([{ size: 20, draws: [["model_a"], ["both_good"]] }]),
  worth: {
    ...judgedOrders({
      comparisons,
      tieRate: (difference, length) => 0.9 - 0.6 * difference - 0.2 * length,
      seed: "r",
    }),
    evidence: "control" as const,
    leftOut: [
      { metric: "kl-top-k", reason: "Needs completions with token log-probabilities (top-k lists)." },
      { metric: "ncd", reason: "Not scored on this campaign yet." },
    ],
  },
});

describe("what each order is worth, in a report", () => {
  const content = computeReport(input(1500));
  const html = htmlReport({
    content,
    plots: drawPlots(content),
    parts: {},
    hash: "h".repeat(64),
    reportId: "rep",
    createdAt: 0,
  });

  it("is the table of the control sample, the same for the same data", () => {
    expect(content.worth).toMatchObject({ evidence: "control", comparisons: 1500, best: "sees" });
    expect(content.versions.methods).toContain("compare-orders");
    expect(notFinite(content)).toEqual([]);
    expect(canonicalJson(computeReport(input(1500)))).toBe(canonicalJson(content));
    expect(computeReport({ ...input(1500), worth: null }).worth).toBeNull();
  });

  it("stands in the page with its verdict, its controls, and the metrics that were not scored", () => {
    expect(html).toContain("What each order is worth");
    expect(html).toContain(content.worth?.sentences[0]);
    expect(html).toMatch(/<th scope="row">sees @1<\/th><td>beats the controls<\/td>/);
    expect(html).toMatch(/<th scope="row">mean-length @1<\/th><td>control<\/td>/);
    expect(html).toContain("Not scored: ncd.");
    expect(html).not.toMatch(/NaN|undefined/);
  });

  it("has a row per order and quantity in the CSV", () => {
    const rows: Record<string, string>[] = parse(csvReport(content, {}, "hash"), { columns: true });
    const ofSees = rows.filter(({ order_by }) => order_by === "sees");
    expect(ofSees.map(({ quantity }) => quantity)).toEqual([
      "tie_reduction",
      "tie_reduction_against_length",
      "tie_reduction_by_chance",
      "auc",
      "auc_within_length",
      "win_rate_bias",
      "unscored",
    ]);
    expect(ofSees[0]).toMatchObject({
      model_a: "",
      scope: "control sample",
      interval: "bootstrap",
      note: "beats-controls",
    });
    expect(Number(ofSees[0]?.value)).toBeCloseTo(content.worth?.rows[0]?.top.reduction as number, 6);
    expect(rows.filter(({ order_by, quantity }) => order_by === "" && quantity === "win_rate")).not.toEqual(
      [],
    );
  });

  it("says not yet, without a table, while the sample is small", () => {
    const early = computeReport(input(12));
    expect(early.worth?.sentences[0]).toMatch(/^Not measured yet: 12 comparisons of the control sample/);
    const page = htmlReport({
      content: early,
      plots: drawPlots(early),
      parts: {},
      hash: "h",
      reportId: "rep",
      createdAt: 0,
    });
    expect(page).toContain("Not measured yet: 12 comparisons");
    expect(page).not.toContain("beats the controls");
    const rows: Record<string, string>[] = parse(csvReport(early, {}, "hash"), { columns: true });
    expect(rows.every(({ order_by }) => order_by === "")).toBe(true);
  });
});
