import type { OrderPlan } from "@/server/core/planning/plan-order";
import type { PairState, StillNeeded } from "../stop/schemas";
import type { PoolPair } from "./find-pool";
import { type Pilot, pairKey } from "./pilot";
import { countWords, number } from "./plan-words";
import type { PairPlan, PlanNumber } from "./schemas";

/** Every pair with what is known of it: from the pilot, and of a launched campaign how it stands. */
export function pairPlans(
  pairs: readonly PoolPair[],
  planned: readonly number[],
  {
    pilot,
    from,
    states,
    order,
  }: {
    pilot: Pilot | null;
    from: PlanNumber["from"];
    states: readonly PairState[];
    /** With the campaign's preset, for a pair of the mean size. */
    order: OrderPlan;
  },
): PairPlan[] {
  const known = new Map(pilot?.pairs.map((pair) => [pairKey(pair), pair]));
  const running = new Map(states.map((state) => [pairKey(state), state]));
  return pairs.map((pair, i) => {
    const own = known.get(pairKey(pair));
    const state = running.get(pairKey(pair));
    return {
      // Imported judgments may name the two the other way round.
      modelA: own?.modelA ?? pair.modelA,
      modelB: own?.modelB ?? pair.modelB,
      size: pair.size,
      planned: planned[i] as number,
      judged: state?.step ?? own?.judged ?? 0,
      tieRate: own?.tieRate ?? null,
      margin: own && own.margin !== null ? { value: own.margin, from, interval: own.marginInterval } : null,
      needed: own?.margin ? Math.min(pair.size, order.judgmentsFor(Math.abs(own.margin)) ?? pair.size) : null,
      standing: state ? standingWords(state) : null,
      stillNeeded: state?.stillNeeded ?? null,
    };
  });
}

const goalWords: Record<StillNeeded["goal"], string> = {
  winner: "would decide it",
  equivalence: "would show them to be equivalent",
  width: "would make its interval as narrow as was asked",
};

/** A pair's state as a sentence; null before anything is judged. */
function standingWords({
  modelA,
  modelB,
  size,
  step,
  conclusion,
  stopped,
  stillNeeded,
}: PairState): string | null {
  if (step === 0) return null;
  const end = stopped ? ` Stopped after ${number(stopped.step)}.` : "";
  if (conclusion === "equivalent") return `The models are equivalent.${end}`;
  if (conclusion !== "undecided") return `${conclusion === "model_a" ? modelA : modelB} is ahead.${end}`;
  if (stillNeeded) return neededWords(stillNeeded);
  if (step === size) return "All is judged, and neither model is ahead.";
  return stopped ? `Undecided.${end}` : "Too little is judged to say.";
}

function neededWords({ goal, judgments, low, high, isWholePool }: StillNeeded): string {
  if (isWholePool) {
    const best = low < judgments ? `; ${number(low)} at best` : "";
    return `As it seems, all ${number(judgments)} judgments that are left, and perhaps not then${best}.`;
  }
  const more = countWords(judgments, "more judgment", "more judgments");
  return `About ${more} ${goalWords[goal]} (${number(low)} to ${number(high)}).`;
}

/** Where a launched campaign stands, in one sentence; null before anything is closed. */
export function standingSentence(pairs: readonly PairPlan[]): string | null {
  const standing = pairs.filter((pair) => pair.standing !== null);
  const [only, ...others] = standing;
  if (!only) return null;
  const judged = pairs.reduce((sum, pair) => sum + pair.judged, 0);
  const planned = pairs.reduce((sum, pair) => sum + pair.planned, 0);
  const far = `${number(judged)} of ${countWords(planned, "comparison")} judged without a gap.`;
  if (others.length === 0 && pairs.length === 1) return `${far} ${only.standing}`;
  const open = standing.filter(({ stillNeeded }) => stillNeeded !== null);
  const unknown = pairs.filter(({ standing: words }) => words === null || words.startsWith("Too little"));
  const settled = pairs.length - open.length - unknown.length;
  const parts = [`${settled} of ${pairs.length} pairs ${settled === 1 ? "is" : "are"} settled`];
  if (open.length > 0) {
    const more = open.reduce((sum, { stillNeeded }) => sum + (stillNeeded as StillNeeded).judgments, 0);
    const together =
      open.length === 1 ? "1 is not and would take" : `${open.length} are not and would take together`;
    parts.push(`${together} about ${countWords(more, "more judgment", "more judgments")}`);
  }
  if (unknown.length > 0) parts.push(`of ${unknown.length} too little is judged to say`);
  return `${far} ${parts.join("; ")}.`;
}
