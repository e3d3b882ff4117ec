import { metricName } from "../ranking/metric-title";
import type { Accuracy, PredictorContent } from "./schemas";

type Told = Pick<PredictorContent, "learned" | "single" | "gain" | "bestMetric">;

/** What a predictor's accuracy means, how the best single metric does, and whether to order by it: only what the intervals say. */
export function accuracySentences({ learned, single, gain, bestMetric }: Told): string[] {
  return [
    `On prompts that it has not seen, a decisive comparison is ranked above a tied one in ${share(learned.auc)} of cases${within(learned)}; 50 % would be chance.`,
    `The best single metric, mostly ${metricName(bestMetric)}, reaches ${share(single.auc)}${within(single)}.`,
    verdict({ learned, gain }),
  ];
}

function verdict({ learned, gain }: Pick<Told, "learned" | "gain">): string {
  const [lower = 0] = learned.interval ?? [];
  if (lower <= 0.5)
    return "The learned order is not shown to be better than chance: do not order by it yet. More judgments may change that.";
  const [worst = 0, best = 0] = gain.interval ?? [];
  const points = Math.round(100 * Math.abs(gain.auc));
  if (worst > 0) return `Learning adds ${points} points to the best single metric.`;
  if (best < 0)
    return `The learned order is worse than the best single metric, by ${points} points: order by that one.`;
  return "The learned order is not shown to differ from the best single metric. Its advantage is that nobody had to know which one that is.";
}

/** @example share(0.714) // "71 %" */
function share(value: number): string {
  return `${Math.round(100 * value)} %`;
}

function within({ interval }: Accuracy): string {
  if (!interval) return "";
  const [lower, upper] = interval.map((value) => Math.round(100 * value));
  return ` (95 % interval ${lower} to ${upper} %)`;
}
