import { type TieRatePoint, tieRateCurve } from "@/server/core/estimation/tie-rate-curve";
import { drawClosed } from "./report-input";
import type { TieRateBin, TieRateCurveView } from "./schemas";
import type { ScoredStratum } from "./scored-stratum";

const permutations = 1000;

/** The tie rate along the ranking, of all judged comparisons, beside what chance alone would give. */
export function tieRateView(strata: readonly ScoredStratum[], seed: string): TieRateCurveView {
  const comparisons = strata.reduce((sum, { closed }) => sum + closed, 0);
  const ranks = new Float64Array(comparisons);
  const ties = new Int32Array(comparisons);
  const judgments = new Int32Array(comparisons);
  let place = 0;
  for (const { drawn, state, rank, outcomes } of strata) {
    for (let t = 0; t < drawn; t++) {
      if (state[t] !== drawClosed) continue;
      const tied = outcomes[5 * t + 2]! + outcomes[5 * t + 3]! + outcomes[5 * t + 4]!;
      ranks[place] = rank[t]!;
      judgments[place] = outcomes[5 * t]! + outcomes[5 * t + 1]! + tied;
      ties[place++] = tied;
    }
  }
  const curve = tieRateCurve({ ranks, ties, judgments, seed, permutations });
  const judged = judgments.reduce((sum, n) => sum + n, 0);
  return {
    bins: curve.bins.map(viewBin),
    cumulative: curve.cumulative.map(viewBin),
    tieRate: judged > 0 ? ties.reduce((sum, n) => sum + n, 0) / judged : null,
    comparisons,
    permutations,
    reason: judged > 0 ? null : "No comparison has all its judgments yet.",
  };
}

function viewBin({ tieRate, nullLower, nullUpper, ...bin }: TieRatePoint): TieRateBin {
  return { ...bin, tieRate: tieRate ?? null, nullLower: nullLower ?? null, nullUpper: nullUpper ?? null };
}
