import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { judgedOrders } from "../testing/judged-orders";
import { notFinite } from "../testing/not-finite";
import { testReportInput } from "../testing/report-input";
import { csvReport } from "../writers/csv-report";
import { htmlReport } from "../writers/html-report";
import { rate, rowsOf } from "../writers/tables/report-table";
import { reportTables } from "../writers/tables/report-tables";
import { signedRange, signedRate } from "../writers/tables/worth-table";
import { canonicalJson } from "./canonical-json";
import { computeReport } from "./compute-report";
import { computeParts } from "./parts/compute-parts";
import { missingSentence, partKinds } from "./parts/part-kinds";
import { partsByKind } from "./parts/store-parts";
import type { ReportParts } from "./parts/view";
import { drawPlots } from "./plots/draw-plots";
import type { ReportContent } from "./schemas";

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

/** A report with the part that is made of the orders. */
function reported(comparisons: number) {
  const content = computeReport(input(comparisons));
  const [worth] = computeParts(input(comparisons), content, ["worth"]);
  return { content, worth: worth!, parts: partsByKind([worth!]) };
}

const page = (content: ReportContent, parts: ReportParts) =>
  htmlReport({
    content,
    plots: drawPlots(content),
    parts,
    hash: "h".repeat(64),
    reportId: "rep",
    createdAt: 0,
  });

describe("what each order is worth, in a report", () => {
  const { content, worth, parts } = reported(1500);
  const html = page(content, parts);

  it("is the table of the control sample, the same for the same data", () => {
    expect(parts.worth).toMatchObject({ evidence: "control", comparisons: 1500, best: "sees" });
    expect(content.versions.methods).toContain("compare-orders");
    expect(notFinite(worth)).toEqual([]);
    expect(canonicalJson(reported(1500).worth)).toBe(canonicalJson(worth));
    expect(partKinds(content)).toEqual(["worth", "profile", "style"]);
  });

  it("is no part of the report itself, which says of which scores it is made", () => {
    const { worth: _, ...without } = input(1500);
    expect(canonicalJson(computeReport(without))).toBe(canonicalJson(content));
    expect(content.versions.scored).toEqual([]);
    const scored = computeReport({ ...without, scored: ["chrf@1"] });
    expect(scored.versions.scored).toEqual(["chrf@1"]);
    expect(canonicalJson(scored)).not.toBe(canonicalJson(content));
    expect(() => [...computeParts(without, content, ["worth"])]).toThrow("needs the orders");
  });

  it("is none without a control sample, and none of a report that holds its table itself", () => {
    const { configuration } = content;
    expect(partKinds({ ...content, configuration: { ...configuration, controlShare: 0 } })).not.toContain(
      "worth",
    );
    expect(partKinds({ ...content, configuration: { ...configuration, mode: "explore" } })).not.toContain(
      "worth",
    );
    const earlier = { ...content, worth: parts.worth };
    expect(partKinds(earlier)).not.toContain("worth");
    expect(page(earlier, {})).toContain(parts.worth?.sentences[0]);
    expect(csvReport(earlier, {}, "hash")).toBe(csvReport(content, parts, "hash"));
  });

  it("is named as missing where a file was written before it was ready", () => {
    expect(missingSentence(content, {})).toContain("what each order is worth");
    expect(missingSentence(content, parts)).not.toContain("what each order is worth");
  });

  it("stands in the page with its verdict, its controls, and the metrics that were not scored", () => {
    expect(html).toContain("What each order is worth");
    expect(html).toContain(parts.worth?.sentences[0]);
    expect(html).toMatch(/<th scope="row">sees @1<\/th><td>beats the controls<\/td>/);
    expect(html).toMatch(/<th scope="row">mean-length @1<\/th><td>control<\/td>/);
    expect(html).toContain("Not scored: ncd.");
    expect(html).not.toMatch(/NaN|undefined/);
  });

  it("is a table of every other format", () => {
    const table = reportTables(content, parts).find(({ name }) => name === "worth")!;
    const [sees] = rowsOf(table).filter(([id]) => id === "sees");
    const { tieRate, reduction, ci } = parts.worth!.rows.find(({ id }) => id === "sees")!.top;
    expect(sees).toEqual([
      "sees",
      "beats the controls",
      rate(tieRate),
      `${signedRate(reduction)}\n${signedRange(ci)}`,
      expect.stringMatching(/^[+−]/),
      expect.stringMatching(/^0\.\d{3}$/),
    ]);
    expect(table.notes).toContain(parts.worth?.sentences[0]);
    expect(table.notes.at(-1)).toMatch(/Not scored: ncd\.$/);
    const early = reported(12);
    const words = reportTables(early.content, early.parts).find(({ name }) => name === "worth");
    expect(words).toMatchObject({
      groups: [],
      notes: [expect.stringMatching(/^Not measured yet/), expect.anything()],
    });
  });

  it("has a row per order and quantity in the CSV", () => {
    const rows: Record<string, string>[] = parse(csvReport(content, parts, "hash"), { columns: true });
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
    expect(Number(ofSees[0]?.value)).toBeCloseTo(parts.worth?.rows[0]?.top.reduction as number, 6);
    expect(rows.filter(({ order_by, quantity }) => order_by === "" && quantity === "win_rate")).not.toEqual(
      [],
    );
  });

  it("says not yet, without a table, while the sample is small", () => {
    const early = reported(12);
    expect(early.parts.worth?.sentences[0]).toMatch(
      /^Not measured yet: 12 comparisons of the control sample/,
    );
    const written = page(early.content, early.parts);
    expect(written).toContain("Not measured yet: 12 comparisons");
    expect(written).not.toContain("beats the controls");
    const rows: Record<string, string>[] = parse(csvReport(early.content, early.parts, "hash"), {
      columns: true,
    });
    expect(rows.every(({ order_by }) => order_by === "")).toBe(true);
  });
});
