import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { computeReport } from "@/server/report/compute-report";
import { computeParts } from "@/server/report/parts/compute-parts";
import { partsByKind } from "@/server/report/parts/store-parts";
import { judgedOrders } from "@/server/testing/judged-orders";
import { testReportInput } from "@/server/testing/report-input";
import { MetricWorth } from "./metric-worth";

const input = {
  ...testReportInput([{ size: 20, draws: [["model_a"], ["both_good"]] }]),
  worth: judgedOrders({ comparisons: 600, tieRate: (difference) => 0.9 - 0.6 * difference, seed: "w" }),
};
const report = computeReport(input);
const parts = partsByKind([...computeParts(input, report, ["worth"])]);

const pageOf = (props: Parameters<typeof MetricWorth>[0]) => renderToStaticMarkup(<MetricWorth {...props} />);

describe("what each order is worth, on the report's page", () => {
  it("is a table once it is made, and says until then that it is being made", () => {
    const page = pageOf({ report, parts, isMaking: false });
    expect(page).toContain("600 comparisons of the control sample");
    expect(page).toContain("Title of sees");
    expect(pageOf({ report, parts: {}, isMaking: true })).toContain("Being computed");
    expect(pageOf({ report, parts: {}, isMaking: false })).toContain("Update the report");
  });

  it("is that of a report which holds it itself, and nothing without a control sample", () => {
    const earlier = { ...report, worth: parts.worth };
    expect(pageOf({ report: earlier, parts: {}, isMaking: false })).toBe(
      pageOf({ report, parts, isMaking: false }),
    );
    const configuration = { ...report.configuration, controlShare: 0 };
    expect(pageOf({ report: { ...report, configuration }, parts: {}, isMaking: true })).toBe("");
  });
});
