import { normalQuantile } from "./normal-quantile";

/**
 * The quantile of Student's t distribution, to about six digits.
 *
 * Source: Hill 1970, Communications of the ACM 13:619, algorithm 396; exact for 1 and 2 degrees of freedom.
 *
 * @param p in (0, 1). @param degrees of freedom, ≥ 1; Infinity gives the normal quantile.
 * @throws RangeError for numbers out of range.
 * @example studentQuantile(0.975, 10) // 2.228139
 */
export function studentQuantile(p: number, degrees: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`a probability must lie in (0, 1), got ${p}`);
  if (!(degrees >= 1)) throw new RangeError(`degrees of freedom start at 1, got ${degrees}`);
  if (p === 0.5) return 0;
  if (degrees > 1e7) return normalQuantile(p);
  const both = 2 * Math.min(p, 1 - p);
  return (p < 0.5 ? -1 : 1) * upperQuantile(both, degrees);
}

/** t with P(|T| > t) = both. */
function upperQuantile(both: number, n: number): number {
  if (n === 1) return 1 / Math.tan((both * Math.PI) / 2);
  if (n === 2) return Math.sqrt(2 / (both * (2 - both)) - 2);
  const a = 1 / (n - 0.5);
  const b = 48 / (a * a);
  const c = ((20700 * (a / b) - 98) * a - 16) * a + 96.36;
  const d = ((94.5 / (b + c) - 3) / b + 1) * Math.sqrt((a * Math.PI) / 2) * n;
  const y = (d * both) ** (2 / n);
  if (y <= 0.05 + a) {
    const correction = ((n + 6) / (n * y) - 0.089 * d - 0.822) * (n + 2) * 3;
    const inverse = ((1 / correction + 0.5 / (n + 4)) * y - 1) * ((n + 1) / (n + 2)) + 1 / y;
    return Math.sqrt(n * inverse);
  }
  const x = normalQuantile(both / 2);
  const squared = x * x;
  const shift = n < 5 ? 0.3 * (n - 4.5) * (x + 0.6) : 0;
  const scale = (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b + c + shift;
  const series = ((((0.4 * squared + 6.3) * squared + 36) * squared + 94.5) / scale - squared - 3) / b + 1;
  const power = a * (series * x) ** 2;
  return Math.sqrt(n * (power > 0.002 ? Math.exp(power) - 1 : 0.5 * power * power + power));
}
