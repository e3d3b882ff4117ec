import { splitWords } from "./split-words";
import { MUST_NOT_SPLIT } from "./word-kernel";
import { align, WordSplitter } from "./word-splitter";

/** Words per shingle, as in NearDup. */
export const SHINGLE_WORDS = 5;
const FUNCTIONS_AT_ONCE = 16;
/** What the kernel does not split is near enough to any other symbol for a hash. */
const UNSPLITTABLE = /[\ufffd\p{Cs}\u{20000}-\u{10ffff}]/gu;

/**
 * MinHash signatures: for each of several hash functions, the least hash of a text's word 5-grams.
 *
 * Two texts agree in each place of their signatures with a probability that is about the Jaccard similarity of their sets of
 * 5-grams. A text of fewer than five words is one n-gram of all of them; one without words has 2^32 − 1 everywhere. Words are
 * those of `splitWords`. Functions are fixed by the seed; their number is rounded up to a multiple of 16.
 *
 * Source: Broder 1997, "On the resemblance and containment of documents"; hash functions (x ^ b)·a mod 2^32, a odd.
 *
 * @example
 * const hasher = new MinHasher(128, 1);
 * const signature = hasher.signature("the same words again and again"); // 128 values, valid until the next call
 */
export class MinHasher {
  readonly functions: number;
  private readonly splitter = new WordSplitter();
  private readonly offsets = new Int32Array(2);
  private readonly constants: Int32Array;

  constructor(functions: number, seed: number) {
    this.functions = FUNCTIONS_AT_ONCE * Math.ceil(functions / FUNCTIONS_AT_ONCE);
    this.constants = new Int32Array(2 * this.functions);
    for (let k = 0; k < this.constants.length; k++) {
      const random = mix((seed + Math.imul(k + 1, 0x9e3779b9)) | 0);
      this.constants[k] = k < this.functions ? random | 1 : random;
    }
  }

  signature(text: string): Uint32Array {
    const { splitter, functions } = this;
    const { kernel } = splitter;
    const tokens = this.split(text);
    const size = Math.min(SHINGLE_WORDS, tokens);
    const shingleCount = tokens === 0 ? 0 : tokens - size + 1;
    const hashes = splitter.free;
    const shingles = align(hashes + 4 * tokens);
    const constants = align(shingles + 4 * shingleCount);
    const out = constants + 8 * functions;
    kernel.reserve(out + 4 * functions);
    kernel.int32.set(this.constants, constants >> 2);
    kernel.run.hash(tokens, splitter.starts, splitter.ends, hashes);
    kernel.run.shingles(hashes, shingleCount, size, shingles);
    kernel.run.minima(shingles, shingleCount, functions, constants, constants + 4 * functions, out);
    return new Uint32Array(kernel.bytes.buffer, out, functions);
  }

  private split(text: string): number {
    const tokens = this.splitter.split([{ text }], this.offsets);
    if (tokens !== MUST_NOT_SPLIT) return tokens;
    const plain = splitWords(text).join(" ").replace(UNSPLITTABLE, "\u25a1");
    return this.splitter.split([{ text: plain }], this.offsets);
  }
}

/** MurmurHash3's finalizer. */
function mix(value: number): number {
  let h = value ^ (value >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}
