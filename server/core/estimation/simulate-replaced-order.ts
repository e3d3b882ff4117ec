import { createRandom, type Random } from "../sampling/random";
import { permutation } from "../sampling/shuffle";
import { extendSequence } from "./stored-sequence";

export interface ReplacedOrderOptions {
  /** Size of the pool, half of whose decisive comparisons go to each model. */
  N: number;
  tieShare: number;
  alpha: number;
  /** The even order is replaced after a tenth of the pool, or where its interval has come closest to leaving out the truth. */
  when: "early" | "worst";
  replications: number;
  seed: string;
}

/**
 * Campaigns between level models whose even order is replaced by one that brings the decisive comparisons forward, for the
 * lead's reasons: by what was judged.
 *
 * @returns share of campaigns whose interval ever left out the pool's margin of 0, looked at after every draw.
 * @example simulateReplacedOrder({ N: 120, tieShare: 0.3, alpha: 0.05, when: "worst", replications: 400, seed: "s" }) // 0.02
 */
export function simulateReplacedOrder(options: ReplacedOrderOptions): number {
  const { N, alpha, when, replications } = options;
  const random = createRandom(options.seed);
  const each = Math.round((N * (1 - options.tieShare)) / 2);
  const scores = Float64Array.from({ length: N }, (_, i) => (i < each ? 1 : i < 2 * each ? -1 : 0));
  const about = { N, alpha, gridSize: 2 * N };
  let missed = 0;
  for (let run = 0; run < replications; run++) {
    const order = permutation(N, random);
    const betting = extendSequence({ ...about, kind: "betting" }, evenDraws(scores, order));
    const even = when === "early" ? Math.round(N / 10) : closestTo0(betting, N);
    const draws = replaceOrder(scores, order, even, random);
    const whole = extendSequence({ ...about, kind: "weighted", even }, draws);
    if (leavesOut0(whole)) missed++;
  }
  return missed / replications;
}

function evenDraws(scores: Float64Array, order: Int32Array) {
  const N = order.length;
  return {
    q: Float64Array.from(order, (_, t) => 1 / (N - t)),
    a: Float64Array.from(order, (_, t) => (N - t) / N),
    s: Float64Array.from(order, (item) => scores[item]!),
  };
}

/** From draw `even` on by weights: decisive comparisons are three times as likely as ties. */
function replaceOrder(scores: Float64Array, order: Int32Array, even: number, random: Random) {
  const N = order.length;
  const draws = evenDraws(scores, order);
  const left = Array.from(order.subarray(even));
  const weightOf = (item: number) => (scores[item] === 0 ? 1 : 3);
  for (let t = even; t < N; t++) {
    const total = left.reduce((sum, item) => sum + weightOf(item), 0);
    const least = Math.min(...left.map(weightOf));
    let place = 0;
    for (let u = random.next() * total; place < left.length - 1; place++) {
      u -= weightOf(left[place]!);
      if (u < 0) break;
    }
    const [item] = left.splice(place, 1) as [number];
    draws.q[t] = weightOf(item) / total;
    draws.a[t] = total / (N * least);
    draws.s[t] = scores[item]!;
  }
  return draws;
}

/** The number of draws, a fifth of the pool to four fifths, after which an end of the interval lies closest to 0. */
function closestTo0({ lower, upper }: { lower: Float64Array; upper: Float64Array }, N: number): number {
  let best = Math.round(N / 5);
  const gap = (draws: number) => Math.min(-lower[draws - 1]!, upper[draws - 1]!);
  for (let draws = best; draws <= 0.8 * N; draws++) if (gap(draws) < gap(best)) best = draws;
  return best;
}

function leavesOut0({ lower, upper }: { lower: Float64Array; upper: Float64Array }): boolean {
  return lower.some((bound, t) => bound > 1e-9 || upper[t]! < -1e-9);
}
