import * as Plot from "@observablehq/plot";
import { points, pointsRange } from "../ratings/points-words";
import type { TrajectoryStep, TrajectoryView } from "../ratings/view";
import type { ReportContent, ReportPlots } from "../schemas";
import { svgPlot } from "./svg-plot";

/** Each run's ratings over its steps, with their intervals. */
export function trajectoryPlots({ ratings }: ReportContent): NonNullable<ReportPlots["trajectories"]> {
  return (ratings?.trajectories ?? []).flatMap((trajectory, i) =>
    trajectory.steps.length < 2
      ? []
      : [{ name: trajectory.name, svg: trajectoryPlot(trajectory, `plot-trajectory-${i + 1}`) }],
  );
}

function trajectoryPlot({ name, steps }: TrajectoryView, id: string): string {
  const rows = steps.map((row) => ({
    ...row,
    lower: row.lower ?? row.rating,
    upper: row.upper ?? row.rating,
  }));
  return svgPlot(
    {
      id,
      title: `Ratings of ${name} over its steps`,
      description: rows.map(describe).join("; "),
    },
    {
      height: 260,
      marginLeft: 56,
      marginRight: 24,
      marginBottom: 42,
      x: { label: "Step", ticks: 8, inset: 12 },
      y: { grid: true, nice: true, label: "Rating" },
      marks: [
        Plot.line(rows, { x: "step", y: "rating", stroke: "currentColor", strokeWidth: 1.5 }),
        Plot.ruleX(rows, {
          x: "step",
          y1: "lower",
          y2: "upper",
          stroke: "currentColor",
          strokeWidth: 2,
          strokeLinecap: "round",
          title: describe,
        }),
        Plot.dot(rows, { x: "step", y: "rating", fill: "currentColor", r: 4, title: describe }),
      ],
    },
  );
}

function describe({
  model,
  step,
  rating,
  ...bounds
}: Pick<TrajectoryStep, "model" | "step" | "rating"> & { lower: number; upper: number }): string {
  return `${model} at step ${step}: ${points(rating)} (${pointsRange(bounds)})`;
}
