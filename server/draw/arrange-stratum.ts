import { drawSequence } from "@/server/core/sampling/draw-sequence";
import { createRandom } from "@/server/core/sampling/random";
import { strictSequence } from "@/server/core/sampling/strict-sequence";

export interface StratumToDraw {
  stratumId: number;
  comparisonIds: Int32Array;
  utilities: Float64Array;
  ranks: Float64Array;
  weights: Float64Array;
}

export interface DrawRow {
  stratumId: number;
  number: number;
  comparisonId: number;
  arm: "ranked" | "control";
  controlCoin: boolean;
  controlUsed: number;
  q: number | null;
  largestInverse: number | null;
  rank: number;
  controlPlace: number;
}

/**
 * A stratum's whole sequence of draws. In measure mode randomised with known probabilities (methods §2), in explore
 * mode strictly by utility and without any.
 */
export function arrangeStratum(
  stratum: StratumToDraw,
  options: { mode: "measure" | "explore"; controlShare: number; seed: string },
): DrawRow[] {
  return options.mode === "measure" ? randomised(stratum, options) : strict(stratum, options.seed);
}

function randomised(stratum: StratumToDraw, options: { controlShare: number; seed: string }): DrawRow[] {
  const { weights, ranks, comparisonIds, stratumId } = stratum;
  const draws = drawSequence({ weights, controlShare: options.controlShare, seed: `${options.seed}/draws` });
  const placeInControl = new Int32Array(weights.length);
  for (const [place, item] of draws.controlOrder.entries()) placeInControl[item] = place + 1;
  return Array.from(draws.item, (item, t) => ({
    stratumId,
    number: t + 1,
    comparisonId: comparisonIds[item] as number,
    arm: draws.arm[t] === 1 ? "control" : "ranked",
    controlCoin: draws.coin[t] === 1,
    controlUsed: draws.controlUsed[t] as number,
    q: draws.q[t] as number,
    largestInverse: draws.a[t] as number,
    rank: ranks[item] as number,
    controlPlace: placeInControl[item] as number,
  }));
}

function strict(stratum: StratumToDraw, seed: string): DrawRow[] {
  const order = strictSequence(stratum.utilities, createRandom(`${seed}/ties`));
  return Array.from(order, (item, t) => ({
    stratumId: stratum.stratumId,
    number: t + 1,
    comparisonId: stratum.comparisonIds[item] as number,
    arm: "ranked",
    controlCoin: false,
    controlUsed: 0,
    q: null,
    largestInverse: null,
    rank: stratum.ranks[item] as number,
    controlPlace: 0,
  }));
}
