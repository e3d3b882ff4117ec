import * as Plot from "@observablehq/plot";
import { svgPlot } from "../report/plots/svg-plot";
import { evidenceName, nominalBand } from "./evidence-tables";
import type { CampaignReplay, PlayedOrder } from "./schemas";

const rowHeight = 34;

interface Point {
  pools: string;
  judged: string;
  coverage: number;
  reading: PlayedOrder["reading"];
}

/** The picture of docs/evidence.md: the plot with colours and a font of its own, as an image has no page around it. */
export function evidencePicture(results: readonly CampaignReplay[]): string {
  const svg = evidencePlot(results, "chrf");
  const style = 'style="max-width:100%;height:auto;background:#fff;color:#1f2328"';
  return `${svg
    .replace(/style="max-width:100%;height:auto"/, style)
    .replace('font-family="inherit"', 'font-family="system-ui, sans-serif"')}\n`;
}

/** Coverage by set and share judged, under one metric: measure (filled) against explore (hollow, crossed). */
function evidencePlot(results: readonly CampaignReplay[], metric: string): string {
  const points = results.filter((result) => result.metric === metric).flatMap(pointsOf);
  const shown = [...new Set(points.map(({ pools }) => pools))];
  const judged = [...new Set(points.map((point) => point.judged))];
  const dots = (reading: Point["reading"], look: Plot.DotOptions) =>
    Plot.dot(
      points.filter((point) => point.reading === reading),
      { x: "coverage", y: "pools", fx: "judged", stroke: "currentColor", strokeWidth: 1.5, ...look },
    );
  return svgPlot(
    {
      id: "plot-evidence",
      title: `How often a 95 % interval covers the win rate of all judgments, ordered by ${metric}`,
      description: points.map(describe).join("; "),
    },
    {
      width: 860,
      height: 96 + rowHeight * shown.length,
      marginLeft: 150,
      marginRight: 24,
      marginTop: 36,
      marginBottom: 42,
      fx: { domain: judged, label: null, padding: 0.1 },
      x: { domain: [0, 100], percent: true, grid: true, ticks: [0, 50, 100], inset: 8, label: "Covers (%)" },
      y: { domain: shown, label: null, tickSize: 0 },
      marks: [
        Plot.rect([nominalBand], { x1: "lower", x2: "upper", fill: "currentColor", fillOpacity: 0.15 }),
        Plot.ruleX([0.95], { stroke: "currentColor", strokeDasharray: "4 3" }),
        dots("wilson", { fill: "none", r: 6 }),
        dots("sample", { symbol: "times", r: 5 }),
        dots("lure", { fill: "currentColor", r: 3.5 }),
      ],
    },
  );
}

function pointsOf(result: CampaignReplay): Point[] {
  return result.orders.flatMap(({ reading, fixed }) =>
    fixed.map(({ share, coverage }) => ({
      pools: evidenceName(result),
      judged: `${100 * share} % judged`,
      coverage,
      reading,
    })),
  );
}

const readingWords = { lure: "measure", wilson: "explore, Wilson", sample: "explore, as a sample" } as const;

function describe({ pools, judged, coverage, reading }: Point): string {
  return `${pools}, ${judged}, ${readingWords[reading]}: ${(100 * coverage).toFixed(1)} %`;
}
