const dense = 64;
const perOctave = 32;

/**
 * Whether a confidence sequence's interval after draw t is kept for its picture: the first 64 all, then 32 between each
 * power of two and the next. Which draws are kept depends on t alone, so the same are kept however the draws came in.
 *
 * @param t ≥ 1.
 * @example [64, 65, 66].map(isPathStep) // [true, false, true]
 */
export function isPathStep(t: number): boolean {
  if (t <= dense) return true;
  const spacing = 2 ** Math.floor(Math.log2(t)) / perOctave;
  return t % spacing === 0;
}

/**
 * The kept draws from 1 to M, ascending; about 64 + 32·log2(M/64) of them.
 *
 * @throws RangeError for an M that is no whole number ≥ 0.
 * @example pathSteps(3) // [1, 2, 3]
 */
export function pathSteps(M: number): number[] {
  if (!(Number.isInteger(M) && M >= 0)) throw new RangeError(`${M} draws`);
  const steps: number[] = [];
  for (let t = 1; t <= M; ) {
    steps.push(t);
    t += t < dense ? 1 : 2 ** Math.floor(Math.log2(t)) / perOctave;
  }
  return steps;
}
