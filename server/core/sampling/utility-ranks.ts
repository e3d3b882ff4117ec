import type { Random } from "./random";
import { utilityOrder } from "./utility-order";

/**
 * Where each comparison's utility stands in its stratum: r_i = (ascending rank − ½)/N, from 1/(2N) (lowest utility)
 * to 1 − 1/(2N) (highest).
 *
 * @param utilities one number per comparison of the stratum; equal ones are ordered by the seed; NaN (the metric could
 * not be computed) ranks lowest.
 * @returns ranks in (0, 1), all different, in the order of the input; empty for an empty stratum.
 * @example utilityRanks(Float64Array.of(5, 1), createRandom("s")) // Float64Array [0.75, 0.25]
 */
export function utilityRanks(utilities: Float64Array, random: Random): Float64Array {
  const order = utilityOrder(utilities, random);
  const ranks = new Float64Array(order.length);
  for (let place = 0; place < order.length; place++) ranks[order[place]!] = (place + 0.5) / order.length;
  return ranks;
}
