import { ascendingOrder } from "./ascending-order";
import type { Random } from "./random";
import { permutation } from "./shuffle";

/**
 * Positions in ascending order of utility, equal utilities in seeded random order.
 *
 * @param utilities one number per comparison; NaN means "the metric could not be computed" and comes first (lowest).
 * @returns a permutation of 0 … utilities.length − 1.
 * @example utilityOrder(Float64Array.of(0.2, NaN, 0.1), createRandom("s")) // Int32Array [1, 2, 0]
 */
export function utilityOrder(utilities: Float64Array, random: Random): Int32Array {
  const shuffled = permutation(utilities.length, random);
  const keys = Float64Array.from(shuffled, (position) => utilities[position]!);
  return ascendingOrder(keys).map((place) => shuffled[place]!);
}
