import type { ReportContent } from "../schemas";
import { forestPlot, forestRow } from "./forest-plot";
import { distinctLabels, pairLabel } from "./pair-label";

/** Each pair's win rate of its first model with its interval; in explore mode that of the judged, and it says so. */
export function winRatePlot({ pairs, scope }: ReportContent): string | null {
  const isWhole = scope === "whole-set";
  const labels = distinctLabels(pairs.map(pairLabel));
  const rows = pairs.flatMap((pair, i) => {
    const counted = pair.judged.winRate;
    const label = labels[i] as string;
    return (
      (isWhole
        ? forestRow(label, pair.winRate.value, pair.winRate.interval)
        : forestRow(label, counted?.value ?? null, counted)) ?? []
    );
  });
  if (rows.length === 0) return null;
  return forestPlot(
    {
      id: "plot-win-rate",
      title: isWhole ? "Win rate of the whole set by pair" : "Win rate of the judged comparisons by pair",
      label: `Win rate of the first model, ${isWhole ? "whole set" : "of the judged"} (%)`,
    },
    rows,
  );
}
