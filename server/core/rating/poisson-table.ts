import type { Random } from "../sampling/random";

/** Draws from one Poisson distribution in constant time. */
export interface PoissonTable {
  /** The least value that is drawn; what lies outside has a probability below 1e−15 in all. */
  first: number;
  /** Vose's alias tables: keep value k with probability chance[k], else take alias[k]. */
  chance: Float64Array;
  alias: Int32Array;
}

/**
 * Prepares Poisson draws of one mean by the alias method (Walker 1977, Vose 1991).
 *
 * @param mean ≥ 0 and finite.
 * @throws RangeError for another mean.
 * @example drawPoisson(poissonTable(3), createRandom("s")) // a count around 3
 */
export function poissonTable(mean: number): PoissonTable {
  if (!(mean >= 0 && mean < Infinity)) throw new RangeError(`a Poisson mean of ${mean}`);
  const reach = 9 * Math.sqrt(mean) + 20;
  const first = Math.max(0, Math.floor(mean - reach));
  const values = mean === 0 ? 1 : Math.ceil(mean + reach) - first + 1;
  const mode = Math.floor(mean) - first;
  // Ratios outwards from the mode: no factorial, no underflow where it matters.
  const chance = new Float64Array(values);
  chance[mode] = 1;
  for (let k = mode + 1; k < values; k++) chance[k] = (chance[k - 1]! * mean) / (first + k);
  for (let k = mode - 1; k >= 0; k--) chance[k] = (chance[k + 1]! * (first + k + 1)) / mean;
  const scale = values / chance.reduce((sum, value) => sum + value, 0);
  for (let k = 0; k < values; k++) chance[k]! *= scale;
  return { first, chance, alias: aliases(chance) };
}

/** Fills every value's share up to 1 by part of another one's; `chance` becomes what is left of its own. */
function aliases(chance: Float64Array): Int32Array {
  const alias = Int32Array.from(chance, (_, k) => k);
  const small: number[] = [];
  const large: number[] = [];
  chance.forEach((share, k) => {
    (share < 1 ? small : large).push(k);
  });
  while (small.length > 0 && large.length > 0) {
    const low = small.pop()!;
    const high = large.at(-1)!;
    alias[low] = high;
    chance[high]! -= 1 - chance[low]!;
    if (chance[high]! < 1) small.push(large.pop()!);
  }
  // What is left over by rounding keeps itself.
  for (const k of [...small, ...large]) chance[k] = 1;
  return alias;
}

/** One draw. */
export function drawPoisson({ first, chance, alias }: PoissonTable, random: Random): number {
  const place = random.next() * chance.length;
  const k = Math.floor(place);
  return first + (place - k < chance[k]! ? k : alias[k]!);
}
