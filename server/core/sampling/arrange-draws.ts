import { drawProbabilities } from "./draw-probabilities";
import type { SliceArm } from "./slice-arm";

/** A stratum's sequence of draws, one entry per draw unless said otherwise. */
export interface DrawSequence {
  /** Pool index of the comparison drawn. */
  item: Int32Array;
  /** What drew it: 0 the ranked arm with the main weights, 1 the control arm, 2 + j the slice arm j. */
  arm: Uint8Array;
  /** Control coins used before this draw (k). */
  controlUsed: Int32Array;
  /** 1 where a control coin came up at this draw, also when the place in u was taken and a ranked arm drew. */
  coin: Uint8Array;
  /** Marginal probability with which this draw took this comparison, given all earlier draws. */
  q: Float64Array;
  /** Largest 1/(N q) over everything still undrawn at this draw: the bound that the confidence sequence bets within. */
  a: Float64Array;
  /** The uniform permutation u of the pool (by place, not by draw). */
  controlOrder: Int32Array;
}

export interface ArrangeDrawsInput {
  /** w_i > 0 per pool index; only their ratios matter. Those of comparisons drawn before are not read. */
  weights: Float64Array;
  /** Probability c of a control coin at each draw, in [0, 1]. */
  controlShare: number;
  /** The permutation u, fixed before launch. */
  controlOrder: Int32Array;
  /** Per draw 1 … N, 1 where the control coin comes up. */
  coin: Uint8Array;
  /** Undrawn pool indices by ascending race key e_i = −ln(U_i)/w_i. */
  rankedOrder: Int32Array;
  /** The slice arms, each with its members by ascending keys of its own. */
  arms?: readonly (SliceArm & { order: Int32Array })[];
  /** Per draw 1 … N, the arm that a ranked draw belongs to: 0 the main weights, 1 + j the slice arm j. */
  choice?: Uint8Array;
  /** Pool indices of the draws that stand already, in order; the sequence goes on after them. */
  drawn?: Int32Array;
}

/**
 * The draws that follow from a permutation u, a series of coins, one race per arm and a series of choices between the
 * arms, with their probabilities: the part of drawing that is without chance, so that it can be enumerated, replayed
 * and checked.
 *
 * Each draw: on a control coin, one place in u is advanced; an undrawn comparison there is drawn, a drawn one leaves the
 * draw to the ranked arms. Of these one is chosen, slice arm j with probability π_j; one without an undrawn
 * comparison leaves the draw to the main weights. The chosen arm takes the undrawn comparison with the smallest of
 * its own keys (Efraimidis and Spirakis 2006). Recorded is the marginal probability, see `drawProbabilities`.
 *
 * Why the recorded q is the conditional probability given all earlier draws, coins and arms. Each arm has keys of its
 * own, exponential with rate w_i and independent of u, coins, choices and other arms' keys. By the time a race has
 * been used up to key τ, all that is known of its undrawn members is that their keys exceed τ: a member that another
 * arm drew is passed over without its key telling anything of the others. Exponential keys have no memory, so the excess
 * over τ is a fresh race: the next is i with probability w_i/Σ_{undrawn in the arm} w. The choice is made afresh at each
 * draw, hence ρ_t(i) = Σ π·w_i/Σ w. u beyond place k is a uniform order of what u_1 … u_k leaves, hence
 * c/(N − k) for each undrawn comparison, and 1 − c·R_t/(N − k) is what falls to the ranked arms. Had two arms shared
 * keys, a member passed over by one would tell of its key in the other. All undrawn comparisons lie beyond place
 * k of u, so N − k ≥ R_t ≥ 1 and k = N is never met at a draw.
 *
 * After `drawn`, all of this holds with new weights and new keys, whatever in the past the new weights depend on: the
 * old keys are not used again, and the rest of u and of the coins has not been looked at.
 *
 * @returns the draws after `drawn`, to the last comparison of the pool.
 * @example arrangeDraws({ weights: Float64Array.of(1, 3), controlShare: 0, controlOrder: Int32Array.of(0, 1),
 *   coin: Uint8Array.of(0, 0), rankedOrder: Int32Array.of(1, 0) }).q // Float64Array [0.75, 1]
 */
export function arrangeDraws(input: ArrangeDrawsInput): DrawSequence {
  const { weights, controlShare, controlOrder, coin, rankedOrder, arms = [], choice, drawn } = input;
  const N = weights.length;
  const first = drawn?.length ?? 0;
  const item = new Int32Array(N - first);
  const arm = new Uint8Array(N - first);
  const controlUsed = new Int32Array(N - first);
  const isDrawn = new Uint8Array(N);
  for (const index of drawn ?? []) isDrawn[index] = 1;
  const races = [rankedOrder, ...arms.map(({ order }) => order)].map((order) => new Race(order, isDrawn));
  let used = coin.subarray(0, first).reduce((sum, flipped) => sum + flipped, 0);
  for (let t = 0; t < item.length; t++) {
    controlUsed[t] = used;
    const candidate = coin[first + t] ? controlOrder[used++]! : -1;
    if (candidate >= 0 && !isDrawn[candidate]) {
      arm[t] = 1;
      item[t] = candidate;
    } else {
      const chosen = choice?.[first + t] ?? 0;
      const head = chosen > 0 ? races[chosen]!.head() : -1;
      arm[t] = head >= 0 ? 1 + chosen : 0;
      item[t] = head >= 0 ? head : races[0]!.head();
    }
    isDrawn[item[t]!] = 1;
  }
  const probabilities = drawProbabilities({ weights, controlShare, arms, item, controlUsed });
  return { item, arm, controlUsed, coin: coin.subarray(first), controlOrder, ...probabilities };
}

/** One arm's members in the order of their keys, those that any arm drew passed over. */
class Race {
  private place = 0;

  constructor(
    private readonly order: Int32Array,
    private readonly isDrawn: Uint8Array,
  ) {}

  /** The undrawn member with the smallest key; −1 when none is left. */
  head(): number {
    while (this.place < this.order.length && this.isDrawn[this.order[this.place]!]) this.place++;
    return this.place < this.order.length ? this.order[this.place]! : -1;
  }
}
