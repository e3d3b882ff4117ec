import type { Metric } from "./metric";

/**
 * A metric of scores as the metric of another numeric metadata column: its spec is `ID:COLUMN`.
 *
 * @example `ofColumn(scoreGap, "reward").id` is "score-gap:reward"
 */
export function ofColumn(metric: Metric, column: string): Metric {
  return {
    ...metric,
    id: `${metric.id}:${column}`,
    title: `${metric.title}, ${column}`,
    summary: `${metric.summary} Reads the column "${column}".`,
    column,
  };
}
