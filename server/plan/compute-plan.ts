import { presetNames } from "@/db/schema/campaign";
import { annotatorMinutes } from "@/server/core/planning/annotator-minutes";
import { errorsEachSide } from "@/server/core/planning/plan-judgments";
import { type OrderPlan, planOrder } from "@/server/core/planning/plan-order";
import { tieAvoidanceBound } from "@/server/core/planning/tie-avoidance-bound";
import { errorRate } from "../report/error-rate";
import { timeWords } from "./plan-words";
import type { ResolvedPlan } from "./resolve-assumptions";
import type { PlanPool, PlanPreset, PlanTime, PlanView, PresetPlan } from "./schemas";

/** With fewer to a pair an interval of fixed n means nothing. */
const fewestPerPair = 5;

export interface PlanSetting {
  pool: PlanPool;
  judgmentsEach: number;
  controlShare: number;
}

export interface ComputedPlan
  extends Pick<PlanView, "budgetTime" | "level" | "presets" | "tieAvoidanceBound"> {
  /** Comparisons of the mean pair that the budget gives. */
  perPair: number;
  /** For a pair of the mean size. */
  orders: Record<PlanPreset, OrderPlan>;
}

/**
 * What a budget shows and a margin needs under each preset, for a pair of the mean size. Each pair is tested at its part of
 * 5 %, as the first step of Holm's rule has it. Strata of a pair count as one pool: drawn in proportion, they err alike.
 */
export function computePlan(resolved: ResolvedPlan, setting: PlanSetting): ComputedPlan {
  const { budget, tieRate, margin, auc, preset: own } = resolved;
  const { pool, controlShare } = setting;
  const level = errorRate / pool.pairs;
  const order = (preset: PlanPreset, ties = tieRate.value) =>
    planOrder(
      { N: pool.perPair.mean, tieRate: ties, auc: auc.value, preset, controlShare },
      { alpha: level },
    );
  const orders = Object.fromEntries(presetNames.map((preset) => [preset, order(preset)])) as Record<
    PlanPreset,
    OrderPlan
  >;
  const perPair = Math.min(pool.perPair.mean, (budget / pool.comparisons) * pool.perPair.mean);
  const ends = tieRate.interval?.map((ties) => order(own, ties)) ?? [];
  const presets = presetNames.map((preset): PresetPlan => {
    const plan = orders[preset];
    const needed = overPairs(plan.judgmentsFor(margin.value), pool);
    const isOwn = preset === own;
    return {
      preset,
      isOwn,
      detectable: detectableOf(plan, perPair),
      detectableRange: isOwn ? rangeOf(ends.map((end) => detectableOf(end, perPair))) : null,
      halfWidth: isTooFew(perPair, plan)
        ? null
        : errorsEachSide(perPair, errorRate) * plan.errorAt(perPair, margin.value),
      needed,
      neededRange: isOwn && margin.interval ? neededRangeOf(plan, margin.interval, pool) : null,
      neededTime: needed === null ? null : timeOf(needed, resolved, setting),
    };
  });
  return {
    budgetTime: timeOf(budget, resolved, setting),
    level,
    presets,
    tieAvoidanceBound: tieAvoidanceBound(1 - tieRate.value, margin.value) ?? null,
    perPair,
    orders,
  };
}

/** The smallest margin that so many comparisons of a pair show; null where there is none, or too few to say. */
export function detectableOf(plan: OrderPlan, perPair: number): number | null {
  return isTooFew(perPair, plan) ? null : (plan.detectableAt(perPair) ?? null);
}

function isTooFew(perPair: number, { N }: OrderPlan): boolean {
  return perPair < fewestPerPair && perPair < N;
}

/** Comparisons of a pair of the mean size as comparisons over all pairs. */
function overPairs(perPair: number | undefined, pool: PlanPool): number | null {
  if (perPair === undefined) return null;
  const isWhole = perPair >= pool.perPair.mean;
  return isWhole
    ? pool.comparisons
    : Math.min(pool.comparisons, Math.ceil((perPair * pool.comparisons) / pool.perPair.mean - 1e-9));
}

function neededRangeOf(plan: OrderPlan, [least, most]: [number, number], pool: PlanPool): [number, number] {
  const needed = (margin: number) => overPairs(plan.judgmentsFor(margin), pool) ?? pool.comparisons;
  return [needed(most), needed(least)];
}

function rangeOf(ends: readonly (number | null)[]): [number, number] | null {
  const known = ends.filter((end) => end !== null);
  return known.length === 2 ? [Math.min(...known), Math.max(...known)] : null;
}

/** What judging so many comparisons takes of everyone's time. */
function timeOf(
  comparisons: number,
  { seconds, annotators, hoursPerDay }: Pick<ResolvedPlan, "seconds" | "annotators" | "hoursPerDay">,
  { judgmentsEach }: Pick<PlanSetting, "judgmentsEach">,
): PlanTime {
  const time = { comparisons, judgmentsEach, seconds: seconds.value, annotators: annotators.value };
  const { judgments, minutes, minutesEach = 0 } = annotatorMinutes(time);
  const days = Math.ceil(minutesEach / 60 / hoursPerDay - 1e-9);
  return { judgments, minutes, words: timeWords(minutes), days };
}
