import type { StopSettings } from "@/db/schema/campaign";
import { judgmentsStillNeeded } from "@/server/core/planning/judgments-still-needed";
import type { OrderPlan } from "@/server/core/planning/plan-order";
import { percent } from "../report/interval-words";
import type { PoolPair } from "./find-pool";
import { type Pilot, type PilotPair, pairKey } from "./pilot";
import { countWords, number } from "./plan-words";
import type { PairPlan, PlanNumber } from "./schemas";

type Still = NonNullable<PairPlan["stillNeeded"]>;
type Goal = Parameters<typeof judgmentsStillNeeded>[0]["goal"];

/** Every pair with what is known of it: from the pilot, and of a launched campaign how it stands. */
export function pairPlans(
  pairs: readonly PoolPair[],
  planned: readonly number[],
  {
    pilot,
    from,
    live,
    order,
    stopRule,
  }: {
    pilot: Pilot | null;
    from: PlanNumber["from"];
    live: Pilot | null;
    /** With the campaign's preset, for a pair of the mean size. */
    order: OrderPlan;
    stopRule: StopSettings | null;
  },
): PairPlan[] {
  const known = new Map(pilot?.pairs.map((pair) => [pairKey(pair), pair]));
  const running = new Map(live?.pairs.map((pair) => [pairKey(pair), pair]));
  return pairs.map(({ modelA, modelB, size }, i) => {
    const own = known.get(pairKey({ modelA, modelB }));
    const stands = running.get(pairKey({ modelA, modelB }));
    const { standing, stillNeeded } = stands
      ? standingOf(stands, size, stopRule)
      : { standing: null, stillNeeded: null };
    return {
      // Imported judgments may name the two the other way round.
      modelA: own?.modelA ?? modelA,
      modelB: own?.modelB ?? modelB,
      size,
      planned: planned[i] as number,
      judged: (stands ?? own)?.judged ?? 0,
      tieRate: own?.tieRate ?? null,
      margin: own && own.margin !== null ? { value: own.margin, from, interval: own.marginInterval } : null,
      needed: own?.margin ? Math.min(size, order.judgmentsFor(Math.abs(own.margin)) ?? size) : null,
      standing,
      stillNeeded,
    };
  });
}

/** How a pair stands towards what it is judged for: the stop rule's goals, else a winner. */
function standingOf(
  { modelA, modelB, judged, margin, marginSe, bounds }: PilotPair,
  size: number,
  stopRule: StopSettings | null,
): Pick<PairPlan, "standing" | "stillNeeded"> {
  const tooFew = { standing: "Too little is judged to say.", stillNeeded: null };
  if (judged === 0 || margin === null || bounds === null) return tooFew;
  // All judged, the margin is known.
  const known = judged === size ? { lower: margin, upper: margin } : bounds;
  const done = reached(stopRule, { modelA, modelB, ...known });
  if (done) return { standing: done, stillNeeded: { estimate: 0, low: 0, high: 0, isWholePool: false } };
  if (judged === size) return { standing: "All is judged, and neither model is ahead.", stillNeeded: null };
  if (marginSe === null) return tooFew;
  const about = { N: size, M: judged, theta: margin, se: marginSe, bounds };
  const needed = goalsOf(stopRule).flatMap((goal) => judgmentsStillNeeded({ ...about, goal }) ?? []);
  // Any of the goals ends it, so the nearest counts.
  const nearest = needed.toSorted((one, other) => one.estimate - other.estimate)[0];
  return nearest ? { standing: stillWords(nearest), stillNeeded: nearest } : tooFew;
}

function goalsOf(stopRule: StopSettings | null): Goal[] {
  const goals: Goal[] = [];
  if (stopRule?.equivalence) goals.push({ kind: "equivalence", margin: stopRule.equivalence });
  if (stopRule?.width) goals.push({ kind: "width", width: stopRule.width });
  if (stopRule?.winner || goals.length === 0) goals.push({ kind: "winner" });
  return goals;
}

function reached(
  stopRule: StopSettings | null,
  { modelA, modelB, lower, upper }: { modelA: string; modelB: string; lower: number; upper: number },
): string | null {
  if (lower > 0) return `${modelA} is ahead.`;
  if (upper < 0) return `${modelB} is ahead.`;
  const { equivalence = null, width = null } = stopRule ?? {};
  if (equivalence !== null && lower > -equivalence && upper < equivalence)
    return `Equivalent, within ${percent(equivalence / 2)} of a win rate of 50\u00a0%.`;
  return width !== null && upper - lower < width ? "The win rate is known as closely as was asked." : null;
}

function stillWords({ estimate, low, high, isWholePool }: Still): string {
  if (isWholePool)
    return `As it seems, all ${number(estimate)} that are left, and perhaps not then${low < estimate ? `; ${number(low)} at best` : ""}.`;
  return `About ${countWords(estimate, "more comparison", "more comparisons")} would decide it (${number(low)} to ${number(high)}).`;
}

/** Where a launched campaign stands, in one sentence; null before anything is closed. */
export function standingSentence(pairs: readonly PairPlan[]): string | null {
  const judged = pairs.reduce((sum, pair) => sum + pair.judged, 0);
  const standing = pairs.filter((pair) => pair.standing !== null);
  if (judged === 0 || standing.length === 0) return null;
  const planned = pairs.reduce((sum, pair) => sum + pair.planned, 0);
  const far = `${number(judged)} of ${countWords(planned, "comparison")} judged without a gap.`;
  const [only, ...others] = standing;
  if (only && others.length === 0) return `${far} ${only.standing}`;
  const settled = standing.filter(({ stillNeeded }) => stillNeeded?.estimate === 0).length;
  const open = standing.filter(({ stillNeeded }) => stillNeeded !== null && stillNeeded.estimate > 0);
  const unknown = standing.length - settled - open.length;
  const more = open.reduce((sum, { stillNeeded }) => sum + (stillNeeded as Still).estimate, 0);
  const parts = [`${settled} of ${pairs.length} pairs ${settled === 1 ? "is" : "are"} decided`];
  if (open.length > 0) {
    const together =
      open.length === 1 ? "1 is not and would take" : `${open.length} are not and would take together`;
    parts.push(`${together} about ${countWords(more, "more comparison", "more comparisons")}`);
  }
  if (unknown > 0) parts.push(`of ${unknown} too little is judged to say`);
  return `${far} ${parts.join("; ")}.`;
}
