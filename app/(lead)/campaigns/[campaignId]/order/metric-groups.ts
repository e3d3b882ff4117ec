import type { MetricView } from "@/server/ranking/schemas";

const aims = [
  {
    aim: "winner",
    title: "Find the winner",
    hint: "First where one completion is likely better.",
  },
  {
    aim: "judge",
    title: "Correct the judge",
    hint: "First where an automatic judge is likely wrong.",
  },
  {
    aim: "control",
    title: "Controls",
    hint: "No claim about disagreement: other metrics must beat these.",
  },
];

/** Metrics by what ordering by them is for; aims without one are left out. */
export function groupByAim(metrics: MetricView[]) {
  return aims
    .map(({ aim, ...words }) => ({ ...words, metrics: metrics.filter((metric) => aimOf(metric) === aim) }))
    .filter((group) => group.metrics.length > 0);
}

function aimOf({ control, aim }: MetricView): string {
  return control ? "control" : aim;
}
