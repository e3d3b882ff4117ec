import * as Plot from "@observablehq/plot";
import { percent, percentRange } from "../interval-words";
import { labelMargin } from "./pair-label";
import { svgPlot } from "./svg-plot";

/** A rate with its bounds; where there is only one of both, the other stands in. */
export interface ForestRow {
  label: string;
  value: number | null;
  lower: number | null;
  upper: number | null;
}

/** A rate's row; undefined where there is neither a rate nor an interval. */
export function forestRow(
  label: string,
  value: number | null,
  bounds: { lower: number; upper: number } | null,
): ForestRow | undefined {
  if (value === null && !bounds) return undefined;
  return { label, value, lower: bounds?.lower ?? value, upper: bounds?.upper ?? value };
}

/** What a forest plot says of itself. */
export interface ForestAbout {
  id: string;
  title: string;
  /** Of the axis. */
  label: string;
  /** Pixels of a row, 30 unless given. */
  rowHeight?: number;
}

/** Rates with their intervals below each other, on one scale from 0 to 100 % with one half as a line. */
export function forestPlot(
  { id, title, label, rowHeight = 30 }: ForestAbout,
  rows: readonly ForestRow[],
): string {
  const shown = rows.map(({ label }) => label);
  const tickInset = rowHeight / 4;
  const points = rows.filter(({ value }) => value !== null);
  return svgPlot(
    { id, title, description: rows.map(describe).join("; ") },
    {
      height: 72 + rowHeight * rows.length,
      marginLeft: labelMargin(shown),
      marginRight: 24,
      marginBottom: 42,
      x: { domain: [0, 100], percent: true, grid: true, label },
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
        Plot.tickX(rows, { x: "lower", y: "label", stroke: "currentColor", inset: tickInset }),
        Plot.tickX(rows, { x: "upper", y: "label", stroke: "currentColor", inset: tickInset }),
        Plot.dot(points, { x: "value", y: "label", fill: "currentColor", r: 5, title: describe }),
      ],
    },
  );
}

function describe({ label, value, lower, upper }: ForestRow): string {
  const interval = lower === null || upper === null ? "" : ` (${percentRange({ lower, upper })})`;
  return `${label}: ${value === null ? "no estimate" : percent(value)}${interval}`;
}
