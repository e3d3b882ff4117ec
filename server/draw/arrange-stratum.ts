import type { Arm } from "@/db/schema/ranking";
import {
  type ControlPlan,
  continueSequence,
  controlPlan,
  type DrawSequence,
  drawSequence,
} from "@/server/core/sampling/draw-sequence";
import { createRandom } from "@/server/core/sampling/random";
import type { SliceArm } from "@/server/core/sampling/slice-arm";
import { strictSequence } from "@/server/core/sampling/strict-sequence";

export interface StratumToDraw {
  stratumId: number;
  comparisonIds: Int32Array;
  utilities: Float64Array;
  ranks: Float64Array;
  weights: Float64Array;
}

/** What the draws of a ranking's strata have in common. */
export interface DrawOptions {
  mode: "measure" | "explore";
  controlShare: number;
  /** What each slice minimum is called, in the order of a stratum's arms. */
  armNames: readonly Arm[];
}

export interface DrawRow {
  stratumId: number;
  number: number;
  comparisonId: number;
  arm: Arm;
  weightsId: number | null;
  controlCoin: boolean;
  controlUsed: number;
  q: number | null;
  largestInverse: number | null;
  rank: number;
  controlPlace: number;
}

/** A stratum's draws from one number to its last, as columns; rows are made as they are written. */
export interface DrawPlan {
  /** Number of the first draw. */
  first: number;
  /** How many there are. */
  length: number;
  /** The rows of draws `first + from` to before `first + to`. */
  rows(from: number, to: number): DrawRow[];
}

/**
 * A stratum's whole sequence of draws. In measure mode randomised with known probabilities (methods §2), in explore
 * mode strictly by utility and without any.
 */
export function arrangeStratum(
  stratum: StratumToDraw & { arms: readonly SliceArm[] },
  options: DrawOptions & { seed: string },
): DrawPlan {
  const { weights, arms } = stratum;
  const { controlShare, seed } = options;
  if (options.mode === "explore") {
    return strictPlan(stratum, { order: strictSequence(stratum.utilities, createRandom(`${seed}/ties`)) });
  }
  const sequence = drawSequence({ weights, controlShare, arms, seed: `${seed}/draws` });
  return randomPlan(stratum, options.armNames, { sequence });
}

/** New weights for the comparisons of a launched stratum that are not drawn. */
export interface NewWeights extends Pick<StratumToDraw, "comparisonIds" | "utilities" | "weights"> {
  weightsId: number;
}

/** The draws of a stratum that stand, in order. */
export interface StandingDraws {
  comparisonIds: Int32Array;
  controlCoin: Uint8Array;
  /** Place in u, from 1; 0 in explore mode. */
  controlPlace: Int32Array;
}

/**
 * The draws of a launched stratum after those that stand, under new weights. u and the coins are those of the launch, the
 * keys are fresh; in explore mode the rest is sorted anew.
 *
 * @param seeds of the launch and of the change.
 */
export function rearrangeStratum(
  stratum: StratumToDraw & { arms: readonly SliceArm[] },
  { standing, next }: { standing: StandingDraws; next: NewWeights },
  options: DrawOptions & { seeds: { launch: string; change: string } },
): DrawPlan {
  const { seeds, controlShare, armNames } = options;
  const places = new Map(Array.from(stratum.comparisonIds, (id, place) => [id, place]));
  const placesOf = (ids: Int32Array) => Int32Array.from(ids, (id) => places.get(id) as number);
  const undrawn = placesOf(next.comparisonIds);
  const change = { first: standing.comparisonIds.length + 1, weightsId: next.weightsId };
  if (options.mode === "explore") {
    const order = strictSequence(next.utilities, createRandom(`${seeds.change}/ties`));
    return strictPlan(stratum, { order: order.map((item) => undrawn[item] as number), ...change });
  }
  const drawn = placesOf(standing.comparisonIds);
  const control = controlPlan({ N: places.size, controlShare, seed: `${seeds.launch}/draws` });
  refuseOtherControl(control, drawn, standing);
  const weights = new Float64Array(places.size);
  for (const [item, place] of undrawn.entries()) weights[place] = next.weights[item] as number;
  const sequence = continueSequence({
    weights,
    controlShare,
    arms: stratum.arms,
    ...control,
    drawn,
    seed: `${seeds.change}/draws`,
  });
  return randomPlan(stratum, armNames, { sequence, ...change });
}

/** The coins and u that the seed gives must be those that the standing draws were made with. */
function refuseOtherControl(
  { controlOrder, coin }: ControlPlan,
  drawn: Int32Array,
  { controlCoin, controlPlace }: StandingDraws,
): void {
  for (const [t, place] of drawn.entries()) {
    if (coin[t] !== controlCoin[t] || controlOrder[(controlPlace[t] as number) - 1] !== place)
      throw new Error(`draw ${t + 1} is not of the control arm that the campaign's seed gives`);
  }
}

interface Change {
  first?: number;
  weightsId?: number;
}

function randomPlan(
  { stratumId, comparisonIds, ranks }: StratumToDraw,
  armNames: readonly Arm[],
  { sequence, first = 1, weightsId }: Change & { sequence: DrawSequence },
): DrawPlan {
  const { item, arm, coin, controlUsed, q, a, controlOrder } = sequence;
  const placeInControl = new Int32Array(controlOrder.length);
  for (const [place, index] of controlOrder.entries()) placeInControl[index] = place + 1;
  const names: readonly Arm[] = ["ranked", "control", ...armNames];
  const row = (t: number): DrawRow => ({
    stratumId,
    number: first + t,
    comparisonId: comparisonIds[item[t] as number] as number,
    arm: names[arm[t] as number] as Arm,
    weightsId: weightsId ?? null,
    controlCoin: coin[t] === 1,
    controlUsed: controlUsed[t] as number,
    q: q[t] as number,
    largestInverse: a[t] as number,
    rank: ranks[item[t] as number] as number,
    controlPlace: placeInControl[item[t] as number] as number,
  });
  return planOf(first, item.length, row);
}

function strictPlan(
  { stratumId, comparisonIds, ranks }: StratumToDraw,
  { order, first = 1, weightsId }: Change & { order: Int32Array },
): DrawPlan {
  const row = (t: number): DrawRow => ({
    stratumId,
    number: first + t,
    comparisonId: comparisonIds[order[t] as number] as number,
    arm: "ranked",
    weightsId: weightsId ?? null,
    controlCoin: false,
    controlUsed: 0,
    q: null,
    largestInverse: null,
    rank: ranks[order[t] as number] as number,
    controlPlace: 0,
  });
  return planOf(first, order.length, row);
}

function planOf(first: number, length: number, row: (t: number) => DrawRow): DrawPlan {
  const rows = (from: number, to: number) =>
    Array.from({ length: Math.min(to, length) - from }, (_, i) => row(from + i));
  return { first, length, rows };
}
