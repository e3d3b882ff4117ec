import { type Combination, combinations, findCombination } from "@/server/core/disagreement/combine";
import type { Metric } from "@/server/core/disagreement/metric";
import { findMetric, metricIds } from "@/server/core/disagreement/registry";
import { TiebreakError } from "../errors";
import type { RankingSettings } from "./schemas";

/** The metric that a spec names (an id, or `score-gap:COLUMN`), or a refusal that lists the ids there are. */
export function metricById(spec: string): Metric {
  const metric = findMetric(spec);
  if (metric) return metric;
  throw new TiebreakError(
    "invalid_input",
    `There is no metric "${spec}". Choose one of: ${metricIds.join(", ")}, or score-gap: and the name of a numeric column.`,
  );
}

/** What an order is made from: one metric, or several put together. */
export type OrderMetrics =
  | { kind: "metric"; id: string; version: number; metrics: [Metric] }
  | { kind: "combination"; combination: Combination; id: string; version: number; metrics: Metric[] };

/** The metrics of an order, or a refusal that says which one is not there or what a combination lacks. */
export function orderMetrics({ metric, members }: Pick<RankingSettings, "metric" | "members">): OrderMetrics {
  const combination = findCombination(metric);
  if (!combination) {
    const only = metricOrCombination(metric);
    return { kind: "metric", id: only.id, version: only.version, metrics: [only] };
  }
  if (!members || members.length < 2) {
    throw new TiebreakError("invalid_input", `${combination.title} needs two metrics or more to combine.`);
  }
  const specs = members.map((member) => member.metric);
  const twice = specs.find((spec, at) => specs.indexOf(spec) !== at);
  if (twice !== undefined) {
    throw new TiebreakError("invalid_input", `${combination.title}: "${twice}" is named twice.`);
  }
  if (combination.isWeighted && members.every(({ weight }) => weight === 0)) {
    throw new TiebreakError(
      "invalid_input",
      `${combination.title}: give one metric or more a weight other than 0.`,
    );
  }
  const { id, version } = combination;
  return { kind: "combination", combination, id, version, metrics: specs.map(metricById) };
}

/** Refuses specs that name neither a metric nor a combination; the members of a combination may come later. */
export function checkMetrics({
  metric,
  members,
}: Partial<Pick<RankingSettings, "metric" | "members">>): void {
  if (metric !== undefined && !findCombination(metric)) metricOrCombination(metric);
  for (const member of members ?? []) metricById(member.metric);
}

function metricOrCombination(spec: string): Metric {
  const metric = findMetric(spec);
  if (metric) return metric;
  const ids = [...metricIds, ...combinations.map(({ id }) => id)];
  throw new TiebreakError(
    "invalid_input",
    `There is no metric "${spec}". Choose one of: ${ids.join(", ")}, or score-gap: and the name of a numeric column.`,
  );
}
