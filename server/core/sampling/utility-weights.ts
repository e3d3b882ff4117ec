/** How strongly the order follows the metric. */
export interface WeightOptions {
  /** Share of the probability spread evenly over the pool, in (0, 1]; it bounds every estimation weight. */
  tau: number;
  /** Power of the rank; the higher, the more of the rest goes to the top of the ranking. Not read when `g` is given. */
  kappa: number;
  /** Own tilt per comparison instead of rank^kappa (finite, ≥ 0), such as sqrt(P(decisive)) for minimum variance. */
  g?: Float64Array;
}

/**
 * Named strengths a lead chooses from; `balanced` is the default. `minimum-variance` is the square root of the utilities
 * themselves, which must be probabilities; its kappa is that power.
 */
export const weightPresets = {
  balanced: { tau: 0.5, kappa: 10 },
  sharp: { tau: 0.3, kappa: 10 },
  "minimum-variance": { tau: 0.1, kappa: 0.5 },
  uniform: { tau: 1, kappa: 0 },
} as const satisfies Record<string, WeightOptions>;

export type WeightPreset = keyof typeof weightPresets;

/** Minimum variance was asked for with utilities that are not probabilities. */
export class UtilitiesNotProbabilitiesError extends Error {
  override readonly name = "UtilitiesNotProbabilitiesError";
  constructor(readonly utility: number) {
    super(`Minimum variance needs utilities that are probabilities in [0, 1], and one is ${utility}.`);
  }
}

/**
 * Sampling weights of a stratum under a preset.
 *
 * `minimum-variance` has g_i = sqrt(utility_i): for utilities that are probabilities of a decisive judgment the draws
 * that estimate the margin with the least variance (methods, §2). A comparison without a utility counts as the mean.
 *
 * @throws UtilitiesNotProbabilitiesError for `minimum-variance` with a utility outside [0, 1].
 * @example presetWeights("minimum-variance", { ranks, utilities: Float64Array.of(0.01, 0.81) }) // [.14, .86]
 */
export function presetWeights(
  preset: WeightPreset,
  { ranks, utilities }: { ranks: Float64Array; utilities: Float64Array },
): Float64Array {
  if (preset !== "minimum-variance") return utilityWeights(ranks, weightPresets[preset]);
  const known = utilities.filter((utility) => !Number.isNaN(utility));
  const wrong = known.find((utility) => !(utility >= 0 && utility <= 1));
  if (wrong !== undefined) throw new UtilitiesNotProbabilitiesError(wrong);
  const mean = known.reduce((sum, utility) => sum + utility, 0) / known.length;
  const g = utilities.map((utility) => Math.sqrt(Number.isNaN(utility) ? mean : utility));
  return utilityWeights(ranks, { ...weightPresets[preset], g: known.length > 0 ? g : g.fill(0) });
}

/**
 * Sampling weights of the ranked arm: w_i = τ/N + (1 − τ)·g_i/Σg with g_i = r_i^κ.
 *
 * @param ranks r_i in (0, 1) from `utilityRanks`.
 * @returns weights > 0 that sum to 1, in the order of the input. Where Σg = 0 the tilt is even.
 * @throws RangeError when tau is outside (0, 1], or g has another length, a negative or a non-finite entry.
 * @example utilityWeights(Float64Array.of(0.25, 0.75), { tau: 0.5, kappa: 1 }) // Float64Array [0.375, 0.625]
 */
export function utilityWeights(ranks: Float64Array, { tau, kappa, g }: WeightOptions): Float64Array {
  if (!(tau > 0 && tau <= 1)) throw new RangeError(`tau must lie in (0, 1], got ${tau}`);
  const tilt = g ?? ranks.map((rank) => rank ** kappa);
  if (tilt.length !== ranks.length) {
    throw new RangeError(`g has ${tilt.length} entries for ${ranks.length} comparisons`);
  }
  let total = 0;
  for (const value of tilt) {
    if (!(value >= 0 && value < Infinity)) throw new RangeError(`tilts must be finite and ≥ 0, got ${value}`);
    total += value;
  }
  const even = 1 / ranks.length;
  return tilt.map((value) => tau * even + (1 - tau) * (total > 0 ? value / total : even));
}
