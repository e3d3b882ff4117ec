import { describe, expect, it } from "vitest";
import { simulateStrengthCoverage } from "@/server/core/rating/simulate-strength-coverage";
import { chanceOf, replications } from "./replications";

describe("Bradley–Terry with the prompt-clustered sandwich, 300 prompts × 3 judgments", () => {
  it.each([
    ["judgments of a prompt that mostly repeat each other", 0.8, 0.1],
    ["some agreement and many ties", 0.4, 0.6],
    ["independent judgments", 0, 0.2],
  ])("covers differences in .93 – .97 of 2,000 campaigns, %s", (world, agreement, tieShare) => {
    const whole = 2000;
    const coverage = simulateStrengthCoverage({
      strengths: [0.6, 0.2, 0, -0.8],
      prompts: 300,
      judgments: 3,
      agreement,
      tieShare,
      replications: replications(whole),
      seed: `strengths/${agreement}`,
    });
    console.log(`Bradley–Terry sandwich, ${world}:`, coverage);
    const slack = chanceOf(0.95, whole);
    expect(coverage.unknown).toBe(0);
    expect(coverage.sandwich).toBeGreaterThan(0.93 - slack);
    expect(coverage.sandwich).toBeLessThan(0.97 + slack);
    expect(coverage.leastSandwich).toBeGreaterThan(0.93 - 2 * slack);
  });
});
