import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  arbitraryJudgments,
  fitted,
  goldenJudgments,
  judgmentsOf,
} from "@/server/testing/arbitrary-judgments";
import { normalQuantile } from "../estimation/normal-quantile";
import { createRandom } from "../sampling/random";
import { fitBradleyTerry } from "./bradley-terry";
import { countPairs } from "./count-pairs";
import { differenceVariance } from "./elo-points";
import { simulateStrengthJudgments } from "./simulate-strength-coverage";
import { simultaneousRanks } from "./simultaneous-ranks";
import { clusteredCovariance, modelBasedCovariance, type StrengthCovariance } from "./strength-covariance";

/** Independent strengths of equal variance, centred: their differences are Tukey's studentised range. */
function evenCovariance(models: number): StrengthCovariance {
  const matrix = Float64Array.from({ length: models * models }, (_, cell) =>
    cell % (models + 1) === 0 ? 1 - 1 / models : -1 / models,
  );
  return { kind: "known", method: "model-based", models, matrix };
}

describe("simultaneousRanks", () => {
  it.each([
    // The studentised range's 95 % points at infinite degrees of freedom, over √2.
    [2, 1.96],
    [3, 3.314 / Math.SQRT2],
    [5, 3.858 / Math.SQRT2],
    [10, 4.474 / Math.SQRT2],
  ])("has Tukey's critical value for %i models of equal variance", (models, tabulated) => {
    const fit = { ...fitted(judgmentsOf(1, [])), models, r: new Float64Array(models) };
    const { critical } = simultaneousRanks(fit, evenCovariance(models), "tukey", 0.05, 20_000);
    expect(Math.abs(critical - tabulated)).toBeLessThan(0.04);
  });

  it("ranks by differences that hold together", () => {
    const judgments = goldenJudgments();
    const fit = fitted(judgments);
    const covariance = clusteredCovariance(fit, judgments);
    if (covariance.kind === "unknown") throw new Error(covariance.reason);
    const ranks = simultaneousRanks(fit, covariance, "seed");
    expect([...ranks.best]).toEqual([1, 2, 2]);
    expect([...ranks.worst]).toEqual([1, 3, 3]);
    expect(ranks.critical).toBeGreaterThan(normalQuantile(0.975));
    expect(ranks.critical).toBeLessThan(normalQuantile(1 - 0.05 / 6));
    expect(simultaneousRanks(fit, covariance, "seed")).toEqual(ranks);
  });

  it("counts, for every model, those shown to be ahead and behind", () => {
    fc.assert(
      fc.property(arbitraryJudgments({ mostRows: 80 }), (judgments) => {
        const fit = fitBradleyTerry(countPairs(judgments));
        if (fit.kind === "separated") return;
        const covariance = modelBasedCovariance(fit);
        const { best, worst, critical } = simultaneousRanks(fit, covariance, "seed", 0.3, 200);
        const isAhead = (i: number, j: number) =>
          fit.r[i]! - fit.r[j]! > critical * Math.sqrt(differenceVariance(covariance, i, j));
        const all = Array.from(fit.r.keys());
        for (const i of all) {
          expect(best[i]).toBe(1 + all.filter((j) => isAhead(j, i)).length);
          expect(worst[i]).toBe(fit.models - all.filter((j) => isAhead(i, j)).length);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("covers all true ranks at once in 95 of 100 campaigns or more", () => {
    const strengths = [0.5, 0.45, 0, 0, -0.6];
    // Equal strengths share their places: either order of them is right.
    const lowest = strengths.map((own) => 1 + strengths.filter((other) => other > own).length);
    const highest = strengths.map((own) => strengths.filter((other) => other >= own).length);
    let covered = 0;
    for (let run = 0; run < 200; run++) {
      const judgments = simulateStrengthJudgments(
        { strengths, prompts: 200, judgments: 3, agreement: 0.6, tieShare: 0.2 },
        createRandom(`ranks/${run}`),
      );
      const fit = fitted(judgments);
      const covariance = clusteredCovariance(fit, judgments);
      if (covariance.kind === "unknown") throw new Error(covariance.reason);
      const { best, worst } = simultaneousRanks(fit, covariance, "seed", 0.05, 300);
      if (strengths.every((_, i) => best[i]! <= lowest[i]! && worst[i]! >= highest[i]!)) covered++;
    }
    expect(covered / 200).toBeGreaterThan(0.93);
  });

  it("leaves every rank open where nothing tells models apart, and refuses what is no level", () => {
    const fit = fitted(
      judgmentsOf(3, [
        [0, 1, 0, 0, 4],
        [1, 2, 0, 0, 4],
      ]),
    );
    const { best, worst } = simultaneousRanks(fit, modelBasedCovariance(fit), "seed");
    expect([...best]).toEqual([1, 1, 1]);
    expect([...worst]).toEqual([3, 3, 3]);
    expect(() => simultaneousRanks(fit, modelBasedCovariance(fit), "seed", 0)).toThrow(/alpha/);
    expect(() => simultaneousRanks(fit, modelBasedCovariance(fit), "seed", 0.05, 10)).toThrow(/10 draws/);
  });
});
