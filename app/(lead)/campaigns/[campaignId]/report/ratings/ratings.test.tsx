import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { computeReport } from "@/server/report/compute-report";
import { computeParts } from "@/server/report/parts/compute-parts";
import type { ReportParts } from "@/server/report/parts/view";
import { drawPlots } from "@/server/report/plots/draw-plots";
import { withCompletions } from "@/server/testing/counted-completions";
import { type TestDraw, testReportInput } from "@/server/testing/report-input";
import { Profile } from "./profile";
import { Ratings } from "./ratings";
import { Style } from "./style";

const mixed = (rank: number, random: () => number): TestDraw => [
  random() < 0.2 ? "both_good" : random() < 0.4 + 0.2 * rank ? "model_a" : "model_b",
];

function pageOf(fate: (rank: number, random: () => number) => TestDraw, isMaking: boolean, hasParts = true) {
  const pairs = [
    ["alpha", "beta"],
    ["beta", "gamma"],
    ["alpha", "gamma"],
  ] as const;
  const input = withCompletions(
    testReportInput(
      pairs.map(([modelA, modelB]) => ({ modelA, modelB, size: 44, draws: { count: 40, fate } })),
      { trajectories: [{ name: "the run", steps: pairs[0].map((model, i) => ({ model, step: 10 * i })) }] },
    ),
    (model, prompt) => `${model} `.repeat(5 + ((prompt * model.charCodeAt(0)) % 11)),
  );
  const report = computeReport(input);
  const made = hasParts ? [...computeParts(input, report)] : [];
  const parts: ReportParts = Object.fromEntries(made.map(({ kind, content }) => [kind, content]));
  return renderToStaticMarkup(
    <>
      <Ratings report={report} plots={drawPlots(report)} parts={parts} isMaking={isMaking} />
      <Profile part={parts.profile} isMaking={isMaking} />
      <Style part={parts.style} report={report} isMaking={isMaking} />
    </>,
  );
}

describe("ratings on the report's page", () => {
  it("show every model with its rank, the run by its steps, and the parts that are there", () => {
    const page = pageOf(mixed, false);
    const table = /Ratings of the models, best first.*?<\/table>/s.exec(page)![0];
    expect(table.match(/<tr>/g)).toHaveLength(1 + 3);
    for (const words of [
      "the run over its steps",
      "refits to resampled",
      "Elo, for display only",
      "More words:",
      "Pairs by their chance to be judged next",
      "Most would be learnt from",
    ])
      expect(page).toContain(words);
    expect(page).toContain("0 or unknown for all: diversity, refusals, headers");
    expect(page).not.toMatch(/NaN|undefined|Infinity|Being computed|Not there/);
  });

  it("say of parts that are missing whether they are under way", () => {
    expect(pageOf(mixed, true, false).match(/Being computed/g)).toHaveLength(3);
    expect(pageOf(mixed, false, false).match(/Update the report/g)).toHaveLength(3);
  });

  it("say why there is no scale where one model was preferred every time", () => {
    const page = pageOf(() => ["model_a"], false);
    expect(page).toContain("There is no common scale");
    expect(page).not.toContain("best first");
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
  });
});
