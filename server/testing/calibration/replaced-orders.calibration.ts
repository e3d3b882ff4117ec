import { expect, it } from "vitest";
import { simulateReplacedOrder } from "@/server/core/estimation/simulate-replaced-order";
import { chanceOf, replications } from "./replications";

const whole = 4000;

it.each([
  [0.1, "early"],
  [0.3, "worst"],
  [0.6, "worst"],
] as const)(
  "an even order that is replaced misses in at most .057 of 4,000 campaigns, tie rate %d, %s",
  (tieShare, when) => {
    const runs = replications(whole);
    const options = { N: 120, alpha: 0.05, replications: runs, seed: "calibration" };
    const rate = simulateReplacedOrder({ ...options, tieShare, when });
    console.log(`replaced order, tie rate ${tieShare}, ${when}: misses ${rate}`);
    expect(rate).toBeLessThanOrEqual(0.057 + chanceOf(0.05, whole));
  },
);
