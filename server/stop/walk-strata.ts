import type { Bounds } from "@/server/core/estimation/surviving-grid";

/** How far a stratum has come, of how much. */
export interface Position {
  size: number;
  planned: number;
  from: number;
  to: number;
}

/**
 * Takes the strata of a pair from where they stood to where they stand, one closed draw at a time: each time in the one
 * that is then least far through its plan, as draws are opened. Outcomes play no part in the way.
 *
 * @returns the positions after each step; the array is reused.
 */
export function* walkStrata(strata: readonly Position[]): Generator<number[]> {
  const at = strata.map(({ from }) => from);
  for (;;) {
    let best = -1;
    for (const [h, { planned, to }] of strata.entries()) {
      if ((at[h] as number) >= to) continue;
      const isLess = best === -1 || ahead(h) * planOf(best) < ahead(best) * Math.max(1, planned);
      if (isLess) best = h;
    }
    if (best === -1) return;
    (at[best] as number)++;
    yield at;
  }
  function ahead(h: number): number {
    return (at[h] as number) + 1;
  }
  function planOf(h: number): number {
    return Math.max(1, (strata[h] as Position).planned);
  }
}

/** The strata's intervals as one, each by its share of the pair's comparisons. */
export function combineBounds(strata: readonly ({ size: number } & Bounds)[]): Bounds {
  const N = strata.reduce((sum, { size }) => sum + size, 0);
  let lower = 0;
  let upper = 0;
  for (const stratum of strata) {
    lower += (stratum.size / N) * stratum.lower;
    upper += (stratum.size / N) * stratum.upper;
  }
  return N === 0 ? { lower: -1, upper: 1 } : { lower, upper };
}
