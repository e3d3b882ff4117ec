import { type Metric, metricNeeds } from "./metric";

/**
 * The metrics as a Markdown table, in the order given: id, what it is, what it needs, direction, cost per pair, source.
 *
 * @example `metricTable(metrics).split("\n")[2]` starts with "| `chrf` | 1 − chrF: "
 */
export function metricTable(metrics: readonly Metric[]): string {
  const rows = metrics.map(({ id, title, summary, needs, direction, cost, source }) => [
    `\`${id}\``,
    `${title}: ${summary.charAt(0).toLowerCase()}${summary.slice(1)}`,
    metricNeeds[needs],
    direction.replace("-", " "),
    cost ?? (needs === "nothing" ? "nothing to read" : "reads both texts"),
    source,
  ]);
  const header = ["id", "what it is", "needs", "direction", "cost per pair", "source"];
  return [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
