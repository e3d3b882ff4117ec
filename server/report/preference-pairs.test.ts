import { describe, expect, it } from "vitest";
import { lureWeights } from "@/server/core/estimation/lure-weights";
import { type TestDraw, testReportInput } from "../testing/report-input";
import { JudgmentGatherer } from "./judgment-columns";
import { type PreferenceInput, selectPreferences } from "./preference-pairs";
import type { ReportInput } from "./report-input";

const all = { margin: 0, judgments: 1 };

const inputOf = (draws: TestDraw[], size = draws.length + 4): PreferenceInput & ReportInput => {
  const input = testReportInput([{ size, draws }], { judgmentsPerComparison: 3 });
  return { ...input, mode: "measure" };
};

const fates: TestDraw[] = [
  ["model_a", "model_a", "model_a"],
  ["model_b", "tie", "both_bad"],
  ["tie", "both_good", "both_bad"],
  ["model_a", "model_b", "tie"],
  "unjudgeable",
  ["model_b", "model_b", "model_a"],
  "open",
  ["model_a", "tie", "model_a"],
];

describe("preferences", () => {
  it("are the closed comparisons that are not even, with counts from the winner's side", () => {
    const { strata, counts } = selectPreferences(inputOf(fates), all);
    const [own] = strata;
    expect(own).toMatchObject({
      draw: Int32Array.of(0, 1, 5, 7),
      isA: Uint8Array.of(1, 0, 0, 1),
      wins: Int32Array.of(3, 1, 2, 2),
      losses: Int32Array.of(0, 0, 1, 0),
      ties: Int32Array.of(0, 2, 0, 1),
    });
    expect(counts).toEqual({
      exported: 4,
      even: 2,
      belowMargin: 0,
      belowJudgments: 0,
      open: 1,
      unjudgeable: 1,
    });
  });

  it("carry the weights that the estimate gives their draws, and none beyond the closed prefix or in explore mode", () => {
    const input = inputOf(fates);
    const { size, q } = input.strata[0]!;
    const v = lureWeights(size, q.subarray(0, 6));
    const weights = selectPreferences(input, all).strata[0]!.weight;
    expect(Array.from(weights)).toEqual([v[0], v[1], v[5], Number.NaN]);
    const explored = selectPreferences({ ...input, mode: "explore" }, all).strata[0]!.weight;
    expect(Array.from(explored)).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
  });

  it("can be had from a least margin and a least number of judgments on; a margin of just the minimum is enough", () => {
    const third = selectPreferences(inputOf(fates), { margin: 1 / 3, judgments: 1 });
    expect(third.counts).toMatchObject({ exported: 4, belowMargin: 0 });
    const half = selectPreferences(inputOf(fates), { margin: 0.5, judgments: 1 });
    expect(half.strata[0]!.draw).toEqual(Int32Array.of(0, 7));
    expect(half.counts).toMatchObject({ exported: 2, belowMargin: 2 });
    const four = selectPreferences(inputOf(fates), { margin: 0, judgments: 4 });
    expect(four.counts).toMatchObject({ exported: 0, belowJudgments: 4 });
  });

  it("are decided by extra judgments too, unless they were withdrawn", () => {
    const input = inputOf(fates);
    const gathered = new JudgmentGatherer();
    for (const [id, draw, isWithdrawn] of [
      [100, 3, false],
      [101, 2, true],
    ] as const) {
      gathered.add({
        id,
        stratum: 0,
        draw,
        outcome: "model_b",
        annotator: "x",
        isImported: false,
        side: null,
        durationMs: null,
        isWithdrawn,
      });
    }
    const { strata, counts } = selectPreferences({ ...input, extra: gathered.take() }, all);
    expect(strata[0]!.draw).toEqual(Int32Array.of(0, 1, 3, 5, 7));
    expect([strata[0]!.isA[2], strata[0]!.wins[2], strata[0]!.losses[2], strata[0]!.ties[2]]).toEqual([
      0, 2, 1, 1,
    ]);
    expect(counts.even).toBe(1);
  });

  it("are none where nothing was drawn, or everything is even", () => {
    expect(selectPreferences(inputOf([], 5), all).counts.exported).toBe(0);
    const even = selectPreferences(inputOf([["tie", "tie", "tie"]], 5), all);
    expect(even.counts).toMatchObject({ exported: 0, even: 1 });
  });
});
