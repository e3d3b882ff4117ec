import type { ReportContent } from "../schemas";
import { type ForestRow, forestPlot, forestRow } from "./forest-plot";
import { distinctLabels, shortName } from "./pair-label";

/** More would make a picture that nobody reads; the table has all. */
const mostAnnotators = 40;

/** How often each annotator preferred the left side of the screen, with the interval, and all of them together. */
export function annotatorSidesPlot({ people }: ReportContent): string | null {
  if (!people) return null;
  const shown = people.annotators
    .filter(({ sides }) => sides.leftRate.value !== null)
    .slice(0, mostAnnotators);
  const labels = distinctLabels(["All together", ...shown.map(({ label }) => shortName(label))]);
  const rates = [people.sides.leftRate, ...shown.map(({ sides }) => sides.leftRate)];
  const rows = rates.flatMap(({ value, lower, upper }, i): ForestRow | [] => {
    const bounds = lower === null || upper === null ? null : { lower, upper };
    return forestRow(labels[i] as string, value, bounds) ?? [];
  });
  if (rows.length < 2) return null;
  return forestPlot(
    {
      id: "plot-annotator-sides",
      title: "Preferences for the left side of the screen by annotator",
      label: "Left side preferred, of decisive judgments (%)",
      rowHeight: 22,
    },
    rows,
  );
}
