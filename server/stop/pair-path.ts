import { pathSteps } from "@/server/core/estimation/path-steps";
import type { Bounds } from "@/server/core/estimation/surviving-grid";
import type { SequenceRun } from "./run-sequence";
import { combineBounds, walkStrata } from "./walk-strata";

interface Stratum {
  size: number;
  planned: number;
  run: Pick<SequenceRun, "step" | "bounds" | "path">;
}

/**
 * A pair's interval for the margin after some of its closed draws, strata taken in the way in which draws are opened. Between
 * the draws that a stratum keeps, the interval of the last kept one stands: it is the wider one.
 */
export function pairPath(strata: readonly Stratum[]): ({ step: number } & Bounds)[] {
  const total = strata.reduce((sum, { run }) => sum + run.step, 0);
  const wanted = new Set([...pathSteps(total), total]);
  const steps = strata.map(({ run }) => pathSteps(run.step));
  /** Per stratum: kept draws that its position has passed. */
  const passed = strata.map(() => 0);
  const positions = strata.map(({ size, planned, run }) => ({ size, planned, from: 0, to: run.step }));
  const points: ({ step: number } & Bounds)[] = [];
  let step = 0;
  for (const at of walkStrata(positions)) {
    step++;
    if (!wanted.has(step)) continue;
    const bounds = strata.map(({ size, run }, h) => {
      const position = at[h] as number;
      const kept = steps[h] as number[];
      while ((kept[passed[h] as number] ?? Infinity) <= position) (passed[h] as number)++;
      if (position === run.step) return { size, ...run.bounds };
      const place = 2 * ((passed[h] as number) - 1);
      if (place < 0) return { size, lower: -1, upper: 1 };
      return { size, lower: run.path[place] as number, upper: run.path[place + 1] as number };
    });
    points.push({ step, ...combineBounds(bounds) });
  }
  return points;
}
