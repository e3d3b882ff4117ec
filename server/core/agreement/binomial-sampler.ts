import type { Random } from "../sampling/random";

/** Draws the number of successes in n trials of chance p. */
export type BinomialSampler = (n: number, p: number) => number;

/**
 * Exact binomial random numbers, in time that does not grow with n: inversion for few expected successes, else Hörmann's
 * transformed rejection.
 *
 * Source: Hörmann 1993, "The generation of binomial random variates", algorithm BTRS.
 *
 * @param most the largest n that will be asked for.
 * @returns a sampler for whole n in 0 … most and p in [0, 1].
 * @example createBinomialSampler(1000, createRandom("s"))(1000, 0.3) // about 300
 */
export function createBinomialSampler(most: number, random: Random): BinomialSampler {
  const logFactorial = new Float64Array(most + 1);
  for (let k = 2; k <= most; k++) logFactorial[k] = logFactorial[k - 1]! + Math.log(k);

  function draw(n: number, p: number): number {
    if (n === 0 || p <= 0) return 0;
    if (p >= 1) return n;
    if (p > 0.5) return n - draw(n, 1 - p);
    return n * p < 10 ? invert(n, p, random) : reject(n, p, random, logFactorial);
  }
  return draw;
}

/** Walks up the distribution until it passes a uniform number; restarts where rounding would carry it beyond n. */
function invert(n: number, p: number, random: Random): number {
  const odds = p / (1 - p);
  const none = Math.exp(n * Math.log1p(-p));
  for (;;) {
    let left = random.next();
    let chance = none;
    for (let k = 0; k <= n; k++) {
      if (left < chance) return k;
      left -= chance;
      chance *= ((n - k) / (k + 1)) * odds;
    }
  }
}

function reject(n: number, p: number, random: Random, logFactorial: Float64Array): number {
  const deviation = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * deviation;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const centre = n * p + 0.5;
  const squeeze = 0.92 - 4.2 / b;
  const scale = (2.83 + 5.1 / b) * deviation;
  const logOdds = Math.log(p / (1 - p));
  const mode = Math.floor((n + 1) * p);
  const atMode = logFactorial[mode]! + logFactorial[n - mode]!;
  for (;;) {
    const u = random.next() - 0.5;
    const v = random.next();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + centre);
    if (us >= 0.07 && v <= squeeze) return k;
    if (!(k >= 0 && k <= n)) continue;
    const height = atMode - logFactorial[k]! - logFactorial[n - k]! + (k - mode) * logOdds;
    if (Math.log((v * scale) / (a / (us * us) + b)) <= height) return k;
  }
}
