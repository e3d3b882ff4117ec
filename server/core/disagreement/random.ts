import type { Metric } from "./metric";

/**
 * Control: a number in [0, 1) that looks uniform and independent between pairs, fixed by the seed and the pair's key.
 *
 * A function of (seed, key) alone: the same on every run, whatever else is in the block and whatever the texts say.
 * 52 bits. Symmetric, since a pair has one key. No failure modes. Not for cryptography, and not for draws: those
 * have their own seeded generator.
 *
 * Source: MurmurHash3's 32-bit block and finalizer (Appleby 2011, public domain) over the seed's code units and the key.
 *
 * @example with seed "1", key 7 always scores the same; with seed "2" it scores otherwise.
 */
export const random: Metric = {
  id: "random",
  version: 1,
  title: "Random (control)",
  summary: "A seeded random order; a control that other metrics must beat.",
  needs: "nothing",
  direction: "higher-first",
  symmetric: true,
  range: [0, 1],
  control: true,
  aim: "winner",
  source: "MurmurHash3 (Appleby 2011) of seed and pair key",
  createScorer({ seed }) {
    const high = hashSeed(seed, 0x9747b28c);
    const low = hashSeed(seed, 0x1b873593);
    return {
      score(block, out, outOffset) {
        for (let p = 0; p < block.keys.length; p++) {
          const key = block.keys[p]!;
          const upper = finalize(mix(high, key) ^ 4) >>> 6;
          const lower = finalize(mix(low, key) ^ 4) >>> 6;
          out[outOffset + p] = (upper * 0x4000000 + lower) / 0x10000000000000;
        }
      },
    };
  },
};

function hashSeed(seed: string, start: number): number {
  let hash = start | 0;
  for (let i = 0; i < seed.length; i++) hash = mix(hash, seed.charCodeAt(i));
  return finalize(hash ^ seed.length);
}

function mix(hash: number, block: number): number {
  let k = Math.imul(block, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  let h = hash ^ Math.imul(k, 0x1b873593);
  h = (h << 13) | (h >>> 19);
  return (Math.imul(h, 5) + 0xe6546b64) | 0;
}

function finalize(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}
