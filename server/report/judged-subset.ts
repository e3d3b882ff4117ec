import { wilson } from "@/server/core/estimation/wilson";
import { drawClosed, outcomeOrder } from "./report-input";
import type { CountedRate, JudgedSubset, OutcomeCounts } from "./schemas";
import type { ScoredStratum } from "./scored-stratum";

/** What was judged, unweighted, with comparisons as trials. */
export function judgedSubset(strata: readonly ScoredStratum[], alpha: number): JudgedSubset {
  const counts = new Float64Array(outcomeOrder.length);
  let comparisons = 0;
  let points = 0;
  let ties = 0;
  for (const stratum of strata) {
    const { drawn, state, s, outcomes } = stratum;
    const { tie } = stratum.shares;
    for (let t = 0; t < drawn; t++) {
      if (state[t] !== drawClosed) continue;
      comparisons++;
      points += (1 + s[t]!) / 2;
      ties += tie[t]!;
      for (let i = 0; i < 5; i++) counts[i]! += outcomes[5 * t + i]!;
    }
  }
  const outcomes = Object.fromEntries(
    outcomeOrder.map((outcome, i) => [outcome, counts[i]]),
  ) as unknown as OutcomeCounts;
  return {
    comparisons,
    judgments: outcomeOrder.reduce((sum, outcome) => sum + outcomes[outcome], 0),
    outcomes,
    winRate: countedRate(points, comparisons, alpha),
    tieRate: countedRate(ties, comparisons, alpha),
    reason: comparisons > 0 ? null : "No comparison has all its judgments yet.",
  };
}

function countedRate(successes: number, trials: number, alpha: number): CountedRate | null {
  const interval = wilson(Math.min(successes, trials), trials, alpha);
  return interval ? { value: interval.estimate, lower: interval.lower, upper: interval.upper } : null;
}
