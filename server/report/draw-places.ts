import type { ReportInput } from "./report-input";

/** All draws numbered from 0, stratum after stratum: the number of each stratum's first draw, and how many there are. */
export function drawPlaces(strata: readonly { drawn: number }[]): { starts: Int32Array; draws: number } {
  const starts = new Int32Array(strata.length);
  let draws = 0;
  for (const [h, { drawn }] of strata.entries()) {
    starts[h] = draws;
    draws += drawn;
  }
  return { starts, draws };
}

/** The prompt of every draw in that order: one column that judgments, which lie in no order of strata, are looked up in. */
export function promptsOfDraws({ strata, pools }: Pick<ReportInput, "strata" | "pools">): Int32Array {
  const { starts, draws } = drawPlaces(strata);
  const prompts = new Int32Array(draws);
  for (const [h, { drawn }] of strata.entries()) {
    const { prompt, item } = pools[h]!;
    const from = starts[h]!;
    for (let t = 0; t < drawn; t++) prompts[from + t] = prompt[item[t]!]!;
  }
  return prompts;
}
