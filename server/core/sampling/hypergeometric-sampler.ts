import type { Random } from "./random";

/** Draws how many of `take` things, taken from good + bad without replacement, are good. */
export type HypergeometricSampler = (good: number, bad: number, take: number) => number;

/**
 * Exact hypergeometric random numbers by inversion from the mode outwards: about as many steps as the standard deviation.
 *
 * Source: Kachitvichyanukul and Schmeiser 1985, "Computer generation of hypergeometric random variates".
 *
 * @param most the largest good + bad that will be asked for.
 * @returns a sampler for whole numbers ≥ 0 with take ≤ good + bad ≤ most.
 * @example createHypergeometricSampler(100, createRandom("s"))(50, 50, 20) // about 10
 */
export function createHypergeometricSampler(most: number, random: Random): HypergeometricSampler {
  const logFactorial = new Float64Array(most + 1);
  for (let k = 2; k <= most; k++) logFactorial[k] = logFactorial[k - 1]! + Math.log(k);
  const logChoose = (n: number, k: number) => logFactorial[n]! - logFactorial[k]! - logFactorial[n - k]!;

  return function draw(good, bad, take) {
    const least = Math.max(0, take - bad);
    const greatest = Math.min(good, take);
    if (least === greatest) return least;
    const mode = Math.floor(((take + 1) * (good + 1)) / (good + bad + 2));
    const atMode = Math.exp(
      logChoose(good, mode) + logChoose(bad, take - mode) - logChoose(good + bad, take),
    );
    // Once in 10^13 or so rounding leaves something over at both ends: drawn anew.
    for (;;) {
      let left = random.next() - atMode;
      if (left < 0) return mode;
      let [up, down] = [mode, mode];
      let [above, below] = [atMode, atMode];
      while (up < greatest || down > least) {
        if (up < greatest) {
          above *= ((good - up) * (take - up)) / ((up + 1) * (bad - take + up + 1));
          up++;
          left -= above;
          if (left < 0) return up;
        }
        if (down > least) {
          below *= (down * (bad - take + down)) / ((good - down + 1) * (take - down + 1));
          down--;
          left -= below;
          if (left < 0) return down;
        }
      }
    }
  };
}
