import { describe, expect, it } from "vitest";
import { createBettingSequence } from "@/server/core/estimation/betting-confidence-sequence";
import { createWeightedSequence } from "@/server/core/estimation/weighted-confidence-sequence";
import { type SimulatedDraws, simulateDraws } from "@/server/core/planning/simulate-order";
import type { WeightPreset } from "@/server/core/sampling/utility-weights";
import { chanceOf, replications } from "./replications";

const N = 2000;
const whole = 4000;

/** Whether the martingale at the true margin ever rejects it, looked at after every draw to the pool's end. */
function missesWeighted({ q, a, s, truth }: SimulatedDraws): boolean {
  const { state } = createWeightedSequence({ N, gridSize: 1 });
  state.grid.fill(truth);
  const sequence = createWeightedSequence({ N, state });
  for (let t = 0; t < N; t++) {
    sequence.extend(q[t]!, s[t]!, a[t]!);
    if (state.rejected[0]) return true;
  }
  return false;
}

function missesBetting({ s, truth }: SimulatedDraws): boolean {
  const { state } = createBettingSequence({ N, gridSize: 1 });
  state.grid.fill((1 + truth) / 2);
  const sequence = createBettingSequence({ N, state });
  for (let t = 0; t < N; t++) {
    sequence.extend((1 + s[t]!) / 2);
    if (state.rejected[0]) return true;
  }
  return false;
}

function missRate(
  misses: (draws: SimulatedDraws) => boolean,
  plan: { preset: WeightPreset; tieRate: number; margin: number; auc: number; controlShare?: number },
): number {
  const runs = replications(whole);
  let missed = 0;
  for (let run = 0; run < runs; run++) {
    if (misses(simulateDraws({ N, ...plan }, `${JSON.stringify(plan)}/${run}`))) missed++;
  }
  return missed / runs;
}

const worlds = [
  { tieRate: 0.1, margin: 0.15, auc: 0.7 },
  { tieRate: 0.3, margin: 0, auc: 0.7 },
  { tieRate: 0.6, margin: 0.15, auc: 0.3 },
];

describe("confidence sequences at the true value, after every draw", () => {
  it.each(worlds)("betting misses in at most .057 of 4,000 campaigns, %o", (world) => {
    const rate = missRate(missesBetting, { ...world, preset: "uniform" });
    console.log(`betting, ${JSON.stringify(world)}: misses ${rate}`);
    expect(rate).toBeLessThanOrEqual(0.057 + chanceOf(0.05, whole));
  });

  for (const preset of ["balanced", "sharp", "minimum-variance", "uniform"] as const) {
    it.each(worlds)(`weighted misses in at most .057 of 4,000 campaigns, ${preset}, %o`, (world) => {
      const rate = missRate(missesWeighted, { ...world, preset });
      console.log(`weighted, ${preset}, ${JSON.stringify(world)}: misses ${rate}`);
      expect(rate).toBeLessThanOrEqual(0.057 + chanceOf(0.05, whole));
    });
  }
});
