import { normalQuantile } from "./normal-quantile";

/** A proportion with an interval around it, all in [0, 1]. */
export interface ProportionInterval {
  estimate: number;
  lower: number;
  upper: number;
}

/**
 * Wilson's score interval for an unweighted proportion. It keeps a width at 0 and at 1, where the textbook interval has none.
 *
 * Source: Wilson 1927, J. Am. Stat. Assoc. 22:209, without continuity correction.
 *
 * @param successes 0 … trials; halves are allowed (a comparison of which half the judgments are ties).
 * @param alpha 1 − confidence, 0.05 unless given.
 * @returns undefined for no trials.
 * @throws RangeError when successes lie outside 0 … trials.
 * @example wilson(8, 10) // { estimate: 0.8, lower: 0.4902, upper: 0.9433 }
 */
export function wilson(successes: number, trials: number, alpha = 0.05): ProportionInterval | undefined {
  if (!(successes >= 0 && successes <= trials))
    throw new RangeError(`${successes} successes in ${trials} trials`);
  if (trials === 0) return undefined;
  const z = normalQuantile(1 - alpha / 2);
  const estimate = successes / trials;
  const scale = 1 + (z * z) / trials;
  const centre = (estimate + (z * z) / (2 * trials)) / scale;
  const half =
    (z / scale) * Math.sqrt((estimate * (1 - estimate)) / trials + (z * z) / (4 * trials * trials));
  return {
    estimate,
    lower: successes === 0 ? 0 : Math.max(0, centre - half),
    upper: successes === trials ? 1 : Math.min(1, centre + half),
  };
}
