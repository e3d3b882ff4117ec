import type { StopSettings } from "@/db/schema/campaign";
import type { Bounds } from "@/server/core/estimation/surviving-grid";
import { judgmentsStillNeeded } from "@/server/core/planning/judgments-still-needed";
import type { StillNeeded } from "./schemas";

/** A pair, its strata together; margins. */
export interface NeedyPair {
  /** Comparisons in the pair, and closed ones. */
  N: number;
  M: number;
  theta: number | undefined;
  se: number | undefined;
  bounds: Bounds;
}

type Goal = Parameters<typeof judgmentsStillNeeded>[0]["goal"];

/**
 * Judgments until the rule is expected to end the pair, by the part that is expected first; without a rule until it is
 * clear which model is ahead. Undefined before there is an error to go by, and once all is judged.
 */
export function stillNeeded(
  pair: NeedyPair,
  rule: StopSettings | null,
  judgmentsPerComparison: number,
): StillNeeded | undefined {
  const { N, M, theta, se, bounds } = pair;
  if (M === 0 || M === N || theta === undefined || se === undefined) return undefined;
  let first: (StillNeeded & { estimate: number }) | undefined;
  for (const goal of goalsOf(rule)) {
    const found = judgmentsStillNeeded({ N, M, theta, se, bounds, goal });
    if (!found || (first && first.estimate <= found.estimate)) continue;
    const { estimate, low, high, isWholePool } = found;
    const [judgments, ...ends] = [estimate, low, high].map((n) => n * judgmentsPerComparison) as Three;
    first = { goal: goal.kind, estimate, judgments, low: ends[0], high: ends[1], isWholePool };
  }
  if (!first) return undefined;
  const { estimate: _, ...needed } = first;
  return needed;
}

type Three = [number, number, number];

function goalsOf(rule: StopSettings | null): Goal[] {
  const goals: Goal[] = [];
  if (!rule || rule.winner) goals.push({ kind: "winner" });
  if (rule?.equivalence) goals.push({ kind: "equivalence", margin: rule.equivalence });
  if (rule?.width) goals.push({ kind: "width", width: rule.width });
  return goals;
}
