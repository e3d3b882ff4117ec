import * as Plot from "@observablehq/plot";
import { percent } from "../report/interval-words";
import { svgPlot } from "../report/plots/svg-plot";
import { type ComputedPlan, detectableOf } from "./compute-plan";
import { number } from "./plan-words";
import type { ResolvedPlan } from "./resolve-assumptions";
import type { PlanPool, PlanPreset } from "./schemas";

const points = 60;
/** Beyond this a win rate is no question any more. */
const highest = 0.9;

interface Point {
  judged: number;
  winRate: number;
}

/** The smallest win rate that is shown against the comparisons judged: the chosen preset's line, and even drawing's. */
export function planChart(
  { orders }: Pick<ComputedPlan, "orders">,
  { preset, budget }: Pick<ResolvedPlan, "preset" | "budget">,
  pool: PlanPool,
): string | null {
  const own = curve(orders, preset, pool);
  const even = preset === "uniform" ? [] : curve(orders, "uniform", pool);
  if (own.length < 2) return null;
  const at = orders[preset];
  const perPair = Math.min(at.N, (budget * pool.perPair.mean) / pool.comparisons);
  const margin = detectableOf(at, perPair);
  const mark =
    margin === null || margin > 2 * highest - 1 ? [] : [{ judged: budget, winRate: (1 + margin) / 2 }];
  const [first, last] = [own[0] as Point, own.at(-1) as Point];
  const budgetWords = mark[0] ? ` At ${number(budget)} comparisons: ${percent(mark[0].winRate)}.` : "";
  const line = (data: Point[], options: Plot.LineOptions) =>
    Plot.line(data, { x: "judged", y: "winRate", stroke: "currentColor", strokeWidth: 2, ...options });
  return svgPlot(
    {
      id: "plot-plan",
      title: "Smallest win rate that is shown, by comparisons judged",
      description: `It falls from ${percent(first.winRate)} at ${number(first.judged)} comparisons to ${percent(last.winRate)} at ${number(last.judged)}.${budgetWords}`,
    },
    {
      height: 280,
      marginLeft: 48,
      marginRight: 24,
      marginBottom: 42,
      x: { domain: [0, pool.comparisons], label: "Comparisons judged", ticks: 6 },
      y: {
        domain: [50, 100 * Math.max(first.winRate, 0.6)],
        percent: true,
        grid: true,
        label: "Smallest true win rate that is shown (%)",
      },
      marks: [
        Plot.ruleY([0.5], { stroke: "currentColor" }),
        line(even, { strokeDasharray: "4 3", strokeOpacity: 0.7 }),
        line(own, {}),
        Plot.ruleX(mark, { x: "judged", y1: 0.5, y2: "winRate", stroke: "currentColor", strokeOpacity: 0.5 }),
        Plot.dot(mark, {
          x: "judged",
          y: "winRate",
          fill: "currentColor",
          r: 4.5,
          title: ({ judged, winRate }: Point) => `${number(judged)} comparisons: ${percent(winRate)}`,
        }),
        Plot.text(mark, {
          x: "judged",
          y: "winRate",
          text: ({ winRate }: Point) => percent(winRate),
          textAnchor: budget > 0.85 * pool.comparisons ? "end" : "start",
          dx: budget > 0.85 * pool.comparisons ? -8 : 8,
          dy: -10,
          fontWeight: "bold",
        }),
      ],
    },
  );
}

/** What the picture shows, for its caption. */
export function chartCaption({ preset, budget }: Pick<ResolvedPlan, "preset" | "budget">): string {
  const dashed = preset === "uniform" ? "" : " Dashed: drawing evenly.";
  return `What each number of comparisons is able to show; the dot is the budget of ${number(budget)}.${dashed}`;
}

function curve(orders: ComputedPlan["orders"], preset: PlanPreset, pool: PlanPool): Point[] {
  const order = orders[preset];
  const scale = pool.comparisons / order.N;
  return Array.from({ length: points }, (_, i) => {
    // Closer together where the line is steep.
    const perPair = Math.max(1, order.N * ((i + 1) / points) ** 2);
    const margin = detectableOf(order, perPair);
    return margin === null || margin > 2 * highest - 1
      ? []
      : [{ judged: Math.round(perPair * scale), winRate: (1 + margin) / 2 }];
  }).flat();
}
