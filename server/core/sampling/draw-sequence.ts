import { arrangeDraws, type DrawSequence } from "./arrange-draws";
import { ascendingOrder } from "./ascending-order";
import { createRandom, type Random } from "./random";
import { permutation } from "./shuffle";
import { checkArms, type SliceArm } from "./slice-arm";

export type { DrawSequence } from "./arrange-draws";

type Chance = { seed: string; random?: undefined } | { random: Random; seed?: undefined };

interface Weighting {
  /** w_i per pool index, finite and > 0; only their ratios matter. */
  weights: Float64Array;
  /** Probability c of a control coin, in [0, 1]. */
  controlShare: number;
  /** One per slice minimum; none if left out. */
  arms?: readonly SliceArm[];
}

export type DrawSequenceInput = Weighting & Chance;

/**
 * The whole randomised order of one stratum with its known probabilities. Nothing in it depends on outcomes, so all N
 * draws are made at once before launch; see `arrangeDraws` for the rules and the recorded probability q.
 *
 * From the stream come first the permutation u, then one coin per draw, then one U_i per comparison; with slice arms
 * then one choice per draw and one U_i per member of each arm, so that an arm without members changes nothing.
 *
 * @returns a sequence over the whole pool: every prefix of it is a probability sample. Empty for an empty pool.
 * @throws RangeError for a weight that is not finite and positive, a control share outside [0, 1], or arms that
 * `checkArms` refuses.
 * @example drawSequence({ weights: Float64Array.of(1, 2, 7), controlShare: 0.15, seed: "s" }).item // for instance [2, 1, 0]
 */
export function drawSequence(input: DrawSequenceInput): DrawSequence {
  const { weights, controlShare, arms = [] } = input;
  checkArms(arms, weights.length);
  const stream = streamOf(input);
  const control = drawControl(weights.length, controlShare, stream);
  const all = Int32Array.from(weights.keys());
  return arrangeDraws({ weights, controlShare, ...control, ...runRaces(weights, all, arms, stream) });
}

/** What decides a stratum's control arm, from launch to its last draw. */
export interface ControlPlan {
  /** The permutation u. */
  controlOrder: Int32Array;
  /** Per draw 1 … N, 1 where the control coin comes up. */
  coin: Uint8Array;
}

/**
 * The control arm of the sequence that `drawSequence` makes from the same seed and control share, whatever the weights.
 *
 * @throws RangeError for a control share outside [0, 1].
 * @example controlPlan({ N: 3, controlShare: 0.15, seed: "s" }).controlOrder // for instance [1, 0, 2]
 */
export function controlPlan({
  N,
  controlShare,
  ...chance
}: { N: number; controlShare: number } & Chance): ControlPlan {
  return drawControl(N, controlShare, streamOf(chance));
}

export type ContinueSequenceInput = Weighting &
  Chance &
  ControlPlan & {
    /** Pool indices of the draws that stand, in order. */
    drawn: Int32Array;
  };

/**
 * A stratum's draws after a change of weights: what is undrawn gets new weights and fresh keys, while u, the places used
 * of it and the coins not yet used go on. The weights may depend on everything known of the draws that stand, their
 * outcomes included, and on nothing else; q stays exact (see `arrangeDraws`). Weights of drawn comparisons are not read.
 *
 * `seed` or `random` must be a stream that no earlier draw of the stratum came from.
 *
 * @returns the draws after those that stand, to the last comparison of the pool.
 * @throws RangeError as `drawSequence` does, and when a comparison is drawn twice or the control plan is of another pool.
 * @example continueSequence({ weights, controlShare: 0.15, ...plan, drawn: Int32Array.of(2), seed: "s/2" }).q // Float64Array [.4, 1]
 */
export function continueSequence(input: ContinueSequenceInput): DrawSequence {
  const { weights, controlShare, controlOrder, coin, drawn, arms = [] } = input;
  const N = weights.length;
  checkArms(arms, N);
  checkShare(controlShare);
  if (controlOrder.length !== N || coin.length !== N) {
    throw new RangeError(`a control plan of ${controlOrder.length} places for ${N} comparisons`);
  }
  const isDrawn = new Uint8Array(N);
  for (const index of drawn) {
    if (isDrawn[index] !== 0) throw new RangeError(`comparison ${index} is drawn twice or not of the pool`);
    isDrawn[index] = 1;
  }
  const undrawn = Int32Array.from(weights.keys()).filter((index) => isDrawn[index] === 0);
  const races = runRaces(weights, undrawn, arms, streamOf(input));
  return arrangeDraws({ weights, controlShare, controlOrder, coin, drawn, ...races });
}

function streamOf({ seed, random }: Chance): Random {
  return random ?? createRandom(seed);
}

function drawControl(N: number, controlShare: number, stream: Random): ControlPlan {
  checkShare(controlShare);
  const controlOrder = permutation(N, stream);
  return { controlOrder, coin: Uint8Array.from({ length: N }, () => (stream.next() < controlShare ? 1 : 0)) };
}

function checkShare(controlShare: number): void {
  if (!(controlShare >= 0 && controlShare <= 1)) {
    throw new RangeError(`the control share must lie in [0, 1], got ${controlShare}`);
  }
}

/** Keys and choices: the main race, then which arm each ranked draw belongs to, then each arm's own race. */
function runRaces(
  weights: Float64Array,
  undrawn: Int32Array,
  arms: readonly SliceArm[],
  stream: Random,
): Pick<Parameters<typeof arrangeDraws>[0], "rankedOrder" | "choice" | "arms"> {
  const rankedOrder = race(weights, undrawn, stream);
  if (arms.length === 0) return { rankedOrder };
  const first = weights.length - undrawn.length;
  const choice = new Uint8Array(weights.length);
  for (let t = first; t < choice.length; t++) {
    let point = stream.next();
    const chosen = arms.findIndex(({ share }) => {
      point -= share;
      return point < 0;
    });
    choice[t] = chosen + 1;
  }
  const raced = arms.map((arm) => ({
    ...arm,
    order: race(
      weights,
      undrawn.filter((index) => arm.members[index] === 1),
      stream,
    ),
  }));
  return { rankedOrder, choice, arms: raced };
}

/** These pool indices by ascending key e_i = −ln(U_i)/w_i. */
function race(weights: Float64Array, indices: Int32Array, stream: Random): Int32Array {
  const keys = Float64Array.from(indices, (index) => {
    const weight = weights[index]!;
    if (!(weight > 0 && weight < Infinity))
      throw new RangeError(`weights must be finite and > 0, got ${weight}`);
    return -Math.log(1 - stream.next()) / weight;
  });
  return ascendingOrder(keys).map((place) => indices[place]!);
}
