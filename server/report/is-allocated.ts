import type { ReportConfiguration } from "./schemas";

/**
 * Whether what was judged had a part in how many draws a pair got: the pairs were judged by how little is known of them, there
 * were several to choose from, and the budget ends before all of the set is judged.
 *
 * @param set comparisons of the whole set.
 */
export function isAllocated(
  { pairAllocation, budget }: Pick<ReportConfiguration, "pairAllocation" | "budget">,
  set: number,
  pairs: number,
): boolean {
  return pairAllocation === "uncertain" && pairs > 1 && budget !== null && budget < set;
}
