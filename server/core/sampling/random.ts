/** A stream of seeded random numbers. The only source of chance that the core accepts. */
export interface Random {
  /** The next number, uniform on [0, 1) with 53 random bits. */
  next(): number;
  /** An integer, uniform on 0 … n − 1; n is a positive integer up to 2^31. */
  below(n: number): number;
}

/**
 * Seeded random numbers: the same seed gives the same stream on every machine.
 *
 * The seed (any string, the empty one included) is hashed to 128 bits, which start Chris Doty-Humphrey's
 * sfc32 generator (PractRand 0.94). Not for secrets.
 *
 * @example createRandom("campaign-7").next() === createRandom("campaign-7").next() // true
 */
export function createRandom(seed: string): Random {
  const { next } = startGenerator(seed);
  return { next, below: (n) => Math.floor(next() * n) };
}

/**
 * The four words of the generator from which `createRandom` draws its first number, for kernels that go on from there.
 *
 * @example randomState("campaign-7").length // 4
 */
export function randomState(seed: string): Int32Array {
  return startGenerator(seed).state();
}

function startGenerator(seed: string) {
  // int32 state throughout: an unsigned state would be boxed by the engine, several times slower.
  let [a, b, c, d] = hashSeed(seed);

  function nextInt32(): number {
    const out = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + out) | 0;
    return out;
  }
  for (let round = 0; round < 15; round++) nextInt32();

  function next(): number {
    const high = nextInt32() >>> 5;
    const low = nextInt32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }
  return { next, state: () => Int32Array.of(a, b, c, d) };
}

/** Four int32 words from a string, every character touching all four (murmur-style mixing). */
function hashSeed(seed: string): [number, number, number, number] {
  let a = 1779033703;
  let b = 3144134277 | 0;
  let c = 1013904242;
  let d = 2773480762 | 0;
  for (let i = 0; i < seed.length; i++) {
    const unit = seed.charCodeAt(i);
    a = b ^ Math.imul(a ^ unit, 597399067);
    b = c ^ Math.imul(b ^ unit, 2869860233);
    c = d ^ Math.imul(c ^ unit, 951274213);
    d = a ^ Math.imul(d ^ unit, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  const all = a ^ b ^ c ^ d;
  return [all, b ^ all, c ^ all, d ^ all];
}
