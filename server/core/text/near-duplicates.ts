import { Aligner } from "./aligner";
import { MinHasher, SHINGLE_WORDS } from "./min-hash";
import { WordInterner } from "./word-interner";

export interface NearDuplicateOptions {
  /** Fixes the hash functions. */
  seed: number;
  /** Hashes per bucket (b) and buckets (r). */
  hashesPerBucket?: number;
  buckets?: number;
  /** Both similarities must exceed it. */
  threshold?: number;
}

/**
 * The probability that two texts of a given Jaccard similarity share a bucket: 1 − (1 − J^b)^r.
 *
 * Source: Lee et al. 2022 (arXiv 2107.06499), appendix A, with b = 20 and r = 450 by default.
 *
 * @example `candidateProbability(0.8)` is .995
 */
export function candidateProbability(jaccard: number, hashesPerBucket = 20, buckets = 450): number {
  return 1 - (1 - jaccard ** hashesPerBucket) ** buckets;
}

/**
 * Clusters of near-duplicate texts: for each text the index of the first text of its cluster, its own if it has no duplicate.
 *
 * NearDup: texts that agree in one bucket of MinHash values of their word 5-grams are candidates; those with a Jaccard similarity
 * of 5-grams > .8 and an edit similarity (1 − word edit distance / longer length) > .8 are duplicates; clusters are
 * connected components. Texts without words are duplicates of each other. Which candidates are found depends on the seed, with
 * `candidateProbability`; what is called a duplicate does not. Memory: 4 bytes per text and bucket.
 *
 * Source: Lee et al. 2022, "Deduplicating training data makes language models better" (arXiv 2107.06499), §4.2 and appendix A.
 *
 * @example `findNearDuplicates(["a b c d e f", "x", "A b c d e f"], { seed: 1 })` is Int32Array [0, 1, 0]
 */
export function findNearDuplicates(texts: readonly string[], options: NearDuplicateOptions): Int32Array {
  const { seed, hashesPerBucket = 20, buckets = 450, threshold = 0.8 } = options;
  const keys = bucketKeys(texts, new MinHasher(hashesPerBucket * buckets, seed), hashesPerBucket, buckets);
  const clusters = Int32Array.from(texts, (_, t) => t);
  const refused = new Set<number>();
  const confirm = createConfirmation(texts, threshold);
  const sorted = new Float64Array(texts.length);
  for (let bucket = 0; bucket < buckets; bucket++) {
    // Key and text in one exact number, so that one sort brings equal keys together, in order of text.
    for (let t = 0; t < texts.length; t++) sorted[t] = keys[bucket * texts.length + t]! * 0x200000 + t;
    sorted.sort();
    for (let i = 1, start = 0; i < sorted.length; i++) {
      if (Math.floor(sorted[i]! / 0x200000) !== Math.floor(sorted[start]! / 0x200000)) start = i;
      for (let k = start; k < i; k++) {
        const first = sorted[k]! % 0x200000;
        const second = sorted[i]! % 0x200000;
        if (rootOf(clusters, first) === rootOf(clusters, second)) continue;
        const pair = first * 0x200000 + second;
        if (refused.has(pair)) continue;
        if (confirm(first, second)) join(clusters, first, second);
        else refused.add(pair);
      }
    }
  }
  return clusters.map((_, t) => rootOf(clusters, t));
}

function bucketKeys(
  texts: readonly string[],
  hasher: MinHasher,
  hashesPerBucket: number,
  buckets: number,
): Uint32Array {
  if (texts.length > 0x200000)
    throw new RangeError(`${texts.length} texts; at most 2,097,152 can be compared.`);
  const keys = new Uint32Array(buckets * texts.length);
  texts.forEach((text, t) => {
    const signature = hasher.signature(text);
    for (let bucket = 0; bucket < buckets; bucket++) {
      let key = 0x811c9dc5;
      for (let h = bucket * hashesPerBucket, end = h + hashesPerBucket; h < end; h++) {
        key = Math.imul(key ^ signature[h]!, 0x01000193);
        key ^= key >>> 15;
      }
      keys[bucket * texts.length + t] = key;
    }
  });
  return keys;
}

/** Whether two texts are duplicates, by their words. */
function createConfirmation(texts: readonly string[], threshold: number) {
  const words = new WordInterner();
  const aligner = new Aligner();
  return (first: number, second: number): boolean => {
    words.intern([{ text: texts[first]! }, { text: texts[second]! }]);
    const { ids, offsets } = words;
    const middle = offsets[1]!;
    const end = offsets[2]!;
    const longer = Math.max(middle, end - middle);
    if (longer === 0) return true;
    if (jaccard(shingles(ids.subarray(0, middle)), shingles(ids.subarray(middle, end))) <= threshold)
      return false;
    aligner.load(words);
    return 1 - aligner.distance(0, 1) / longer > threshold;
  };
}

function shingles(ids: Int32Array): Set<string> {
  const size = Math.min(SHINGLE_WORDS, ids.length);
  const all = new Set<string>();
  for (let i = 0; i + size <= ids.length && size > 0; i++) all.add(ids.subarray(i, i + size).join(" "));
  return all;
}

function jaccard(first: Set<string>, second: Set<string>): number {
  let shared = 0;
  for (const shingle of first) if (second.has(shingle)) shared++;
  return shared / (first.size + second.size - shared);
}

/** Union–find by path halving; the root is the cluster's first text. */
function rootOf(clusters: Int32Array, text: number): number {
  let t = text;
  while (clusters[t] !== t) {
    clusters[t] = clusters[clusters[t]!]!;
    t = clusters[t]!;
  }
  return t;
}

function join(clusters: Int32Array, first: number, second: number): void {
  const a = rootOf(clusters, first);
  const b = rootOf(clusters, second);
  clusters[Math.max(a, b)] = Math.min(a, b);
}
