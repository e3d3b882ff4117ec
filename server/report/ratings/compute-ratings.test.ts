import { describe, expect, it } from "vitest";
import { csvReport } from "@/server/writers/csv-report";
import { htmlReport } from "@/server/writers/html-report";
import { notFinite } from "../../testing/not-finite";
import {
  type TestDraw,
  type TestOutcome,
  type TestStratum,
  testReportInput,
} from "../../testing/report-input";
import { computeReport } from "../compute-report";
import { drawPlots } from "../plots/draw-plots";
import type { ReportInput } from "../report-input";
import type { ReportContent } from "../schemas";
import { scoreStratum } from "../scored-stratum";
import { computeRatings } from "./compute-ratings";

/** A pool judged whole in which model a won, lost and tied so often. */
function judged(modelA: string, modelB: string, win: number, loss: number, tie: number): TestStratum {
  const outcomes: TestOutcome[] = [
    ...Array<TestOutcome>(win).fill("model_a"),
    ...Array<TestOutcome>(loss).fill("model_b"),
    ...Array<TestOutcome>(tie).fill("tie"),
  ];
  const size = outcomes.length;
  const fate = (rank: number): TestDraw => [outcomes[Math.floor(rank * size)]!];
  return { modelA, modelB, size, draws: { count: size, fate } };
}

const golden = [judged("a", "b", 30, 10, 10), judged("a", "c", 25, 15, 10), judged("b", "c", 20, 18, 12)];
const ratingsOf = (input: ReportInput) => computeReport(input).ratings!;
const perLogit = 400 / Math.LN10;

function bothFiles(content: ReportContent): string {
  const html = htmlReport({
    content,
    plots: drawPlots(content),
    parts: {},
    hash: "0",
    reportId: "rep_1",
    createdAt: 0,
  });
  return html + csvReport(content, {}, "0");
}

