import * as Plot from "@observablehq/plot";
import { percent, percentRange } from "../interval-words";
import type { ReportContent } from "../schemas";
import { distinctLabels, labelMargin, pairLabel } from "./pair-label";
import { svgPlot } from "./svg-plot";

const rowHeight = 30;

/** Each pair's win rate of its first model with its interval; in explore mode that of the judged, and it says so. */
export function winRatePlot({ pairs, scope }: ReportContent): string | null {
  const isWhole = scope === "whole-set";
  const labels = distinctLabels(pairs.map(pairLabel));
  const rows = pairs.flatMap((pair, i) => {
    const counted = pair.judged.winRate;
    const [value, bounds] = isWhole
      ? [pair.winRate.value, pair.winRate.interval]
      : [counted?.value ?? null, counted];
    if (value === null && !bounds) return [];
    return [
      { label: labels[i] as string, value, lower: bounds?.lower ?? value, upper: bounds?.upper ?? value },
    ];
  });
  if (rows.length === 0) return null;
  const shown = rows.map(({ label }) => label);
  const points = rows.filter(({ value }) => value !== null);
  return svgPlot(
    {
      id: "plot-win-rate",
      title: isWhole ? "Win rate of the whole set by pair" : "Win rate of the judged comparisons by pair",
      description: rows.map(describe).join("; "),
    },
    {
      height: 72 + rowHeight * rows.length,
      marginLeft: labelMargin(shown),
      marginRight: 24,
      marginBottom: 42,
      x: {
        domain: [0, 100],
        percent: true,
        grid: true,
        label: `Win rate of the first model, ${isWhole ? "whole set" : "of the judged"} (%)`,
      },
      y: { domain: shown, label: null, tickSize: 0 },
      marks: [
        Plot.ruleX([0.5], { stroke: "currentColor", strokeDasharray: "4 3" }),
        Plot.ruleY(rows, {
          x1: "lower",
          x2: "upper",
          y: "label",
          stroke: "currentColor",
          strokeWidth: 2,
          strokeLinecap: "round",
          title: describe,
        }),
        Plot.tickX(rows, { x: "lower", y: "label", stroke: "currentColor", inset: 8 }),
        Plot.tickX(rows, { x: "upper", y: "label", stroke: "currentColor", inset: 8 }),
        Plot.dot(points, { x: "value", y: "label", fill: "currentColor", r: 5, title: describe }),
      ],
    },
  );
}

function describe(row: {
  label: string;
  value: number | null;
  lower: number | null;
  upper: number | null;
}): string {
  const { label, value, lower, upper } = row;
  const interval = lower === null || upper === null ? "" : ` (${percentRange({ lower, upper })})`;
  return `${label}: ${value === null ? "no estimate" : percent(value)}${interval}`;
}
