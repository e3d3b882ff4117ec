import type { Random } from "../sampling/random";

/**
 * How unusual each choice of a side is where sides were drawn by a fair coin: p = u/2 for the side in question and
 * (1 + u)/2 for the other, u uniform, so that p is uniform whatever is preferred and however strongly. Nobody else's
 * judgments are needed, and nobody else's lean makes a fair judge look unfair.
 *
 * @param chosen 1 where the side in question was preferred, 0 where the other was; judgments that prefer neither are left out.
 * @returns one p in (0, 1] per choice, for `anomalyTest`.
 * @example fairSidePValues(Uint8Array.of(1, 0), createRandom("s")) // [0.3, 0.9]
 */
export function fairSidePValues(chosen: Uint8Array, random: Random): Float64Array {
  return Float64Array.from(chosen, (is) => (1 - random.next() + (is === 1 ? 0 : 1)) / 2);
}
