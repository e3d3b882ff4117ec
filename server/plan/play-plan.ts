import type { StopRule } from "@/server/core/estimation/stop-rule";
import type { PlanAssumptions } from "@/server/core/planning/assumptions";
import { errorsEachSide } from "@/server/core/planning/plan-judgments";
import { type SimulatedOrder, simulateOrder } from "@/server/core/planning/simulate-order";
import { simulateStopRule } from "@/server/core/planning/simulate-stop-rule";
import type { PlanPreset, PlayedPlan } from "./schemas";

/** One pair's campaigns to play; plain enough to be sent to a worker thread. */
export interface PlayPlanInput extends Required<PlanAssumptions> {
  preset: PlanPreset;
  controlShare: number;
  /** Comparisons of the pair that are judged, 1 … N. */
  n: number;
  campaigns: number;
  seed: string;
  /** Level of the pair's test. */
  level: number;
  /** What ends them when they are looked at all the time, and whether it is the campaign's own; null: not asked. */
  rule: (StopRule & { isOwn: boolean }) | null;
}

/** How so many campaigns under the assumptions end, each with a pool and draws of its own. The same seed, the same answer. */
export function playPlan({ n, campaigns, level, rule, ...order }: PlayPlanInput): PlayedPlan {
  const about = { ...order, replications: campaigns };
  const [fixed] = simulateOrder({ ...about, n: [n], level }) as [SimulatedOrder];
  const { shown, wrong, coverage, printed, tieRate } = fixed;
  return {
    campaigns,
    seed: order.seed,
    shown,
    wrong,
    coverage,
    halfWidth: errorsEachSide(n, 0.05) * printed,
    tieRate,
    stopped: rule && playRule(rule, { ...about, alpha: level, n }),
  };
}

function playRule(
  { isOwn, ...rule }: StopRule & { isOwn: boolean },
  { n, ...about }: Omit<Parameters<typeof simulateStopRule>[0], "rule"> & { n: number },
): PlayedPlan["stopped"] {
  const stops = simulateStopRule({ ...about, rule: { ...rule, budget: n } });
  const { decided, equivalent, wrong, medianStep, lowStep, highStep } = stops;
  return {
    isOwnRule: isOwn,
    decided,
    equivalent,
    wrong,
    median: medianStep,
    low: lowStep,
    high: highStep,
  };
}
