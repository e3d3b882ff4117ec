import type { StopSettings } from "@/db/schema/campaign";
import { type StopReason, type StopRule, stopReason } from "@/server/core/estimation/stop-rule";
import type { Bounds } from "@/server/core/estimation/surviving-grid";
import { settledBounds } from "./conclusion-of";
import type { SequenceRun } from "./run-sequence";
import { combineBounds, walkStrata } from "./walk-strata";

/** A stratum of a pair with its sequence. */
export interface WatchedStratum {
  size: number;
  planned: number;
  run: Pick<SequenceRun, "step" | "bounds" | "fresh">;
}

/** The parts of the rule that can end a pair by itself: the budget is no part of it. */
export type PairStopReason = Exclude<StopReason, "budget">;

/** Where a rule ended a pair: closed draws of each stratum, and its interval then. */
export interface FoundStop {
  reason: PairStopReason;
  strata: { step: number; bounds: Bounds }[];
}

/** The first step among those that the sequences have just taken in at which the rule ends the pair, if there is one. */
export function findStop(settings: StopSettings, strata: readonly WatchedStratum[]): FoundStop | undefined {
  const rule = stopRuleOf(settings);
  const positions = strata.map(({ size, planned, run }) => ({
    size,
    planned,
    from: run.fresh.from,
    to: run.step,
  }));
  const check = (at: readonly number[]): FoundStop | undefined => {
    const bounds = strata.map((stratum, h) => ({
      size: stratum.size,
      ...boundsAt(stratum, at[h] as number),
    }));
    const reason = stopReason(rule, settledBounds(combineBounds(bounds)), 0);
    if (reason === undefined) return undefined;
    return {
      reason: reason as PairStopReason,
      strata: bounds.map(({ lower, upper }, h) => ({ step: at[h] as number, bounds: { lower, upper } })),
    };
  };
  // What is taken in now may begin past the end: the step before may have been stored by a process that then ended.
  const start = positions.map(({ from }) => from);
  if (start.some((step) => step > 0)) {
    const already = check(start);
    if (already) return already;
  }
  for (const at of walkStrata(positions)) {
    const stop = check(at);
    if (stop) return stop;
  }
  return undefined;
}

/** Settings as the core takes them. */
export function stopRuleOf({ winner, equivalence, width }: StopSettings): StopRule {
  return { winner, equivalence: equivalence ?? undefined, width: width ?? undefined };
}

/** A stratum's interval after so many draws, of those from `fresh.from` on. */
function boundsAt({ run: { step, bounds, fresh } }: WatchedStratum, at: number): Bounds {
  if (at === step) return bounds;
  if (at === fresh.from) return fresh.start;
  const t = at - 1 - fresh.from;
  return { lower: fresh.lower[t] as number, upper: fresh.upper[t] as number };
}
