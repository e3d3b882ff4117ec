import { type Metric, metricNeeds } from "./metric";

const aimNames = { winner: "find the winner", judge: "correct the judge" } as const;

/**
 * The metrics as a Markdown table, in the order given: id, what it is, its aim, what it needs, direction, cost per pair,
 * source.
 *
 * @example `metricTable(metrics).split("\n")[2]` starts with "| `chrf` | 1 − chrF: "
 */
export function metricTable(metrics: readonly Metric[]): string {
  const rows = metrics.map(({ id, title, summary, control, aim, needs, direction, cost, source }) => [
    `\`${id}\``,
    `${title}: ${summary.charAt(0).toLowerCase()}${summary.slice(1)}`,
    control ? "control" : aimNames[aim],
    metricNeeds[needs],
    direction.replace("-", " "),
    cost ?? (needs === "nothing" ? "nothing to read" : "reads both texts"),
    source,
  ]);
  const header = ["id", "what it is", "aim", "needs", "direction", "cost per pair", "source"];
  return [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