describe("ratings", () => {
  it("of pools judged whole are the golden strengths, with the tie models beside", () => {
    const { rated, ties, separated, judgments } = ratingsOf(testReportInput(golden));
    expect(separated).toBeNull();
    expect(judgments).toBe(150);
    expect(rated.map(({ model }) => model)).toEqual(["a", "c", "b"]);
    const rounded = rated.map(({ rating }) => Number((rating - 1000).toFixed(2)));
    expect(rounded).toEqual([71.72, -28.69, -43.03]);
    expect(rated.map(({ judgments: n }) => n)).toEqual([100, 100, 100]);
    expect(rated[0]!.raoKupper! - 1000).toBeCloseTo(0.436676 * perLogit, 3);
    expect(rated[2]!.davidson! - 1000).toBeCloseTo(-0.319489 * perLogit, 3);
    expect(ties.raoKupper.value).toBeCloseTo(0.463965, 5);
    expect(ties.davidson.value).toBeCloseTo(0.571382, 5);
    expect(rated[0]!.toFirst).toBeNull();
    expect(rated[2]!.toNext).toBeNull();
    expect(rated[0]!.toNext!.points).toBeCloseTo(rated[0]!.rating - rated[1]!.rating, 9);
    expect(rated[2]!.toFirst!.points).toBeCloseTo(rated[2]!.rating - rated[0]!.rating, 9);
    const difference = rated[2]!.toFirst!;
    expect(difference.lower!).toBeLessThan(difference.points);
    expect(rated[0]!).toMatchObject({ rankBest: 1 });
    expect(rated.every(({ rankBest, rankWorst }) => rankBest! >= 1 && rankWorst! <= 3)).toBe(true);
  });

  it("take the anchor as 1000, and say so when it is not compared", () => {
    const anchored = ratingsOf(testReportInput(golden, { anchorModel: "b" }));
    const b = anchored.rated.find(({ model }) => model === "b")!;
    expect([anchored.anchor, b.rating, b.se]).toEqual(["b", 1000, 0]);
    expect(anchored.rated[0]!.rating - 1000).toBeCloseTo(0.66055 * perLogit, 2);
    const page = bothFiles(computeReport(testReportInput(golden, { anchorModel: "b" })));
    expect(page).toContain(">anchor<");
    const missing = ratingsOf(testReportInput(golden, { anchorModel: "z" }));
    expect(missing.anchor).toBeNull();
    expect(missing.notes.join()).toContain("z is not compared");
  });

  it("weigh a judgment with the weight of its draw, in measure mode alone", () => {
    // What ranks high is won by model a and comes up more often: unweighted it looks too strong.
    const fate = (rank: number): TestDraw => [rank > 0.5 ? "model_a" : "model_b"];
    const gap = (mode: "measure" | "explore") => {
      const gaps = Array.from({ length: 30 }, (_, run) => {
        const pairs = [
          ["a", "b"],
          ["b", "c"],
          ["a", "c"],
        ] as const;
        const strata = pairs.map(([modelA, modelB], i) => ({
          modelA,
          modelB,
          size: 300,
          seed: `${run}/${i}`,
          draws: { count: 90, fate },
        }));
        const input = testReportInput(strata, { mode });
        const { rated } = computeRatings(input, input.strata.map(scoreStratum), [])!;
        const ratingOf = (name: string) => rated.find(({ model }) => model === name)!.rating;
        return ratingOf("a") - ratingOf("b");
      });
      return gaps.reduce((sum, value) => sum + value, 0) / gaps.length;
    };
    expect(Math.abs(gap("measure"))).toBeLessThan(12);
    expect(gap("explore")).toBeGreaterThan(60);
  });

  it("are absent for two models", () => {
    expect(computeReport(testReportInput([golden[0]!])).ratings).toBeNull();
  });

  it.each<[string, TestStratum[], RegExp]>([
    ["nothing judged", [judged("a", "b", 0, 0, 0), judged("c", "d", 0, 0, 0)], /Nothing was judged/],
    ["groups apart", [judged("a", "b", 3, 3, 0), judged("c", "d", 2, 1, 1)], /between the groups a, b; c, d/],
    [
      "one model winning everything",
      [judged("a", "b", 5, 0, 0), judged("a", "c", 5, 0, 0), judged("b", "c", 2, 3, 0)],
      /of the groups a; b, c, each earlier one was preferred every time/,
    ],
  ])("say in words why there is no scale: %s", (_, strata, words) => {
    const input = testReportInput(strata.map((stratum) => ({ ...stratum, size: Math.max(1, stratum.size) })));
    const content = computeReport(input);
    expect(content.ratings!.rated).toEqual([]);
    expect(content.ratings!.separated!.sentence).toMatch(words);
    expect(notFinite(content)).toEqual([]);
    expect(bothFiles(content)).toMatch(words);
  });

  it("rate each group of models that shares a scale", () => {
    const { separated } = ratingsOf(testReportInput([judged("a", "b", 3, 1, 0), judged("c", "d", 2, 2, 1)]));
    const rated = separated!.groups.map(({ models }) =>
      models.map(({ model, rating }) => [model, Math.round(rating!)]),
    );
    const half = Math.round((Math.log(3) / 2) * perLogit);
    expect(rated).toEqual([
      [
        ["a", 1000 + half],
        ["b", 1000 - half],
      ],
      [
        ["c", 1000],
        ["d", 1000],
      ],
    ]);
  });

  it("have no intervals where all judgments are ties, and say why", () => {
    const ties = [judged("a", "b", 0, 0, 5), judged("b", "c", 0, 0, 5)];
    const content = computeReport(testReportInput(ties));
    expect(content.ratings!.rated.map(({ rating, lower }) => [rating, lower])).toEqual([
      [1000, null],
      [1000, null],
      [1000, null],
    ]);
    expect(content.ratings!.notes.join()).toMatch(/do not vary/);
    expect(content.ratings!.ties.davidson.reason).toMatch(/Everything is a tie/);
    expect(notFinite(content)).toEqual([]);
  });

  it("tell of circles, by name", () => {
    const circle = [judged("a", "b", 40, 5, 0), judged("b", "c", 40, 5, 0), judged("a", "c", 5, 40, 0)];
    const { transitivity } = ratingsOf(testReportInput(circle));
    expect(transitivity).toMatchObject({ triples: 1, cyclic: 1, beyondChance: 1 });
    expect(transitivity.sentence).toMatch(/no single scale/);
    expect(transitivity.cycles[0]).toContain("a over b (40 to 5)");
    expect(ratingsOf(testReportInput(golden)).transitivity.sentence).toMatch(/none goes in a circle/);
  });

  it("follow the checkpoints of a run by their steps", () => {
    const trajectories = [
      {
        name: "run",
        steps: [
          { model: "c", step: 30 },
          { model: "b", step: 10 },
          { model: "a", step: 20 },
          { model: "lost", step: 40 },
        ],
      },
    ];
    const content = computeReport(testReportInput(golden, { trajectories }));
    const [run] = content.ratings!.trajectories;
    expect(run!.steps.map(({ model, step, change }) => [model, step, change])).toEqual([
      ["b", 10, null],
      ["a", 20, "better"],
      ["c", 30, "not-shown"],
    ]);
    expect(run!.note).toContain("lost");
    expect(run!.steps[1]!.sincePrevious!.points).toBeCloseTo(0.66055 * perLogit, 2);
    expect(drawPlots(content).trajectories![0]!.svg).toContain("b at step 10");
    expect(bothFiles(content)).toContain("run over its steps");
  });

  it("are in the picture, the page and the table, and hold with the judgments in another order of strata", () => {
    const content = computeReport(testReportInput(golden));
    const text = bothFiles(content);
    expect(text).toContain("plot-ratings");
    expect(text).toMatch(/\na,,,rating,whole set,1071\.7/);
    expect(text).toMatch(/\na,c,,rating_difference,whole set,100\.4/);
    expect(content.methods).toContain("Bradley–Terry");
    const turned = computeReport(testReportInput(golden.toReversed()));
    for (const [i, { rating }] of content.ratings!.rated.entries())
      expect(turned.ratings!.rated[i]!.rating).toBeCloseTo(rating, 6);
  });
});
