import type { ReportParts } from "../report/parts/view";
import type { ReportContent } from "../report/schemas";
import type { WorthRow } from "../worth/schemas";
import type { Cell } from "./csv-line";

type Row = Record<string, Cell>;

/** What each order is worth, one row per order and quantity; they belong to no pair. */
export function worthRows({ configuration, ...content }: ReportContent, parts: ReportParts): Row[] {
  const worth = parts.worth ?? content.worth;
  if (!worth || worth.missing > 0) return [];
  const confidence = 1 - configuration.alpha;
  const scope = "control sample";
  const bounded = (quantity: string, value: number | null, ci: [number, number] | null) => {
    const interval = ci && { lower: ci[0], upper: ci[1], interval: "bootstrap", confidence };
    return { quantity, scope, value, ...interval };
  };
  return worth.rows.flatMap((row: WorthRow) =>
    [
      { ...bounded("tie_reduction", row.top.reduction, row.top.ci), note: row.verdict },
      bounded(
        "tie_reduction_against_length",
        row.againstLength?.difference ?? null,
        row.againstLength?.ci ?? null,
      ),
      { quantity: "tie_reduction_by_chance", scope, value: row.top.nullQuantile95 },
      { quantity: "auc", scope, value: row.auc },
      { quantity: "auc_within_length", scope, value: row.aucWithinLength },
      { quantity: "win_rate_bias", scope, value: row.winRateBias },
      { quantity: "unscored", scope, value: row.unscored },
    ].map((cells) => ({ order_by: row.id, ...cells })),
  );
}
