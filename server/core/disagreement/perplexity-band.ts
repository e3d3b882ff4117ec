/** Lowest, central or highest perplexities. */
export type PerplexityBand = "bottom" | "middle" | "top";

/**
 * Which texts fall into a band of the perplexity distribution: their indices, by ascending perplexity.
 *
 * Keeps max(1, round(share·n)) of the n texts that have a perplexity (NaN is left out); "middle" is centred on the
 * median. Equal perplexities keep their order. An empty array if none has one. Throws a RangeError for a share outside
 * (0, 1]. Which band serves best depends on the data: in the source it was the middle, elsewhere it was not.
 *
 * Source: Marion et al. 2023, "When less is more: investigating data pruning for pretraining LLMs at scale"
 * (arXiv 2309.04564), §3.
 *
 * @example `selectPerplexityBand([3, 1, 2, 9], { band: "middle", share: .5 })` is [2, 0]
 */
export function selectPerplexityBand(
  perplexities: ArrayLike<number>,
  { band, share }: { band: PerplexityBand; share: number },
): Int32Array {
  if (!(share > 0 && share <= 1)) throw new RangeError(`share must be in (0, 1], not ${share}.`);
  const ascending = Array.from(perplexities, (_, i) => i)
    .filter((i) => !Number.isNaN(perplexities[i]))
    .sort((i, j) => perplexities[i]! - perplexities[j]! || i - j);
  if (ascending.length === 0) return new Int32Array(0);
  const kept = Math.max(1, Math.round(share * ascending.length));
  const spare = ascending.length - kept;
  const start = { bottom: 0, middle: Math.floor(spare / 2), top: spare }[band];
  return Int32Array.from(ascending.slice(start, start + kept));
}
