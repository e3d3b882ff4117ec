import { arrangeDraws, type DrawSequence } from "./arrange-draws";
import { ascendingOrder } from "./ascending-order";
import { createRandom, type Random } from "./random";
import { permutation } from "./shuffle";

export type { DrawSequence } from "./arrange-draws";

export type DrawSequenceInput = {
  /** w_i per pool index, finite and > 0; only their ratios matter. */
  weights: Float64Array;
  /** Probability c of a control coin, in [0, 1]. */
  controlShare: number;
} & ({ seed: string; random?: undefined } | { random: Random; seed?: undefined });

/**
 * The whole randomised order of one stratum with its known probabilities. Nothing in it depends on outcomes, so all N
 * draws are made at once before launch; see `arrangeDraws` for the rules and the recorded probability q.
 *
 * From the stream come first the permutation u, then one coin per draw, then one U_i per comparison.
 *
 * @returns a sequence over the whole pool: every prefix of it is a probability sample. Empty for an empty pool.
 * @throws RangeError for a weight that is not finite and positive, or a control share outside [0, 1].
 * @example drawSequence({ weights: Float64Array.of(1, 2, 7), controlShare: 0.15, seed: "s" }).item // for instance [2, 1, 0]
 */
export function drawSequence({ weights, controlShare, seed, random }: DrawSequenceInput): DrawSequence {
  if (!(controlShare >= 0 && controlShare <= 1)) {
    throw new RangeError(`the control share must lie in [0, 1], got ${controlShare}`);
  }
  const stream = random ?? createRandom(seed);
  const controlOrder = permutation(weights.length, stream);
  const coin = Uint8Array.from(weights, () => (stream.next() < controlShare ? 1 : 0));
  const keys = weights.map((weight) => {
    if (!(weight > 0 && weight < Infinity))
      throw new RangeError(`weights must be finite and > 0, got ${weight}`);
    return -Math.log(1 - stream.next()) / weight;
  });
  return arrangeDraws({ weights, controlShare, controlOrder, coin, rankedOrder: ascendingOrder(keys) });
}
