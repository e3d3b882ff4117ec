import { expect, it } from "vitest";
import { simulateSliceTests } from "@/server/core/estimation/simulate-slice-tests";
import { chanceOf, replications } from "./replications";

const whole = 2000;

it.each([
  [20, 8, 0.1],
  [100, 12, 0.1],
  [100, 20, 0.4],
  [100, 50, 0.1],
  [300, 30, 0.3],
])(
  "%d slices of %d judgments name a leader falsely in at most .06 of 2,000 campaigns, tie rate %d",
  (slices, M, tieShare) => {
    const options = { N: 200, alpha: 0.05, replications: replications(whole), seed: "calibration" };
    const { score, t } = simulateSliceTests({ ...options, slices, M, tieShare });
    console.log(
      `slices, ${slices} of ${M} judgments, tie rate ${tieShare}: false ${score}, by the t test ${t}`,
    );
    expect(score).toBeLessThanOrEqual(0.06 + chanceOf(0.05, whole));
  },
);
