import { applyStopRule, type StopReason, type StopRule } from "../estimation/stop-rule";
import { createWeightedSequence } from "../estimation/weighted-confidence-sequence";
import type { WeightPreset } from "../sampling/utility-weights";
import type { PlanAssumptions } from "./assumptions";
import { simulateDraws } from "./simulate-order";

export interface SimulateStopRuleInput extends PlanAssumptions {
  preset: WeightPreset;
  controlShare?: number;
  /** What ends each campaign; without a budget, the pool's end. */
  rule: StopRule;
  /** 1 − confidence of the sequence, 0.05 unless given. */
  alpha?: number;
  /** Steps of the sequence's grid, 200 unless given: the fewer, the quicker and the wider. */
  gridSize?: number;
  replications: number;
  seed: string;
}

export interface SimulatedStops {
  /** Shares of the campaigns that ended with a winner, equivalent, or neither. */
  decided: number;
  equivalent: number;
  undecided: number;
  /** Share that named as winner the model that is not ahead in its pool (both models, at a margin of 0). */
  wrong: number;
  /** What ended them, in campaigns. */
  reasons: Partial<Record<StopReason, number>>;
  /** Closed draws at the end: median, 10 % and 90 % quantiles. */
  medianStep: number;
  lowStep: number;
  highStep: number;
}

/**
 * How campaigns with a stop rule would end under the assumptions, their confidence sequence looked at after every draw.
 *
 * @throws RangeError as `assumedPool` and `checkStopRule` do.
 * @example simulateStopRule({ N: 2000, tieRate: 0.3, margin: 0, preset: "balanced", rule: { winner: true, budget: 400 },
 *   replications: 500, seed: "s" }).decided // 0.02
 */
export function simulateStopRule(input: SimulateStopRuleInput): SimulatedStops {
  const { N, rule, alpha, gridSize = 200, replications, seed } = input;
  const most = Math.min(N, rule.budget ?? N);
  const counts = { decided: 0, equivalent: 0, undecided: 0, wrong: 0 };
  const reasons: SimulatedStops["reasons"] = {};
  const steps = new Float64Array(replications);
  for (let run = 0; run < replications; run++) {
    const { q, s, a, truth } = simulateDraws(input, `${seed}/${run}`);
    const sequence = createWeightedSequence({ N, alpha, gridSize });
    const lower = new Float64Array(most);
    const upper = new Float64Array(most);
    for (let t = 0; t < most; t++) {
      const bounds = sequence.extend(q[t]!, s[t]!, a[t]!);
      lower[t] = bounds.lower;
      upper[t] = bounds.upper;
    }
    const { step, verdict, reason } = applyStopRule(rule, lower, upper);
    if (verdict === "equivalent" || verdict === "undecided") counts[verdict]++;
    else {
      counts.decided++;
      if (verdict === "model_a" ? truth <= 0 : truth >= 0) counts.wrong++;
    }
    if (reason) reasons[reason] = (reasons[reason] ?? 0) + 1;
    steps[run] = step;
  }
  steps.sort();
  const at = (p: number) => steps[Math.min(replications - 1, Math.floor(p * replications))]!;
  return {
    decided: counts.decided / replications,
    equivalent: counts.equivalent / replications,
    undecided: counts.undecided / replications,
    wrong: counts.wrong / replications,
    reasons,
    medianStep: at(0.5),
    lowStep: at(0.1),
    highStep: at(0.9),
  };
}
