/**
 * P(χ² ≥ x): how often a chi-square variable is at least x. By the series of the incomplete gamma function below its mean
 * and by Lentz's continued fraction above, to about 12 digits.
 *
 * Source: Abramowitz and Stegun 1964, 6.5.29 and 6.5.31.
 *
 * @param x 0 or more; infinity gives 0.
 * @param degrees degrees of freedom, a whole number from 1 on.
 * @throws RangeError for anything else.
 * @example chiSquareTail(3.841459, 1) // 0.05
 */
export function chiSquareTail(x: number, degrees: number): number {
  if (!(x >= 0)) throw new RangeError(`chi-square is 0 or more, got ${x}`);
  if (!(Number.isInteger(degrees) && degrees >= 1)) throw new RangeError(`${degrees} degrees of freedom`);
  if (x === 0) return 1;
  if (x === Infinity) return 0;
  const a = degrees / 2;
  const y = x / 2;
  const front = Math.exp(a * Math.log(y) - y - logGammaOfHalf(degrees));
  return y < a + 1 ? 1 - front * seriesBelow(a, y) : front * fractionAbove(a, y);
}

/** ln Γ(degrees / 2). */
function logGammaOfHalf(degrees: number): number {
  let sum = degrees % 2 === 0 ? 0 : Math.log(Math.PI) / 2;
  for (let k = degrees - 2; k > 0; k -= 2) sum += Math.log(k / 2);
  return sum;
}

function seriesBelow(a: number, y: number): number {
  let term = 1 / a;
  let sum = term;
  for (let k = 1; term > sum * 1e-16; k++) {
    term *= y / (a + k);
    sum += term;
  }
  return sum;
}

function fractionAbove(a: number, y: number): number {
  let b = y + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let value = d;
  for (let k = 1, change = 0; Math.abs(change - 1) > 1e-15 && k < 10_000; k++) {
    const numerator = -k * (k - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    change = d * c;
    value *= change;
  }
  return value;
}
