const sqrtTwoPi = Math.sqrt(2 * Math.PI);

/**
 * The standard normal distribution function P(Z ≤ z), to a relative error of about 1e−14 also far down the lower tail.
 *
 * Near 0 by its power series, beyond ±3 by the tail's continued fraction (Abramowitz and Stegun 1964, 26.2.11 and 26.2.14).
 *
 * @example normalProbability(1.959964) // 0.975
 */
export function normalProbability(z: number): number {
  if (Number.isNaN(z)) throw new RangeError("a normal deviate must be a number");
  if (z > 3) return 1 - normalProbability(-z);
  const density = Math.exp((-z * z) / 2) / sqrtTwoPi;
  if (z < -3) {
    if (z < -40) return 0;
    let fraction = 0;
    for (let k = 120; k >= 1; k--) fraction = k / (-z + fraction);
    return density / (-z + fraction);
  }
  let term = z;
  let sum = z;
  for (let k = 1; Math.abs(term) > 1e-17 * Math.abs(sum); k++) {
    term *= (z * z) / (2 * k + 1);
    sum += term;
  }
  return 0.5 + density * sum;
}
