import type { Random } from "./random";

/**
 * A uniform random permutation of 0 … n − 1 (Fisher and Yates, Durstenfeld's in-place form).
 *
 * @param n how many; 0 gives an empty array.
 * @example permutation(3, createRandom("s")) // for instance Int32Array [2, 0, 1]
 */
export function permutation(n: number, random: Random): Int32Array {
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  for (let i = n - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const held = order[i]!;
    order[i] = order[j]!;
    order[j] = held;
  }
  return order;
}
