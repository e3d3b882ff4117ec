import type { CampaignRow } from "../campaign/get-campaign-row";
import type { Pilot } from "./pilot";
import type { PlanAssumptions, PlanEvidence, PlanNumber, PlanPool, PlanPreset } from "./schemas";

/** What is assumed where nothing is known. */
export const usual = { tieRate: 0.3, margin: 0.1, auc: 0.5, seconds: 30, hoursPerDay: 2 } as const;

/** What the campaign itself says of time and order; null where it does not. */
export interface Measured {
  auc: number | null;
  seconds: number | null;
  /** People who judge. */
  annotators: number;
}

/** Everything that a plan is computed from. */
export interface ResolvedPlan {
  budget: number;
  preset: PlanPreset;
  tieRate: PlanNumber;
  margin: PlanNumber;
  auc: PlanNumber;
  seconds: PlanNumber;
  annotators: PlanNumber;
  hoursPerDay: number;
}

/** The lead's numbers first, then those of the evidence and the campaign, then the usual ones. */
export function resolveAssumptions(
  input: PlanAssumptions,
  {
    campaign,
    pool,
    evidence,
    pilot,
    measured,
  }: {
    campaign: Pick<CampaignRow, "budget" | "preset">;
    pool: PlanPool;
    evidence: PlanEvidence;
    pilot: Pilot | null;
    measured: Measured;
  },
): ResolvedPlan {
  const budget = input.budget === undefined ? campaign.budget : input.budget;
  const ofPilot = (value: number, interval: [number, number] | null): PlanNumber => ({
    value,
    from: evidence,
    interval,
  });
  const tieRate =
    given(input.tieRate) ??
    (pilot ? ofPilot(pilot.tieRate, pilot.tieInterval) : { ...plain(usual.tieRate), from: "assumed" });
  const known = marginOf(pilot);
  const most = 1 - tieRate.value;
  const margin =
    given(input.margin) ??
    (known
      ? ofPilot(Math.min(known.value, most), known.interval)
      : { ...plain(Math.min(usual.margin, most)), from: "assumed" });
  return {
    budget: Math.min(budget ?? pool.comparisons, pool.comparisons),
    preset: input.preset ?? campaign.preset,
    tieRate,
    margin,
    auc: given(input.auc) ?? orUsual(measured.auc, usual.auc),
    seconds: given(input.seconds) ?? orUsual(measured.seconds, usual.seconds),
    annotators: given(input.annotators) ?? orUsual(measured.annotators || null, 1),
    hoursPerDay: input.hoursPerDay ?? usual.hoursPerDay,
  };
}

function plain(value: number): Omit<PlanNumber, "from"> {
  return { value, interval: null };
}

function given(value: number | undefined): PlanNumber | undefined {
  return value === undefined ? undefined : { ...plain(value), from: "set" };
}

function orUsual(measured: number | null, otherwise: number): PlanNumber {
  return measured === null
    ? { ...plain(otherwise), from: "assumed" }
    : { ...plain(measured), from: "measured" };
}

/** The size of the one pair's margin; several pairs have no margin in common. */
function marginOf(pilot: Pilot | null): { value: number; interval: [number, number] | null } | null {
  const [pair, ...others] = pilot?.pairs ?? [];
  if (!pair || others.length > 0 || pair.margin === null) return null;
  return { value: Math.abs(pair.margin), interval: pair.marginInterval && sizes(pair.marginInterval) };
}

/** The interval of |margin|: from 0 on where either model may be ahead. */
function sizes([lower, upper]: [number, number]): [number, number] {
  const ends = [Math.abs(lower), Math.abs(upper)];
  return [lower <= 0 && upper >= 0 ? 0 : Math.min(...ends), Math.max(...ends)];
}
