import { type TieRatePoint, tieRateCurve } from "@/server/core/estimation/tie-rate-curve";
import { drawClosed } from "./report-input";
import type { TieRateBin, TieRateCurveView } from "./schemas";
import type { ScoredStratum } from "./scored-stratum";

/** Bounds the work of the null band: comparisons × permutations. */
const mostShuffled = 200_000_000;

/** The tie rate along the ranking, of all judged comparisons, beside what chance alone would give. */
export function tieRateView(strata: readonly ScoredStratum[], seed: string): TieRateCurveView {
  const ranks: number[] = [];
  const ties: number[] = [];
  const judgments: number[] = [];
  for (const { drawn, state, rank, outcomes } of strata) {
    for (let t = 0; t < drawn; t++) {
      if (state[t] !== drawClosed) continue;
      const counts = outcomes.subarray(5 * t, 5 * t + 5);
      const all = counts.reduce((sum, n) => sum + n, 0);
      ranks.push(rank[t] as number);
      judgments.push(all);
      ties.push(all - (counts[0] as number) - (counts[1] as number));
    }
  }
  const comparisons = ranks.length;
  const permutations = Math.min(1000, Math.max(100, Math.floor(mostShuffled / Math.max(1, comparisons))));
  const curve = tieRateCurve({ ranks: Float64Array.from(ranks), ties, judgments, seed, permutations });
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
