import * as Plot from "@observablehq/plot";
import { percent } from "../interval-words";
import type { TieRateCurveView } from "../schemas";
import { svgPlot } from "./svg-plot";

/** The tie rate by tenth of the ranking, with the band that chance gives and the rate over all. */
export function tieRatePlot({ bins, tieRate, comparisons }: TieRateCurveView): string | null {
  if (tieRate === null) return null;
  const points = bins
    .filter((bin) => bin.tieRate !== null)
    .map((bin) => ({ ...bin, middle: (bin.from + bin.to) / 2 }));
  const band = points.filter((bin) => bin.nullLower !== null);
  const highest = points.reduce((most, bin) => Math.max(most, bin.tieRate ?? 0, bin.nullUpper ?? 0), tieRate);
  return svgPlot(
    {
      id: "plot-tie-rate",
      title: "Tie rate by ranking percentile",
      description: `Tie rate of ${comparisons} judged comparisons by tenth of the ranking, from its top. ${points.map((bin) => `${percent(bin.from)} to ${percent(bin.to)}: ${percent(bin.tieRate ?? 0)}`).join("; ")}. Over all: ${percent(tieRate)}.`,
    },
    {
      height: 300,
      marginLeft: 48,
      marginRight: 72,
      marginBottom: 42,
      x: { domain: [0, 100], percent: true, label: "Part of the ranking, from its top (%)", ticks: 10 },
      y: {
        domain: [0, Math.min(100, 110 * highest || 10)],
        percent: true,
        label: "Tie rate of the judged (%)",
      },
      marks: [
        Plot.rect(band, {
          x1: "from",
          x2: "to",
          y1: "nullLower",
          y2: "nullUpper",
          fill: "currentColor",
          fillOpacity: 0.13,
          inset: 0,
        }),
        Plot.ruleY([tieRate], { stroke: "currentColor", strokeDasharray: "4 3", strokeOpacity: 0.7 }),
        Plot.text([{ y: tieRate }], {
          x: () => 1,
          y: "y",
          text: () => `all ${percent(tieRate)}`,
          textAnchor: "start",
          dx: 6,
        }),
        Plot.line(points, { x: "middle", y: "tieRate", stroke: "currentColor", strokeWidth: 2 }),
        Plot.dot(points, {
          x: "middle",
          y: "tieRate",
          fill: "currentColor",
          r: 4,
          title: (bin: (typeof points)[number]) =>
            `${percent(bin.from)}–${percent(bin.to)} from the top: tie rate ${percent(bin.tieRate ?? 0)} of ${bin.judgments} judgments`,
        }),
        Plot.ruleY([0], { stroke: "currentColor" }),
      ],
    },
  );
}
