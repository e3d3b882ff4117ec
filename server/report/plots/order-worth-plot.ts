import * as Plot from "@observablehq/plot";
import { percent, percentRange } from "../interval-words";
import type { CountedRate, OrderWorthView, ReportContent } from "../schemas";
import { distinctLabels, labelMargin, pairLabel } from "./pair-label";
import { svgPlot } from "./svg-plot";

const rowHeight = 44;

interface Row extends CountedRate {
  label: string;
  sample: "ranked" | "control";
}

/** Tie rates of the first ranked draws (filled) and of the control sample (hollow), over all pairs and by pair. */
export function orderWorthPlot({ order, pairs }: ReportContent): string | null {
  if (!order) return null;
  const labels = distinctLabels(pairs.map(pairLabel));
  const byPair = pairs.flatMap((pair, i) => rowsOf(labels[i] as string, pair.order));
  const rows = pairs.length > 1 ? [...rowsOf("all pairs", order), ...byPair] : byPair;
  if (rows.length === 0) return null;
  const shown = [...new Set(rows.map(({ label }) => label))];
  const highest = rows.reduce((most, { upper }) => Math.max(most, upper), 0);
  const bySample = (wanted: Row["sample"]) => rows.filter(({ sample }) => sample === wanted);
  const marksOf = (sample: Row["sample"], dy: number) => [
    Plot.ruleY(bySample(sample), {
      x1: "lower",
      x2: "upper",
      y: "label",
      dy,
      stroke: "currentColor",
      strokeOpacity: 0.6,
      strokeWidth: 1.5,
    }),
    Plot.dot(bySample(sample), {
      x: "value",
      y: "label",
      dy,
      r: 5,
      stroke: "currentColor",
      strokeWidth: 1.5,
      fill: sample === "ranked" ? "currentColor" : "none",
      title: describe,
    }),
    Plot.text(bySample(sample), {
      x: "upper",
      y: "label",
      dy,
      dx: 6,
      textAnchor: "start",
      text: ({ value }: Row) => `${sample} ${percent(value)}`,
    }),
  ];
  return svgPlot(
    {
      id: "plot-order-worth",
      title: "Tie rate of the first ranked draws against the control sample",
      description: rows.map(describe).join("; "),
    },
    {
      height: 72 + rowHeight * shown.length,
      marginLeft: labelMargin(shown),
      marginRight: 112,
      marginBottom: 42,
      x: {
        domain: [0, Math.min(100, Math.max(10, 105 * highest))],
        percent: true,
        grid: true,
        label: "Tie rate (%)",
      },
      y: { domain: shown, label: null, tickSize: 0 },
      marks: [
        ...marksOf("ranked", -9),
        ...marksOf("control", 9),
        Plot.ruleX([0], { stroke: "currentColor" }),
      ],
    },
  );
}

function rowsOf(label: string, order: OrderWorthView | null): Row[] {
  const rate = (sample: Row["sample"]): Row[] => {
    const tieRate = order?.[sample].tieRate;
    return tieRate ? [{ label, sample, ...tieRate }] : [];
  };
  return [...rate("ranked"), ...rate("control")];
}

function describe({ label, sample, value, ...bounds }: Row): string {
  return `${label}, ${sample}: ${percent(value)} (${percentRange(bounds)})`;
}
