import { lure } from "./lure";
import type { Bounds } from "./surviving-grid";

/**
 * Where the estimate could still end up: LURE over all draws made, with every open one at −1 and at +1.
 *
 * For a report made while draws are open: dropping them would favour what is judged fast, so they are bounded instead.
 * Completed draws beyond the closed prefix come with their own scores.
 *
 * @param open 1 where the draw is open (its s is not read); `q`, `s`, `judgeable` as for `lure`, over all M draws made.
 * @returns bounds of the point estimate, no interval for sampling error; equal when nothing is open; undefined without draws.
 * @throws RangeError as `lure` does.
 * @example worstCaseBounds({ N: 4, q: Float64Array.of(0.25, 1 / 3), s: Float64Array.of(1, 0), open: Uint8Array.of(0, 1) })
 *   // { lower: 0, upper: 1 }
 */
export function worstCaseBounds(input: {
  N: number;
  q: Float64Array;
  s: Float64Array;
  open: Uint8Array;
  judgeable?: Uint8Array;
}): Bounds | undefined {
  const { N, q, s, open } = input;
  const judgeable = input.judgeable?.map((can, m) => (open[m] ? 1 : can));
  const [lower, upper] = [-1, 1].map((extreme) => {
    const scores = s.map((score, m) => (open[m] ? extreme : score));
    return lure({ N, q, s: scores, judgeable }).theta;
  });
  return lower === undefined || upper === undefined ? undefined : { lower, upper };
}
