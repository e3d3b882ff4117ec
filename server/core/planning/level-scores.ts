import type { Random } from "../sampling/random";
import { permutation } from "../sampling/shuffle";

/**
 * A pool's scores with their directions taken from it: of every size of score one half, chosen at random, speaks for
 * model_a and the other for model_b, so the pool's margin is 0 and whoever names a winner is wrong. Ties stay ties and
 * utilities keep what they say of them. Where a size occurs an odd number of times, one of it becomes a tie.
 *
 * @param scores in [−1, 1]. @returns as many scores, in the order of the input.
 * @example levelScores(Float64Array.of(1, 1, 0, 1), createRandom("s")) // for instance Float64Array [1, 0, 0, -1]
 */
export function levelScores(scores: Float64Array, random: Random): Float64Array {
  const levelled = new Float64Array(scores.length);
  const unpaired = new Map<number, number>();
  for (const index of permutation(scores.length, random)) {
    const size = Math.abs(scores[index]!);
    const partner = unpaired.get(size);
    if (partner === undefined) unpaired.set(size, index);
    else {
      levelled[partner] = size;
      levelled[index] = 0 - size;
      unpaired.delete(size);
    }
  }
  return levelled;
}
