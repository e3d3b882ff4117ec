import { normalProbability } from "./normal-probability";

/**
 * P(|T| ≥ t) for Student's t: how often a deviate is at least so far from 0 on either side, to about 12 digits.
 *
 * The regularised incomplete beta function I_x(ν/2, ½) at x = ν/(ν + t²), by Lentz's continued fraction (Abramowitz and
 * Stegun 1964, 26.7.1 and 26.5.8).
 *
 * @param t its sign does not matter; infinity gives 0.
 * @param degrees of freedom, ≥ 1, not necessarily whole; Infinity gives the normal distribution.
 * @throws RangeError for anything else.
 * @example studentTail(2.228139, 10) // 0.05
 */
export function studentTail(t: number, degrees: number): number {
  if (Number.isNaN(t)) throw new RangeError("a deviate must be a number");
  if (!(degrees >= 1)) throw new RangeError(`degrees of freedom start at 1, got ${degrees}`);
  const away = Math.abs(t);
  if (away === 0) return 1;
  if (away === Infinity) return 0;
  if (degrees > 1e7) return 2 * normalProbability(-away);
  const a = degrees / 2;
  const square = away * away;
  const x = degrees / (degrees + square);
  const rest = square / (degrees + square);
  // x^a (1 − x)^½ / B(a, ½)
  const front = Math.exp(a * Math.log(x) + 0.5 * Math.log(rest) - logBeta(a));
  const isBelow = x < (a + 1) / (a + 2.5);
  return Math.min(
    1,
    isBelow ? (front * fraction(x, a, 0.5)) / a : 1 - (front * fraction(rest, 0.5, a)) / 0.5,
  );
}

/** ln B(a, ½). */
function logBeta(a: number): number {
  return logGamma(a) + Math.log(Math.PI) / 2 - logGamma(a + 0.5);
}

/** ln Γ(x) for x > 0: Stirling's series from 10 on, below it by the recurrence. */
function logGamma(x: number): number {
  let shift = 0;
  let y = x;
  while (y < 10) shift -= Math.log(y++);
  const inverse = 1 / (y * y);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / y;
  return shift + (y - 0.5) * Math.log(y) - y + Math.log(2 * Math.PI) / 2 + series;
}

function fraction(x: number, a: number, b: number): number {
  const least = 1e-300;
  const away = (value: number) => (Math.abs(value) < least ? least : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= 1000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const step = d * c;
    result *= step;
    if (Math.abs(step - 1) < 1e-15) break;
  }
  return result;
}
