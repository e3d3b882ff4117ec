import * as Plot from "@observablehq/plot";
import { percent, percentRange } from "../interval-words";
import type { ReportContent, ReportPair, ReportPlots } from "../schemas";
import type { PairStop } from "../stop/view";
import { pairLabel } from "./pair-label";
import { svgPlot } from "./svg-plot";

/** Each pair's confidence sequence over its closed comparisons, with where the stop rule ended it. */
export function sequencePlots({
  pairs,
  configuration,
}: ReportContent): NonNullable<ReportPlots["sequences"]> {
  return pairs.flatMap((pair, i) => {
    const { modelA, modelB, stop } = pair;
    if (!stop || stop.path.length === 0) return [];
    const equivalence = configuration.stopRule?.equivalence ?? null;
    return [{ modelA, modelB, svg: sequencePlot(pair, stop, { id: `plot-sequence-${i + 1}`, equivalence }) }];
  });
}

function sequencePlot(
  pair: ReportPair,
  { path, step, fired }: PairStop,
  { id, equivalence }: { id: string; equivalence: number | null },
): string {
  const points = [{ step: 0, lower: 0, upper: 1 }, ...path];
  const last = path.at(-1) as PairStop["path"][number];
  const value = pair.winRate.value;
  const stopped = fired ? ` The stop rule ended the pair after ${fired.step}.` : "";
  return svgPlot(
    {
      id,
      title: `Confidence sequence of ${pairLabel(pair)} over judging`,
      description: `Interval of the win rate of ${pair.modelA} after each closed comparison: ${percentRange(last)} after ${step}.${stopped}`,
    },
    {
      height: 260,
      marginLeft: 48,
      marginRight: 72,
      marginBottom: 42,
      x: { domain: [0, Math.max(1, step)], label: "Closed comparisons", ticks: Math.min(step, 8) },
      y: { domain: [0, 100], percent: true, grid: true, label: `Win rate of ${pair.modelA} (%)` },
      marks: [
        ...(equivalence === null ? [] : [equivalenceBand(equivalence, step)]),
        Plot.areaY(points, {
          x: "step",
          y1: "lower",
          y2: "upper",
          curve: "step-after",
          fill: "currentColor",
          fillOpacity: 0.13,
        }),
        ...(["lower", "upper"] as const).map((y) =>
          Plot.line(points, { x: "step", y, curve: "step-after", stroke: "currentColor", strokeWidth: 1.5 }),
        ),
        Plot.ruleY([0.5], { stroke: "currentColor", strokeDasharray: "4 3" }),
        ...(fired ? stopMark(fired) : []),
        ...(value === null ? [] : pointMark(step, value)),
      ],
    },
  );
}

function equivalenceBand(margin: number, step: number) {
  return Plot.rect([{ x1: 0, x2: Math.max(1, step), y1: 0.5 - margin / 2, y2: 0.5 + margin / 2 }], {
    x1: "x1",
    x2: "x2",
    y1: "y1",
    y2: "y2",
    fill: "currentColor",
    fillOpacity: 0.06,
  });
}

function stopMark({ step, lower, upper }: NonNullable<PairStop["fired"]>) {
  return [
    Plot.ruleX([{ step }], { x: "step", stroke: "currentColor", strokeOpacity: 0.7 }),
    Plot.text([{ step }], {
      x: "step",
      y: () => 1,
      dy: 8,
      dx: 5,
      textAnchor: "start",
      text: () => `stopped at ${step}`,
      title: () => percentRange({ lower, upper }),
    }),
  ];
}

function pointMark(step: number, value: number) {
  return [
    Plot.dot([{ step, value }], { x: "step", y: "value", fill: "currentColor", r: 4 }),
    Plot.text([{ step, value }], {
      x: "step",
      y: "value",
      dx: 9,
      textAnchor: "start",
      text: () => percent(value),
    }),
  ];
}
