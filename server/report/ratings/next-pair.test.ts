import { describe, expect, it } from "vitest";
import { pairAllocation } from "@/server/core/rating/pair-allocation";
import { notFinite } from "../../testing/not-finite";
import { type TestOutcome, type TestStratum, testReportInput } from "../../testing/report-input";
import { computeReport } from "../compute-report";
import { listReferences } from "../references/list-references";
import type { ReportInput } from "../report-input";
import { pairFactors } from "./pair-factors";

/** Draws of a pool of 200 that model a wins as often as `wins` of four, in turns. */
function pair(
  modelA: string,
  modelB: string,
  count: number,
  wins: 0 | 1 | 2 | 3 | 4,
  size = 200,
): TestStratum {
  const outcomes: TestOutcome[] = Array.from({ length: count }, (_, t) =>
    t % 4 < wins ? "model_a" : "model_b",
  );
  return { modelA, modelB, size, planned: 60, draws: outcomes.map((outcome) => [outcome]) };
}

const strata = [pair("a", "b", 40, 4), pair("a", "c", 40, 2), pair("b", "c", 20, 2)];
const uncertain = {
  pairAllocation: "uncertain",
  budget: 180,
  budgetAtLaunch: 180,
  preset: "uniform",
} as const;
const viewOf = (input: ReportInput) => computeReport(input).ratings!.nextPair!;

describe("which pair is next", () => {
  it("is advice for a campaign that judges its pairs evenly, the likeliest first", () => {
    const { allocation, rows, pairs, sentence } = viewOf(testReportInput(strata));
    expect([allocation, pairs]).toEqual(["even", 3]);
    expect(
      rows.map(({ modelA, modelB, judgments, drawn, left }) => [modelA, modelB, judgments, drawn, left]),
    ).toEqual([
      ["b", "c", 20, 20, 180],
      ["a", "c", 40, 40, 160],
      ["a", "b", 40, 40, 160],
    ]);
    const { probabilities } = pairAllocation([
      { wins: 10, losses: 10, ties: 0, spent: 20 },
      { wins: 20, losses: 20, ties: 0, spent: 40 },
      { wins: 40, losses: 0, ties: 0, spent: 40 },
    ]);
    expect(rows.map(({ probability }) => probability)).toEqual([...probabilities]);
    expect(sentence).toMatch(/^Most would be learnt from b and c\. This campaign judges its pairs evenly/);
  });

  it("leaves out what is judged whole, what the stop rule ended, and has no row for one pair", () => {
    const stop = { modelA: "a", modelB: "b", reason: "winner", step: 40, lower: 0.2, upper: 1 } as const;
    const whole = [...strata.slice(0, 2), pair("b", "c", 20, 2, 20)];
    const stopped = { stopRule: { winner: true, equivalence: null, width: null }, stops: [stop] };
    const { rows } = viewOf(testReportInput(whole, { ...uncertain, ...stopped }));
    expect(rows.map(({ modelA, modelB, probability }) => [modelA, modelB, probability])).toEqual([
      ["a", "c", 1],
      ["a", "b", null],
      ["b", "c", null],
    ]);
    const on = viewOf(testReportInput(whole, { ...uncertain, ...stopped, hasGoneOn: true }));
    expect(on.rows.filter(({ probability }) => probability !== null)).toHaveLength(2);
    expect(computeReport(testReportInput(strata.slice(0, 1))).ratings).toBeNull();
  });

  it("can be said where nothing is judged, nothing is left, or a pair has nothing at all", () => {
    const none = strata.map((one) => ({ ...one, draws: [] }));
    const fresh = computeReport(testReportInput(none, uncertain));
    expect(fresh.ratings!.nextPair!.rows.map(({ probability }) => probability)).toEqual(
      Array.from({ length: 3 }, () => expect.closeTo(1 / 3, 12)),
    );
    const done = computeReport(
      testReportInput(strata.map((one) => ({ ...one, size: 40, draws: pair("a", "b", 40, 2).draws }))),
    );
    expect(done.ratings!.nextPair).toBeNull();
    const empty = computeReport(
      testReportInput([...strata.slice(0, 2), { ...pair("b", "c", 0, 2), size: 0 }], uncertain),
    );
    expect(empty.ratings!.nextPair!.rows.at(-1)).toMatchObject({ modelA: "b", probability: null });
    for (const content of [fresh, done, empty]) expect(notFinite(content)).toEqual([]);
  });
});

