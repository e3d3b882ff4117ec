import { type Metric, MissingScorerOptionError } from "./metric";

/**
 * Normalised compression distance: how little one completion helps to compress the other.
 *
 * With C(x) the compressed size of x beyond that of the empty text, (C(xy) − min(C(x), C(y))) / max(C(x), C(y)),
 * clipped to [0, 1]. Real compressors are neither symmetric nor idempotent: the two texts are joined in code-unit order,
 * so the value is symmetric, and equal texts score 0. White space at either end is left out. Two blank texts: 0; one: 1.
 * A compressor sees only its window (32 kB for deflate), so of longer texts it compares parts. The caller gives
 * `compress`; without it `createScorer` throws `MissingScorerOptionError`.
 *
 * Source: Li, Chen, Li, Ma & Vitányi 2004, "The similarity metric"; Cilibrasi & Vitányi 2005, "Clustering by compression".
 *
 * @example C = number of characters, "ab" against "c": (3 − 1)/2 = 1, as nothing is shared.
 */
export const ncd: Metric = {
  id: "ncd",
  version: 1,
  title: "Compression distance",
  summary: "One text helps little to compress the other; sees repeated passages of any kind, in any script.",
  needs: "text",
  direction: "higher-first",
  symmetric: true,
  range: [0, 1],
  control: false,
  aim: "winner",
  cost: "one compression per text and pair",
  source: "Cilibrasi & Vitányi 2005 (NCD), deflate",
  createScorer({ compress }) {
    if (compress === undefined) throw new MissingScorerOptionError("ncd", "compress");
    const overhead = compress("");
    const size = (text: string) => Math.max(0, compress(text) - overhead);
    return {
      score({ completions, pairs, keys }, out, outOffset) {
        const texts = completions.map(({ text }) => text.trim());
        const sizes = texts.map(size);
        for (let p = 0; p < keys.length; p++) {
          const first = pairs[2 * p]!;
          const second = pairs[2 * p + 1]!;
          out[outOffset + p] = distance(texts[first]!, texts[second]!, sizes[first]!, sizes[second]!, size);
        }
      },
    };
  },
};

function distance(
  first: string,
  second: string,
  firstSize: number,
  secondSize: number,
  size: (text: string) => number,
): number {
  if (first === second) return 0;
  const larger = Math.max(firstSize, secondSize);
  if (larger === 0) return 0;
  const joint = size(first < second ? first + second : second + first);
  return Math.min(1, Math.max(0, (joint - Math.min(firstSize, secondSize)) / larger));
}
