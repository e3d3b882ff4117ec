import type { Arm } from "@/db/schema/ranking";

/** A stratum's draws from one number to its last, as columns: one entry per draw. */
export interface DrawPlan {
  stratumId: number;
  /** Number of the first draw. */
  first: number;
  /** The stratum whose weights made them; null: their own. */
  weightsId: number | null;
  comparisonIds: Int32Array;
  /** What drew it, as a place in `armNames`. */
  arm: Uint8Array;
  armNames: readonly Arm[];
  controlCoin: Uint8Array;
  controlUsed: Int32Array;
  /** Null in explore mode, as is `largestInverse`. */
  q: Float64Array | null;
  largestInverse: Float64Array | null;
  rank: Float64Array;
  controlPlace: Int32Array;
}

export interface DrawRow {
  stratumId: number;
  number: number;
  comparisonId: number;
  arm: Arm;
  weightsId: number | null;
  controlCoin: boolean;
  controlUsed: number;
  q: number | null;
  largestInverse: number | null;
  rank: number;
  controlPlace: number;
}

/** The rows of a plan's draws `first + from` to before `first + to`. */
export function drawRows(plan: DrawPlan, from: number, to: number): DrawRow[] {
  const rows: DrawRow[] = [];
  for (let t = from; t < Math.min(to, plan.comparisonIds.length); t++) {
    rows.push({
      stratumId: plan.stratumId,
      number: plan.first + t,
      comparisonId: plan.comparisonIds[t] as number,
      arm: plan.armNames[plan.arm[t] as number] as Arm,
      weightsId: plan.weightsId,
      controlCoin: plan.controlCoin[t] === 1,
      controlUsed: plan.controlUsed[t] as number,
      q: plan.q?.[t] ?? null,
      largestInverse: plan.largestInverse?.[t] ?? null,
      rank: plan.rank[t] as number,
      controlPlace: plan.controlPlace[t] as number,
    });
  }
  return rows;
}
