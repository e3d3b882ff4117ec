import { describe, expect, it } from "vitest";
import { simulateAllocation } from "./simulate-allocation";

const world = {
  N: 400,
  margins: [0, 0.1, 0.9],
  tieRate: 0.1,
  preset: "balanced",
  budget: 150,
  annotators: 5,
  tieDuration: 3,
  replications: 250,
  seed: "allocated",
} as const;

describe("campaigns that judge the uncertain pairs more often", () => {
  const [level, close, clear] = simulateAllocation({ ...world, allocation: "uncertain" });

  it("spend what a clear pair does not need on the others, and all of the budget", () => {
    expect(clear!.judgments).toBeLessThan(0.85 * level!.judgments);
    expect(clear!.judgments).toBeGreaterThan(25);
    expect(level!.judgments + close!.judgments + clear!.judgments).toBeCloseTo(world.budget, 6);
    const even = simulateAllocation({ ...world, replications: 20, allocation: "even" });
    expect(even.map(({ judgments }) => judgments)).toEqual([50, 50, 50]);
  });

  it("have confidence sequences that miss no more often than they may, and estimates without a bias to be seen", () => {
    for (const { missed, bias, biasError } of [level!, close!, clear!]) {
      // 250 campaigns: .05 and three standard errors of it.
      expect(missed).toBeLessThanOrEqual(0.091);
      expect(Math.abs(bias)).toBeLessThan(4 * biasError);
    }
  });

  it("go on with the rest where a pair is used up", () => {
    const small = { ...world, N: 10, margins: [0, 0.8], budget: 100, replications: 3 };
    const pairs = simulateAllocation({ ...small, allocation: "uncertain" });
    expect(pairs.map(({ judgments }) => judgments)).toEqual([10, 10]);
  });
});
