import { describe, expect, it } from "vitest";
import { simulateAlphaCoverage } from "@/server/core/agreement/simulate-alpha-coverage";
import { simulateAnomalyAlarms } from "@/server/core/agreement/simulate-anomaly-alarms";
import { chanceOf, replications } from "./replications";

describe("α's 95 % interval over 200 prompts", () => {
  it.each([
    ["nominal", [3, 3]],
    ["interval", [3, 3]],
    ["nominal", [1, 4]],
    ["interval", [1, 4]],
  ] as const)(
    "covers in .91 to .98 of 500 campaigns of 500 resamples, %s, %j judgments",
    (level, judgments) => {
      const { coverage, truth } = simulateAlphaCoverage({
        kinds: [
          { frequency: 0.25, outcomes: [0.75, 0.1, 0.1, 0.05] },
          { frequency: 0.2, outcomes: [0.1, 0.75, 0.05, 0.1] },
          { frequency: 0.55, outcomes: [0.3, 0.3, 0.25, 0.15] },
        ],
        values: [1, -1, 0, 0],
        level,
        prompts: 200,
        judgments,
        replications: replications(500),
        resamples: 500,
        seed: `alpha/${level}/${judgments.join()}`,
      });
      console.log(
        `alpha, ${level}, ${judgments.join(" to ")} judgments, true ${truth.toFixed(3)}: ${coverage}`,
      );
      expect(coverage).toBeGreaterThanOrEqual(0.91 - chanceOf(0.95, 500));
      expect(coverage).toBeLessThanOrEqual(0.98 + chanceOf(0.95, 500));
    },
  );
});

describe("the anomaly test", () => {
  it.each([
    ["count", 5],
    ["random", 5],
    ["count", 200],
    ["random", 200],
  ] as const)(
    "suspects at most .06 of 4,000 honest annotators, ties by %s, %i judgments of others",
    (ties, history) => {
      const alarms = simulateAnomalyAlarms({
        kinds: [
          [0.4, 0.25, 0.35],
          [0.2, 0.3, 0.5],
          [0.34, 0.33, 0.33],
        ],
        values: [1, 0, -1],
        judgments: 100,
        ties,
        history,
        replications: replications(4000),
        seed: `alarms/${ties}/${history}`,
      });
      console.log(`anomaly test, ties by ${ties}, history ${history}: false alarms ${alarms}`);
      expect(alarms).toBeLessThanOrEqual(0.06 + chanceOf(0.05, 4000));
    },
  );
});
