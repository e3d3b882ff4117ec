import type { StopSettings } from "@/db/schema/campaign";
import { marginVerdict } from "@/server/core/estimation/stop-rule";
import type { Bounds } from "@/server/core/estimation/surviving-grid";
import { winRateOfMargin } from "@/server/core/estimation/win-rate";
import type { PairConclusion, WinRateBounds } from "./schemas";

const rounding = 1e-9;

/** Bounds of which one that is 0 but for rounding is 0, so that a pair judged whole and level is not told from 0. */
export function settledBounds({ lower, upper }: Bounds): Bounds {
  const settle = (bound: number) => (Math.abs(bound) < rounding ? 0 : bound);
  return { lower: settle(lower), upper: settle(upper) };
}

/** What a pair's margin allows to be said, equivalence by the rule's own measure. */
export function conclusionOf(bounds: Bounds, rule: StopSettings | null | undefined): PairConclusion {
  return marginVerdict(settledBounds(bounds), rule?.equivalence ?? undefined);
}

/** Margins as win rates. */
export function ratesOf({ lower, upper }: Bounds): WinRateBounds {
  return { lower: winRateOfMargin(lower), upper: winRateOfMargin(upper) };
}
