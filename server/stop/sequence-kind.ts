import type { StratumColumns } from "../report/report-input";

/**
 * Which confidence sequence reads the first `draws` draws: the betting one where an order without weights made every one of
 * them with the same chance for all that remained, else the weighted one.
 */
export function sequenceKind(
  preset: string,
  { q, size }: Pick<StratumColumns, "q" | "size">,
  draws: number,
): "betting" | "weighted" {
  if (preset !== "uniform") return "weighted";
  for (let t = 0; t < draws; t++) if (Math.abs((q[t] as number) * (size - t) - 1) > 1e-9) return "weighted";
  return "betting";
}
