import { describe, expect, it } from "vitest";
import { simulateParallelJudging } from "./parallel-judging-runs";

describe("judging side by side, ties four times as slow", () => {
  it("leaves the closed prefix unbiased over 400 seeded campaigns, all completed ones not", () => {
    const { bias, biasError, completedBias, prefix, completed } = simulateParallelJudging({
      N: 500,
      tieRate: 0.4,
      margin: 0.3,
      preset: "balanced",
      annotators: 12,
      decisiveDuration: 1,
      tieDuration: 4,
      time: 15,
      replications: 400,
      seed: "parallel",
    });
    expect(Math.abs(bias)).toBeLessThan(3.5 * biasError);
    expect(completedBias).toBeGreaterThan(2.5 * biasError);
    expect(prefix).toBeLessThan(completed);
  });
});
