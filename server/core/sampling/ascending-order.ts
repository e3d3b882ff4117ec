const RADIX_BITS = 11;
const BUCKETS = 1 << RADIX_BITS;
const SMALL = 4096;
/** Fewer keys to a run than these, and merging would take longer than the radix sort. */
const KEYS_PER_RUN = 256;

/**
 * The positions of `keys` in ascending order of key; equal keys stay in order of position (stable).
 *
 * −0 counts as 0. NaN sorts before everything else, because a missing utility ranks lowest.
 * Large inputs that are a few ascending runs, one after the other, are merged; others use a radix sort over the bit patterns
 * of the doubles (six passes of 11 bits), linear in length.
 *
 * @param keys any doubles.
 * @returns a permutation of 0 … keys.length − 1.
 * @example ascendingOrder(Float64Array.of(3, 1, 2)) // Int32Array [1, 2, 0]
 */
export function ascendingOrder(keys: Float64Array): Int32Array {
  if (keys.length < SMALL) return sortByComparing(keys);
  const runs = ascendingRuns(keys);
  return runs ? mergeRuns(keys, runs) : sortByRadix(keys);
}

/** Where ascending runs start, and the length last; undefined for so many that merging them would take longer. */
function ascendingRuns(keys: Float64Array): Int32Array | undefined {
  const most = Math.floor(keys.length / KEYS_PER_RUN);
  const starts = new Int32Array(most + 1);
  let runs = 1;
  for (let i = 0; i < keys.length; i++) {
    if (Number.isNaN(keys[i]!)) return undefined;
    if (i === 0 || keys[i - 1]! <= keys[i]!) continue;
    if (runs === most) return undefined;
    starts[runs++] = i;
  }
  starts[runs] = keys.length;
  return starts.subarray(0, runs + 1);
}

/** Neighbouring runs are merged two by two until one is left; of equal keys the one of the earlier run goes first. */
function mergeRuns(keys: Float64Array, starts: Int32Array): Int32Array {
  let order = Int32Array.from(keys, (_, position) => position);
  let spare = new Int32Array(keys.length);
  let ends = Array.from(starts);
  while (ends.length > 2) {
    const merged = [0];
    for (let run = 0; run + 1 < ends.length; run += 2) {
      const middle = ends[run + 1]!;
      const end = ends[run + 2] ?? middle;
      let one = ends[run]!;
      let other = middle;
      for (let place = one; place < end; place++) {
        const isOne = other === end || (one < middle && keys[order[one]!]! <= keys[order[other]!]!);
        spare[place] = isOne ? order[one++]! : order[other++]!;
      }
      merged.push(end);
    }
    ends = merged;
    [order, spare] = [spare, order];
  }
  return order;
}

function sortByComparing(keys: Float64Array): Int32Array {
  const order = Int32Array.from(keys, (_, position) => position);
  return order.sort((i, j) => {
    const x = keys[i]!;
    const y = keys[j]!;
    if (x < y) return -1;
    if (x > y) return 1;
    if (x === y) return i - j;
    return Number.isNaN(x) ? (Number.isNaN(y) ? i - j : -1) : 1;
  });
}

function sortByRadix(keys: Float64Array): Int32Array {
  const n = keys.length;
  const { low, high } = sortableWords(keys);
  let order = Int32Array.from(keys, (_, position) => position);
  let spare = new Int32Array(n);
  const starts = new Int32Array(BUCKETS);
  for (let pass = 0; pass < 6; pass++) {
    // Words of 32 bits are cut 11 + 11 + 10, low word first.
    const words = pass < 3 ? low : high;
    const shift = (pass % 3) * RADIX_BITS;
    starts.fill(0);
    for (let i = 0; i < n; i++) starts[(words[i]! >>> shift) & (BUCKETS - 1)]!++;
    // All keys alike in these bits.
    if (starts[(words[0]! >>> shift) & (BUCKETS - 1)] === n) continue;
    let start = 0;
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      const count = starts[bucket]!;
      starts[bucket] = start;
      start += count;
    }
    for (let i = 0; i < n; i++) {
      const position = order[i]!;
      const bucket = (words[position]! >>> shift) & (BUCKETS - 1);
      spare[starts[bucket]!++] = position;
    }
    [order, spare] = [spare, order];
  }
  return order;
}

/** The bits of each key, changed so that unsigned comparison of (high, low) orders like the numbers. */
function sortableWords(keys: Float64Array): { low: Int32Array; high: Int32Array } {
  const low = new Int32Array(keys.length);
  const high = new Int32Array(keys.length);
  const view = new DataView(new ArrayBuffer(8));
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    if (Number.isNaN(key)) continue; // (0, 0): below the changed bits of −∞
    view.setFloat64(0, key + 0);
    const top = view.getInt32(0);
    const bottom = view.getInt32(4);
    high[i] = top < 0 ? ~top : top ^ 0x80000000;
    low[i] = top < 0 ? ~bottom : bottom;
  }
  return { low, high };
}
