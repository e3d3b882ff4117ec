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
import type { DrawPlan } from "./draw-plan";

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

/** A launch of a stratum. */
export interface LaunchRequest extends DrawOptions {
  stratum: StratumToDraw & { arms: readonly SliceArm[] };
  seed: string;
}

/**
 * A stratum's whole sequence of draws. In measure mode randomised with known probabilities (methods §2), in explore
 * mode strictly by utility and without any.
 */
export function arrangeStratum({ stratum, mode, controlShare, armNames, seed }: LaunchRequest): DrawPlan {
  const { weights, arms } = stratum;
  if (mode === "explore") {
    return strictPlan(stratum, { order: strictSequence(stratum.utilities, createRandom(`${seed}/ties`)) });
  }
  const sequence = drawSequence({ weights, controlShare, arms, seed: `${seed}/draws` });
  return randomPlan(stratum, armNames, { sequence });
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

/** A change of weights of a launched stratum. */
export interface ChangeRequest extends DrawOptions {
  stratum: StratumToDraw & { arms: readonly SliceArm[] };
  standing: StandingDraws;
  next: NewWeights;
  seeds: { launch: string; change: string };
}

/**
 * The draws of a launched stratum after those that stand, under new weights. u and the coins are those of the launch, the
 * keys are fresh; in explore mode the rest is sorted anew.
 */
export function rearrangeStratum(request: ChangeRequest): DrawPlan {
  const { stratum, standing, next, controlShare, armNames, seeds } = request;
  const places = new Map(Array.from(stratum.comparisonIds, (id, place) => [id, place]));
  const placesOf = (ids: Int32Array) => Int32Array.from(ids, (id) => places.get(id) as number);
  const undrawn = placesOf(next.comparisonIds);
  const change = { first: standing.comparisonIds.length + 1, weightsId: next.weightsId };
  if (request.mode === "explore") {
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
  weightsId?: number | null;
}

function randomPlan(
  { stratumId, comparisonIds, ranks }: StratumToDraw,
  armNames: readonly Arm[],
  { sequence, first = 1, weightsId = null }: Change & { sequence: DrawSequence },
): DrawPlan {
  const { item, arm, coin, controlUsed, q, a, controlOrder } = sequence;
  const placeInControl = new Int32Array(controlOrder.length);
  for (const [place, index] of controlOrder.entries()) placeInControl[index] = place + 1;
  return {
    stratumId,
    first,
    weightsId,
    comparisonIds: item.map((index) => comparisonIds[index] as number),
    arm,
    armNames: ["ranked", "control", ...armNames],
    // Of its own, so that it can be handed from one thread to another.
    controlCoin: coin.slice(),
    controlUsed,
    q,
    largestInverse: a,
    rank: Float64Array.from(item, (index) => ranks[index] as number),
    controlPlace: item.map((index) => placeInControl[index] as number),
  };
}

function strictPlan(
  { stratumId, comparisonIds, ranks }: StratumToDraw,
  { order, first = 1, weightsId = null }: Change & { order: Int32Array },
): DrawPlan {
  return {
    stratumId,
    first,
    weightsId,
    comparisonIds: order.map((index) => comparisonIds[index] as number),
    arm: new Uint8Array(order.length),
    armNames: ["ranked"],
    controlCoin: new Uint8Array(order.length),
    controlUsed: new Int32Array(order.length),
    q: null,
    largestInverse: null,
    rank: Float64Array.from(order, (index) => ranks[index] as number),
    controlPlace: new Int32Array(order.length),
  };
}
