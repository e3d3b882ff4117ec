import * as Plot from "@observablehq/plot";
import { points, pointsRange } from "../ratings/points-words";
import type { ReportContent } from "../schemas";
import { distinctLabels, labelMargin, shortName } from "./pair-label";
import { svgPlot } from "./svg-plot";

const rowHeight = 24;
/** More would make a picture that nobody reads; the table has all. */
const mostModels = 60;

/** The models' ratings with their intervals, best first. */
export function ratingsPlot({ ratings }: ReportContent): string | null {
  const rated = (ratings?.rated ?? []).slice(0, mostModels);
  if (rated.length === 0) return null;
  const labels = distinctLabels(rated.map(({ model }) => shortName(model)));
  const rows = rated.map(({ rating, lower, upper }, i) => ({
    label: labels[i] as string,
    rating,
    lower: lower ?? rating,
    upper: upper ?? rating,
  }));
  return svgPlot(
    {
      id: "plot-ratings",
      title: "Ratings of the models",
      description: rows.map(describe).join("; "),
    },
    {
      height: 72 + rowHeight * rows.length,
      marginLeft: labelMargin(labels),
      marginRight: 24,
      marginBottom: 42,
      x: { grid: true, nice: true, label: "Rating (400 points are odds of ten to one)" },
      y: { domain: labels, label: null, tickSize: 0 },
      marks: [
        Plot.ruleX([1000], { stroke: "currentColor", strokeDasharray: "4 3" }),
        Plot.ruleY(rows, {
          x1: "lower",
          x2: "upper",
          y: "label",
          stroke: "currentColor",
          strokeWidth: 2,
          strokeLinecap: "round",
          title: describe,
        }),
        Plot.dot(rows, { x: "rating", y: "label", fill: "currentColor", r: 4, title: describe }),
      ],
    },
  );
}

function describe({
  label,
  rating,
  ...bounds
}: {
  label: string;
  rating: number;
  lower: number;
  upper: number;
}) {
  return `${label}: ${points(rating)} (${pointsRange(bounds)})`;
}
