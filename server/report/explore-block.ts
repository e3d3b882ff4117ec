import { advanceOf, missing } from "./estimate-block";
import { judgedSubset } from "./judged-subset";
import type { EstimateBlock } from "./schemas";
import type { ScoredStratum } from "./scored-stratum";

const noEstimate = missing(
  "Explore mode serves by a strict order, so nothing is estimated beyond the judged comparisons.",
);

/** What explore mode may say of a pair: the judged subset, and no estimate at all. */
export function exploreBlock(strata: readonly ScoredStratum[], alpha: number): EstimateBlock {
  return {
    ...advanceOf(strata),
    winRate: { ...noEstimate, estimateKind: null, estimateNote: null, worstCase: null },
    decisiveWinRate: noEstimate,
    tieRate: noEstimate,
    bothGoodRate: noEstimate,
    bothBadRate: noEstimate,
    effectiveSampleSize: null,
    largestWeight: null,
    judged: judgedSubset(strata, alpha),
  };
}
