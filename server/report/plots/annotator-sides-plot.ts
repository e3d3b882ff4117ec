import * as Plot from "@observablehq/plot";
import { percent, percentRange } from "../interval-words";
import type { PeopleRate } from "../people/view";
import type { ReportContent } from "../schemas";
import { distinctLabels, labelMargin, shortName } from "./pair-label";
import { svgPlot } from "./svg-plot";

const rowHeight = 22;
/** More would make a picture that nobody reads; the table has all. */
const mostAnnotators = 40;
const everyone = "All together";

interface Row {
  label: string;
  value: number;
  lower: number;
  upper: number;
}

/** How often each annotator preferred the left side of the screen, with the interval, and all of them together. */
export function annotatorSidesPlot({ people }: ReportContent): string | null {
  if (!people) return null;
  const shown = people.annotators
    .filter(({ sides }) => sides.leftRate.value !== null)
    .slice(0, mostAnnotators);
  const labels = distinctLabels([everyone, ...shown.map(({ label }) => shortName(label))]);
  const rates = [people.sides.leftRate, ...shown.map(({ sides }) => sides.leftRate)];
  const rows = rates.flatMap((rate, i) => rowOf(labels[i] as string, rate));
  if (rows.length < 2) return null;
  const domain = rows.map(({ label }) => label);
  return svgPlot(
    {
      id: "plot-annotator-sides",
      title: "Preferences for the left side of the screen by annotator",
      description: rows.map(describe).join("; "),
    },
    {
      height: 72 + rowHeight * rows.length,
      // Ids are wider than words.
      marginLeft: labelMargin(domain) + 16,
      marginRight: 24,
      marginBottom: 42,
      x: {
        domain: [0, 100],
        percent: true,
        grid: true,
        label: "Left side preferred, of decisive judgments (%)",
      },
      y: { domain, label: null, tickSize: 0 },
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
        Plot.dot(rows, { x: "value", y: "label", fill: "currentColor", r: 4, title: describe }),
      ],
    },
  );
}

function rowOf(label: string, { value, lower, upper }: PeopleRate): Row[] {
  return value === null || lower === null || upper === null ? [] : [{ label, value, lower, upper }];
}

function describe({ label, value, ...bounds }: Row): string {
  return `${label}: ${percent(value)} (${percentRange(bounds)})`;
}
