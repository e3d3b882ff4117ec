import type { StratumColumns } from "../report/report-input";

/**
 * How many of the first `draws` draws, from the first on, an order without weights made with the same chance for all that
 * remained: the betting sequence reads those, the weighted one all after them. Told by what could have been drawn, not by what
 * was: which of the two reads a draw must not depend on its outcome.
 */
export function evenDraws(
  preset: string,
  { largestInverse, size }: Pick<StratumColumns, "largestInverse" | "size">,
  draws: number,
): number {
  if (preset !== "uniform") return 0;
  for (let t = 0; t < draws; t++) {
    const evenInverse = (size - t) / size;
    if (Math.abs((largestInverse[t] as number) / evenInverse - 1) > 1e-9) return t;
  }
  return draws;
}
