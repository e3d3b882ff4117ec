/** A stratum's whole sequence of draws, one entry per draw unless said otherwise. */
export interface DrawSequence {
  /** Pool index of the comparison drawn. */
  item: Int32Array;
  /** What drew it: 0 the ranked arm, 1 the control arm. */
  arm: Uint8Array;
  /** Control coins used before this draw (k). */
  controlUsed: Int32Array;
  /** 1 where a control coin came up at this draw, also when the place in u was taken and the ranked arm drew. */
  coin: Uint8Array;
  /** Marginal probability with which this draw took this comparison, given all earlier draws. */
  q: Float64Array;
  /** Largest 1/(N q) over everything still undrawn at this draw: the bound that the confidence sequence bets within. */
  a: Float64Array;
  /** The uniform permutation u of the pool (by place, not by draw). */
  controlOrder: Int32Array;
}

export interface ArrangeDrawsInput {
  /** w_i > 0 per pool index; only their ratios matter. */
  weights: Float64Array;
  /** Probability c of a control coin at each draw, in [0, 1]. */
  controlShare: number;
  /** The permutation u, fixed before launch. */
  controlOrder: Int32Array;
  /** Per draw, 1 where the control coin comes up. */
  coin: Uint8Array;
  /** Pool indices by ascending race key e_i = −ln(U_i)/w_i. */
  rankedOrder: Int32Array;
}

/**
 * The draws that follow from a permutation u, a series of coins and a race, with their probabilities: the part of
 * drawing that is without chance, so that it can be enumerated, replayed and checked.
 *
 * Each draw: on a control coin, one place in u is advanced; an undrawn comparison there is drawn, a drawn one leaves the
 * draw to the ranked arm. The ranked arm takes the undrawn comparison with the smallest key. Recorded is the marginal
 * q_t(i) = c/(N − k) + (1 − c·R_t/(N − k))·ρ_t(i), with ρ_t(i) = w_i/Σ_{undrawn} w (Efraimidis and Spirakis 2006).
 * All undrawn comparisons lie beyond place k of u, so N − k ≥ R_t ≥ 1 and k = N is never met at a draw.
 *
 * @example arrangeDraws({ weights: Float64Array.of(1, 3), controlShare: 0, controlOrder: Int32Array.of(0, 1),
 *   coin: Uint8Array.of(0, 0), rankedOrder: Int32Array.of(1, 0) }).q // Float64Array [0.75, 1]
 */
export function arrangeDraws(input: ArrangeDrawsInput): DrawSequence {
  const { weights, controlShare, controlOrder, coin, rankedOrder } = input;
  const n = weights.length;
  const item = new Int32Array(n);
  const arm = new Uint8Array(n);
  const controlUsed = new Int32Array(n);
  const drawn = new Uint8Array(n);
  let used = 0;
  let place = 0;
  for (let t = 0; t < n; t++) {
    controlUsed[t] = used;
    let next = -1;
    if (coin[t]) {
      const candidate = controlOrder[used++]!;
      if (!drawn[candidate]) next = candidate;
    }
    if (next >= 0) {
      arm[t] = 1;
    } else {
      while (drawn[rankedOrder[place]!]) place++;
      next = rankedOrder[place]!;
    }
    drawn[next] = 1;
    item[t] = next;
  }
  return {
    item,
    arm,
    controlUsed,
    coin,
    controlOrder,
    ...drawProbabilities(weights, controlShare, item, controlUsed),
  };
}

/** q and a per draw. Remaining weight is summed from the last draw backwards, so nothing cancels. */
function drawProbabilities(
  weights: Float64Array,
  controlShare: number,
  item: Int32Array,
  controlUsed: Int32Array,
): { q: Float64Array; a: Float64Array } {
  const n = item.length;
  const q = new Float64Array(n);
  const a = new Float64Array(n);
  let remainingWeight = 0;
  let smallest = Infinity;
  for (let t = n - 1; t >= 0; t--) {
    const weight = weights[item[t]!]!;
    remainingWeight += weight;
    if (weight < smallest) smallest = weight;
    const beyond = n - controlUsed[t]!;
    const even = controlShare / beyond;
    const rankedShare = 1 - even * (n - t);
    q[t] = even + rankedShare * (weight / remainingWeight);
    a[t] = 1 / (n * (even + rankedShare * (smallest / remainingWeight)));
  }
  return { q, a };
}
