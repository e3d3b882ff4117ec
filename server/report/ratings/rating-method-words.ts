import type { RatingsView } from "./view";

/** How models were put on one scale, ready to paste into a paper; empty for two models, or without a scale. */
export function ratingMethodWords(ratings: RatingsView | null): string[] {
  if (!ratings || ratings.rated.length === 0) return [];
  const { scope, anchor, nextPair } = ratings;
  const balanced =
    nextPair?.allocation === "uncertain"
      ? " times its pair's share of the set over its share of what is read"
      : "";
  const weighted =
    scope === "whole-set"
      ? `each judgment weighted by the LURE weight of its draw${balanced}`
      : "on the judged comparisons alone";
  return [
    `Models were rated by the Bradley–Terry model (ties as half a win of each; ${weighted}), as 1000 + (400/ln 10)·r with ${anchor === null ? "the mean of all at 1000" : `${anchor} at 1000`}; intervals are from a sandwich covariance clustered by prompt, and ranks from simultaneous intervals of all differences.`,
  ];
}
