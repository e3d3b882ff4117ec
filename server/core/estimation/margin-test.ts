import { studentTail } from "./student-tail";

/**
 * The two-sided p-value that a margin is 0, by its standard error (t test). At fixed n only.
 *
 * @param se ≥ 0; undefined or 0 gives no test.
 * @param degrees of freedom of se, ≥ 1; the normal distribution if left out.
 * @returns in [0, 1].
 * @example marginTest(0.2, 0.1) // 0.0455
 */
export function marginTest(
  theta: number | undefined,
  se: number | undefined,
  degrees = Infinity,
): number | undefined {
  if (theta === undefined || se === undefined || !(se > 0)) return undefined;
  return studentTail(theta / se, degrees);
}
