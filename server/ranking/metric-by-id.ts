import type { Metric } from "@/server/core/disagreement/metric";
import { findMetric, metricIds } from "@/server/core/disagreement/registry";
import { TiebreakError } from "../errors";

/** The metric of that id, or a refusal that lists the ids there are. */
export function metricById(id: string): Metric {
  const metric = findMetric(id);
  if (metric) return metric;
  throw new TiebreakError(
    "invalid_input",
    `There is no metric "${id}". Choose one of: ${metricIds.join(", ")}.`,
  );
}
