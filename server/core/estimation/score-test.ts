import { normalProbability } from "./normal-probability";

/**
 * The two-sided p-value that a margin is 0, for tests at levels far below .05, as where many slices are tested together:
 * the estimate over the standard error that it would have if the margin were 0 (a score test), by the normal distribution.
 *
 * The t test's own error is taken about the estimate, and is too small by chance where a few judgments nearly agree: what it
 * calls one in ten thousand, of twelve judgments, comes several times as often. Here the spread is taken about 0, so that n
 * judgments that all agree reach √n standard errors and no more.
 *
 * With t = θ̂/se, ν degrees of freedom and f the share not judged, se₀² = se²·ν/(ν + 1) + f·θ̂²/(ν + 1), and so
 * z = t·√((ν + 1)/(ν + f·t²)).
 *
 * @param se standard error, ≥ 0; undefined or 0 gives no test. @param degrees its degrees of freedom, ≥ 1.
 * @param judged share of the comparisons that are judged, 0 … 1.
 * @returns in [0, 1].
 * @example scoreTest({ theta: 0.8, se: 0.133, degrees: 9, judged: 0 }) // .0047; the t test says .0002
 */
export function scoreTest(estimate: {
  theta: number | undefined;
  se: number | undefined;
  degrees: number;
  judged: number;
}): number | undefined {
  const { theta, se, degrees, judged } = estimate;
  if (theta === undefined || se === undefined || !(se > 0)) return undefined;
  const square = (theta / se) ** 2;
  // Infinitely many degrees: the error is known.
  const ratio = degrees === Infinity ? 1 : (degrees + 1) / (degrees + (1 - judged) * square);
  return 2 * normalProbability(-Math.sqrt(square * ratio));
}