describe("a report of a campaign that judged the uncertain pairs", () => {
  const input = testReportInput(strata, uncertain);
  const content = computeReport(input);

  it("gives every pair its confidence sequence and says why, though the budget is reached", () => {
    for (const { winRate, tieRate, closedPrefix } of content.pairs) {
      expect(winRate.interval!.kind).toBe("confidence-sequence");
      expect(winRate.intervalNote).toMatch(/^How many draws this pair got depends on what had been judged\./);
      expect(winRate).toMatchObject({ estimateKind: "adaptive-stop", se: null });
      expect(tieRate.interval).toBeNull();
      expect(closedPrefix).toBeGreaterThan(0);
    }
    expect(content.wider!.every(({ interval }) => interval === null)).toBe(true);
    expect(content.ratings!.notes.join()).toMatch(/too narrow, and the pairs' confidence sequences hold/);
    expect(content.notes.join()).toMatch(/pairs of which least was known/);
    expect(content.methods).toMatch(/\(Chiang et al\. 2024\), a share of 0\.1 spread evenly/);
    expect(content.methods).toMatch(/Intervals are betting confidence sequences/);
    expect(listReferences(content, {}).filter(({ key }) => key === "chiang2024")).toHaveLength(1);
  });

  it("gives fixed-n intervals where the budget was the whole pool, and where the pairs were judged evenly", () => {
    const planned = strata.map((one) => ({ ...one, planned: undefined }));
    const kinds = (settings: Partial<ReportInput["configuration"]>, of: readonly TestStratum[]) =>
      new Set(
        computeReport(testReportInput(of as TestStratum[], settings)).pairs.map(
          ({ winRate }) => winRate.interval!.kind,
        ),
      );
    expect([...kinds({ ...uncertain, pairAllocation: "even" }, planned.slice(1))]).toEqual(["fixed-n"]);
    expect([...kinds(uncertain, planned.slice(1))]).toEqual(["confidence-sequence"]);
    const whole = strata.map((one) => ({
      ...one,
      size: 40,
      planned: 40,
      draws: pair("a", "b", 40, 2).draws,
    }));
    expect([...kinds({ ...uncertain, budget: null, budgetAtLaunch: null }, whole)]).toEqual(["fixed-n"]);
    // One pair alone has no choice.
    expect([...kinds(uncertain, planned.slice(1, 2))]).toEqual(["fixed-n"]);
  });

  it("rates by the set and not by how often each pair was judged", () => {
    // A circle: on equal pools nobody is ahead, however many of each pair are judged.
    const circle = [pair("a", "b", 40, 3), pair("b", "c", 160, 3), pair("a", "c", 160, 1)];
    const ratings = (settings: object) =>
      computeReport(testReportInput(circle, { preset: "uniform", ...settings })).ratings!.rated.map(
        ({ rating }) => rating,
      );
    for (const rating of ratings(uncertain)) expect(rating).toBeCloseTo(1000, 6);
    expect(Math.max(...ratings({}))).toBeGreaterThan(1030);
  });
});

describe("pairFactors", () => {
  it("are each pair's share of the set over its share of what is read, its groups together", () => {
    const one = (modelB: string, size: number, closedPrefix: number) => ({
      modelA: "a",
      modelB,
      size,
      closedPrefix,
    });
    const factors = pairFactors([one("b", 60, 50), one("b", 40, 10), one("c", 100, 20)]);
    expect([...factors]).toEqual([expect.closeTo(2 / 3, 12), expect.closeTo(2 / 3, 12), 2]);
    expect([...pairFactors([one("b", 10, 5), one("c", 20, 10), one("d", 10, 0)])]).toEqual([1, 1, 1]);
    expect([...pairFactors([one("b", 10, 0)])]).toEqual([1]);
  });
});
