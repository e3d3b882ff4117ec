import type { ReportContent, ReportPlots } from "../schemas";
import { type ForestRow, forestPlot, forestRow } from "./forest-plot";
import { distinctLabels, pairLabel, shortName } from "./pair-label";

/** So many pairs have pictures; of the others the tables tell. */
const mostPairs = 6;
const mostSlices = 24;

/** Each pair's win rates by slice, the whole first. */
export function slicePlots({ slices, pairs }: ReportContent): NonNullable<ReportPlots["slices"]> {
  if (!slices || pairs.length > mostPairs) return [];
  return pairs.flatMap((pair, i) => {
    const { modelA, modelB, winRate } = pair;
    const own = slices.rows.filter((row) => row.modelA === modelA && row.modelB === modelB);
    const shown = own.slice(0, mostSlices);
    const labels = distinctLabels([
      "All",
      ...shown.map(({ by, tag, value }) => shortName(by === "tag" ? `${tag}: ${value}` : value)),
    ]);
    const rows = [
      forestRow(labels[0] as string, winRate.value, winRate.interval),
      ...shown.map((row, g) => forestRow(labels[g + 1] as string, row.winRate, row.interval)),
    ].filter((row): row is ForestRow => row !== undefined);
    if (rows.length < 2) return [];
    const title = `Win rate of ${pairLabel(pair)} by slice`;
    const label = `Win rate of ${shortName(modelA)} (%)`;
    return [{ modelA, modelB, svg: forestPlot({ id: `plot-slices-${i + 1}`, title, label }, rows) }];
  });
}
