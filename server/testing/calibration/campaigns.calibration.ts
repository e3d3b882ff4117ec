import { describe, expect, it } from "vitest";
import { simulateParallelJudging } from "@/server/core/estimation/parallel-judging-runs";
import { simulateAllocation } from "@/server/core/planning/simulate-allocation";
import { simulateStopRule } from "@/server/core/planning/simulate-stop-rule";
import { chanceOf, replications } from "./replications";

describe("a stop rule at zero margin", () => {
  it.each([
    ["balanced", 0.3],
    ["sharp", 0.3],
    ["minimum-variance", 0.6],
    ["uniform", 0.1],
  ] as const)(
    "decides in at most .06 of 4,000 campaigns of up to 600 judgments, %s, tie rate %d",
    (preset, tieRate) => {
      const { decided, medianStep } = simulateStopRule({
        N: 2000,
        tieRate,
        margin: 0,
        auc: 0.7,
        preset,
        rule: { winner: true, budget: 600 },
        gridSize: 200,
        replications: replications(4000),
        seed: `zero/${preset}`,
      });
      console.log(
        `stop rule, ${preset}, tie rate ${tieRate}: false "decided" ${decided}, median step ${medianStep}`,
      );
      expect(decided).toBeLessThanOrEqual(0.06 + chanceOf(0.05, 4000));
    },
  );
});

describe("pairs whose share of the judgments follows from what was judged", () => {
  it.each([
    ["balanced", 0.3, [0, 0.1, 0.6], 300],
    ["balanced", 0.05, [0, 0, 0.9, 0.9], 100],
    ["uniform", 0.1, [0, 0.2, 0.8], 150],
  ] as const)(
    "have sequences that miss in at most .057 of 4,000 campaigns, %s, tie rate %d, margins %j",
    (preset, tieRate, margins, budget) => {
      const world = { N: 2000, margins, tieRate, auc: 0.7, preset, budget, annotators: 5, tieDuration: 3 };
      const seed = `allocation/${preset}/${tieRate}`;
      const pairs = simulateAllocation({
        ...world,
        allocation: "uncertain",
        replications: replications(4000),
        seed,
      });
      for (const pair of pairs) {
        console.log(`uncertain pairs, ${preset}, tie rate ${tieRate}, ${budget} judgments:`, pair);
        expect(pair.missed).toBeLessThanOrEqual(0.057 + chanceOf(0.05, 4000));
      }
    },
  );
});

describe("annotators side by side, durations that depend on the outcome", () => {
  it.each([
    [4, 4],
    [12, 4],
    [30, 4],
    [12, 0.25],
  ])(
    "leave the closed prefix within Monte-Carlo error of unbiased, %i annotators, ties %d times as long",
    (annotators, tieDuration) => {
      const run = simulateParallelJudging({
        N: 2000,
        tieRate: 0.4,
        margin: 0.3,
        auc: 0.7,
        preset: "balanced",
        annotators,
        decisiveDuration: 1,
        tieDuration,
        time: 20,
        replications: replications(6000),
        seed: `parallel/${annotators}/${tieDuration}`,
      });
      console.log(`${annotators} annotators, ties × ${tieDuration}:`, run);
      // A wide band for a bias known to be small and not 0 at a fixed time; see `simulateParallelJudging`.
      expect(Math.abs(run.bias)).toBeLessThan(3.3 * run.biasError);
    },
  );
});
