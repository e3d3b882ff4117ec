import type { Random } from "./random";
import { utilityOrder } from "./utility-order";

/**
 * The order of explore mode: highest utility first, equal utilities in seeded random order, comparisons whose metric
 * could not be computed (NaN) last. It has no inclusion probabilities, so nothing judged along it estimates the pool.
 *
 * @returns pool indices in serving order, a permutation of 0 … utilities.length − 1.
 * @example strictSequence(Float64Array.of(1, 3, 2), createRandom("s")) // Int32Array [1, 2, 0]
 */
export function strictSequence(utilities: Float64Array, random: Random): Int32Array {
  return utilityOrder(utilities, random).reverse();
}
