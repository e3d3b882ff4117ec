import { type LureEstimate, lure } from "./lure";

export interface SliceEstimateInput {
  /** Size of the stratum's pool inside the slice, N_g. */
  N: number;
  /** Per draw of the closed prefix: 1 where the comparison is of the slice, else 0. */
  isInside: Uint8Array;
  /** Per draw: its probability and score, as for `lure`; not read outside the slice. */
  q: Float64Array;
  s: Float64Array;
  /** Per draw, the probability that it fell to the slice (`sliceProbabilities`). */
  inside: Float64Array;
  judgeable?: Uint8Array;
}

/**
 * The margin of one slice of a stratum, from the stratum's own draws: those of the slice in order, with N_g and
 * q^g = q_t/Q_t, are a prioritised sample of the slice, of which `lure` is unbiased for every number of draws.
 * Several strata's slices are combined by `stratified`.
 *
 * @returns as `lure`, its arrays over the slice's draws alone; no theta while none of them is closed.
 * @throws RangeError as `lure` does.
 * @example sliceEstimate({ N: 40, isInside, q, s, inside }).theta // 0.12
 */
export function sliceEstimate({ N, isInside, q, s, inside, judgeable }: SliceEstimateInput): LureEstimate {
  let M = 0;
  for (const own of isInside) if (own === 1) M++;
  const within = new Float64Array(M);
  const scores = new Float64Array(M);
  const can = judgeable && new Uint8Array(M);
  for (let t = 0, place = 0; t < isInside.length; t++) {
    if (isInside[t] !== 1) continue;
    // The last comparison of a slice has probability 1 within it, rounding aside.
    within[place] = Math.min(1, q[t]! / inside[t]!);
    scores[place] = s[t]!;
    if (can && judgeable) can[place] = judgeable[t]!;
    place++;
  }
  return lure({ N, q: within, s: scores, judgeable: can });
}
