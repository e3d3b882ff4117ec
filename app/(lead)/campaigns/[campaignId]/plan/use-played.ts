import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import type { PlanPreset, PlanView, SimulatedPlan } from "@/server/plan/schemas";
import { useSettled } from "./use-settled";

const settleMs = 700;

export interface Played {
  preset: PlanPreset;
  state: "waiting" | "playing" | "done" | "failed";
  result: SimulatedPlan | undefined;
}

/** Campaigns played under the plan's assumptions, one preset after the other, its own first. */
export function usePlayed(campaignId: string, plan: PlanView, isOn: boolean): Played[] {
  const { preset, budget, margin, tieRate, auc } = plan;
  // Estimates move with every judgment; what is played need not follow each.
  const round = (value: number) => Math.round(100 * value) / 100;
  const assumed = `${budget}/${margin.value}/${tieRate.value}/${auc.value}/${preset}`;
  const isSettled = useSettled(assumed, settleMs) === assumed;
  const exact = plan.state === "draft";
  const input = {
    campaignId,
    budget,
    margin: exact ? margin.value : round(margin.value),
    tieRate: exact ? tieRate.value : round(tieRate.value),
    auc: auc.value,
  };
  const [one, two, three, four] = plan.presets
    .map((row) => row.preset)
    .toSorted((a, b) => Number(b === preset) - Number(a === preset)) as [
    PlanPreset,
    PlanPreset,
    PlanPreset,
    PlanPreset,
  ];
  const first = useOne({ ...input, preset: one, withRule: true }, isOn && isSettled);
  const second = useOne({ ...input, preset: two, withRule: false }, first.state === "done");
  const third = useOne({ ...input, preset: three, withRule: false }, second.state === "done");
  const fourth = useOne({ ...input, preset: four, withRule: false }, third.state === "done");
  return [first, second, third, fourth];
}

type Input = Parameters<ReturnType<typeof useTRPC>["plan"]["simulate"]["queryOptions"]>[0];

function useOne(input: Exclude<Input, symbol>, isTurn: boolean): Played {
  const trpc = useTRPC();
  // The same seed gives the same answer, so it is never asked for twice.
  const query = useQuery({
    ...trpc.plan.simulate.queryOptions(input),
    enabled: isTurn,
    staleTime: Infinity,
    retry: false,
  });
  const state = query.data ? "done" : query.error ? "failed" : query.isFetching ? "playing" : "waiting";
  return { preset: input.preset, state, result: query.data };
}
