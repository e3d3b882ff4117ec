import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  arbitraryJudgments,
  fitted,
  goldenJudgments,
  judgmentsOf,
  takeRows,
} from "@/server/testing/arbitrary-judgments";
import { chiSquareTail } from "../agreement/chi-square-tail";
import { quantile } from "../estimation/quantile";
import { sampleDeviation } from "../estimation/sample-deviation";
import { createRandom } from "../sampling/random";
import { bootstrapCounts, bootstrapDifference, bootstrapPrompts } from "./bootstrap-strengths";
import { fitBradleyTerry } from "./bradley-terry";
import { countPairs } from "./count-pairs";
import type { PromptJudgments } from "./pair-judgments";
import { drawPoisson, poissonTable } from "./poisson-table";

/** Prompts drawn one after the other, their rows copied out, and a fit from scratch. */
function strengthsByRows(judgments: PromptJudgments, times: number, seed: string, ghostTies: number) {
  const random = createRandom(seed);
  const rowsOf = new Map<number, number[]>();
  for (const [row, prompt] of judgments.prompt.entries())
    rowsOf.set(prompt, [...(rowsOf.get(prompt) ?? []), row]);
  const prompts = [...rowsOf.keys()];
  const fits = Array.from({ length: times }, () => {
    const rows = prompts.flatMap(() => rowsOf.get(prompts[random.below(prompts.length)]!)!);
    return fitBradleyTerry(countPairs(takeRows(judgments, rows)), ghostTies);
  });
  return fits.flatMap((fit) => (fit.kind === "fitted" ? [fit.r] : []));
}

const deviationOf = (strengths: readonly Float64Array[], i: number, j: number) =>
  sampleDeviation(Float64Array.from(strengths, (r) => r[i]! - r[j]!))!;

describe("bootstrapPrompts", () => {
  it("agrees with resampling by rows", () => {
    let compared = 0;
    fc.assert(
      fc.property(arbitraryJudgments({ weighted: true }), fc.constantFrom(0, 0.5), (judgments, ghostTies) => {
        const fit = fitBradleyTerry(countPairs(judgments), ghostTies);
        if (fit.kind === "separated") return;
        const slow = strengthsByRows(judgments, 6, "rows", ghostTies);
        const { strengths, separated } = bootstrapPrompts(fit, judgments, 6, "rows");
        expect(strengths.length).toBe(slow.length);
        expect(separated).toBe(6 - slow.length);
        compared += slow.length;
        for (const [run, r] of slow.entries())
          for (const [i, value] of r.entries()) expect(strengths[run]![i]).toBeCloseTo(value, 5);
      }),
    );
    expect(compared).toBeGreaterThan(40);
  });

  it("has the sandwich's spread", () => {
    const judgments = goldenJudgments();
    const { strengths } = bootstrapPrompts(fitted(judgments), judgments, 1500, "spread");
    // A standard deviation of 1,500 values varies by about 2 %; the bootstrap's own is a little wider at 150 prompts.
    expect(deviationOf(strengths, 0, 1) / 0.208417).toBeGreaterThan(0.95);
    expect(deviationOf(strengths, 0, 1) / 0.208417).toBeLessThan(1.12);
  });
});

describe("bootstrapCounts", () => {
  it("is distributed as resampling judgments is, where every prompt has one", () => {
    const judgments = goldenJudgments();
    const fit = fitted(judgments);
    const byCounts = bootstrapCounts(fit, fit.counts, 2000, "counts").strengths;
    const byPrompts = bootstrapPrompts(fit, judgments, 2000, "prompts").strengths;
    const deviation = deviationOf(byPrompts, 0, 1);
    const gaps = (strengths: readonly Float64Array[]) => Float64Array.from(strengths, (r) => r[0]! - r[1]!);
    // A quantile of 2,000 varies by some .05 of the deviation in the tails; four such steps of the difference.
    for (const p of [0.025, 0.25, 0.5, 0.75, 0.975]) {
      const gap = quantile(gaps(byCounts), p)! - quantile(gaps(byPrompts), p)!;
      expect(Math.abs(gap) / deviation).toBeLessThan(0.25);
    }
  });

  it("is the same from the same seed, centred, and echoes what it did", () => {
    const fit = fitted(goldenJudgments());
    const one = bootstrapCounts(fit, fit.counts, 50, "seed");
    expect(bootstrapCounts(fit, fit.counts, 50, "seed")).toEqual(one);
    expect(one).toMatchObject({
      method: "bootstrap-counts",
      models: 3,
      times: 50,
      seed: "seed",
      separated: 0,
    });
    for (const r of one.strengths) expect(r.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 9);
    const { lower, upper } = bootstrapDifference(one, 0, 1)!;
    expect(lower).toBeLessThan(0.66);
    expect(upper).toBeGreaterThan(0.66);
  });

  it("has no interval where resamples are separated often, and keeps ghost ties", () => {
    const few = judgmentsOf(2, [[0, 1, 4, 1, 0]]);
    const fit = fitted(few);
    const bootstrap = bootstrapCounts(fit, fit.counts, 200, "few");
    expect(bootstrap.separated).toBeGreaterThan(30);
    expect(bootstrapDifference(bootstrap, 0, 1)).toBeUndefined();
    const ghosts = bootstrapCounts(fitted(few, 0.5), countPairs(few), 200, "few");
    expect(ghosts.separated).toBe(0);
    expect(bootstrapDifference(ghosts, 0, 1)!.upper).toBeLessThan(Infinity);
  });

  it("refuses counts that are not whole, and no resamples", () => {
    const shares = { models: 2, a: Int32Array.of(0), b: Int32Array.of(1), score: Float64Array.of(0.5) };
    const fit = fitted(goldenJudgments());
    expect(() => bootstrapCounts(fit, countPairs(shares), 10, "s")).toThrow(/resample prompts/);
    expect(() => bootstrapCounts(fit, fit.counts, 0, "s")).toThrow(/0 resamples/);
  });
});

describe("drawPoisson", () => {
  it.each([0.3, 1, 4, 30, 250])("draws from the Poisson distribution of mean %d", (mean) => {
    const random = createRandom(`poisson ${mean}`);
    const table = poissonTable(mean);
    const draws = 20_000;
    const counts = new Int32Array(1000);
    for (let i = 0; i < draws; i++) counts[drawPoisson(table, random)]!++;
    // Cells of at least five expected, so that χ² is what it claims to be.
    let [chi, cells, seen, expected] = [0, 0, 0, 0];
    let chance = Math.exp(-mean);
    for (const [k, count] of counts.entries()) {
      seen += count;
      expected += draws * chance;
      chance *= mean / (k + 1);
      if (expected < 5) continue;
      chi += (seen - expected) ** 2 / expected;
      cells++;
      [seen, expected] = [0, 0];
    }
    expect(chiSquareTail(chi, cells - 1)).toBeGreaterThan(0.001);
  });

  it("is certain at 0 and refuses what is no mean", () => {
    expect(drawPoisson(poissonTable(0), createRandom("s"))).toBe(0);
    expect(() => poissonTable(-1)).toThrow(RangeError);
  });
});
