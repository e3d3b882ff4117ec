const cellsPerUnit = 256;
const reach = 20;

/**
 * 1/(1 + e^−x) from a table: cubic pieces of width 1/256, whose slopes p (1 − p) need no table of their own. Within 1e−13
 * of the function, and several times as fast where millions are needed one after the other.
 *
 * @returns a function of any x.
 * @example createLogistic()(0) // 0.5
 */
export function createLogistic(): (x: number) => number {
  const values = new Float64Array(2 * reach * cellsPerUnit + 2);
  for (let i = 0; i < values.length; i++) values[i] = 1 / (1 + Math.exp(reach - i / cellsPerUnit));
  return (x) => {
    if (!(x > -reach && x < reach)) return 1 / (1 + Math.exp(-x));
    const place = (x + reach) * cellsPerUnit;
    const cell = place | 0;
    const t = place - cell;
    const from = values[cell]!;
    const to = values[cell + 1]!;
    const rise = to - from;
    const start = (from * (1 - from)) / cellsPerUnit;
    const end = (to * (1 - to)) / cellsPerUnit;
    return from + t * (start + t * (3 * rise - 2 * start - end + t * (start + end - 2 * rise)));
  };
}
