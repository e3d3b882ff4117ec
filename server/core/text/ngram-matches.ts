import { Kernel } from "../webassembly/kernel-memory";
import { type NgramFunctions, ngramKernel } from "./ngram-kernel";
import { PartitionedNgramMatches } from "./partitioned-ngram-matches";

/** Sequences of ids, one after another: sequence t is `ids[offsets[t]]` up to `ids[offsets[t + 1]]`. */
export interface Sequences {
  readonly ids: Int32Array;
  readonly offsets: Int32Array;
  readonly texts: number;
  /** Ids are below this. */
  readonly alphabetSize: number;
}

/** Where in the kernel's memory: ids agreeing by leading zeros, ids of an element by trailing zeros, then the histogram of a sort. */
const SIZES = 80;
const HISTOGRAM = 160;
const MAX_DIGIT_BITS = 12;
const FREE_START = HISTOGRAM + 4 * 2 ** MAX_DIGIT_BITS;

/**
 * How many n-grams every two sequences share, counted with multiplicity (clipped counts), for n = 1 up to a maximum.
 *
 * All positions of all sequences are sorted by the n-gram of the greatest order that begins there, packed into 64 bits; one
 * walk over the sorted list then counts every order at once. Where that does not fit into 64 bits, `PartitionedNgramMatches` does it.
 * `match` reads the result until the next `count`. No failure modes; sequences may be empty or shorter than n.
 *
 * @example
 * const ngrams = new NgramMatches(2);
 * ngrams.count({ ids: Int32Array.of(0, 1, 2, 0, 1), offsets: Int32Array.of(0, 3, 5), texts: 2, alphabetSize: 3 });
 * ngrams.match(1, 0, 1); // 2
 * ngrams.match(2, 0, 1); // 1
 */
export class NgramMatches {
  private readonly kernel = new Kernel<NgramFunctions>(ngramKernel);
  private partitioned: PartitionedNgramMatches | undefined;
  /** Whether the last result is that of `partitioned`. */
  private inParts = false;
  private texts = 0;
  /** Where the matches are, as an index of 32-bit integers, and how many texts a row of them has. */
  private matches = 0;
  private rowLength = 4;
  private idBits = 0;

  constructor(readonly maxOrder: number) {}

  /** Clipped n-gram matches of two different sequences, order 1 ≤ n ≤ maxOrder. */
  match(order: number, first: number, second: number): number {
    if (this.inParts) return this.partitioned!.match(order, first, second);
    const { int32 } = this.kernel;
    if (this.texts > 4) {
      return int32[this.matches + (order * this.rowLength + first) * this.rowLength + second]!;
    }
    const low = first < second ? first : second;
    const apart = first < second ? second - first : first - second;
    // Turned by one, lane a has the match of a and a + 1 (mod 4); turned by two, of a and a + 2.
    if (apart === 2) return int32[this.matches + 8 * order + 4 + low]!;
    return int32[this.matches + 8 * order + (apart === 3 ? 3 : low)]!;
  }

  count(sequences: Sequences): void {
    const idBits = 32 - Math.clz32(sequences.alphabetSize);
    const textBits = 32 - Math.clz32(Math.max(0, sequences.texts - 1));
    this.inParts = idBits * this.maxOrder + textBits > 64;
    if (this.inParts) {
      this.partitioned ??= new PartitionedNgramMatches(this.maxOrder);
      this.partitioned.count(sequences);
    } else {
      this.countSorted(sequences, idBits, textBits);
    }
  }

  private countSorted({ ids, offsets, texts }: Sequences, idBits: number, textBits: number): void {
    const { kernel, maxOrder } = this;
    const total = offsets[texts]!;
    this.texts = texts;
    this.rowLength = 4 * Math.max(1, Math.ceil(texts / 4));
    this.setIdBits(idBits);
    const rowBytes = 4 * this.rowLength;
    const counts = FREE_START;
    const matches = counts + rowBytes * (maxOrder + 1);
    const idsStart = matches + (maxOrder + 1) * (texts > 4 ? this.rowLength * rowBytes : 32);
    const first = idsStart + 8 * Math.ceil(total / 2);
    const second = first + 8 * total;
    kernel.reserve(second + 8 * total);
    this.matches = matches >> 2;
    kernel.int32.fill(0, counts >> 2, idsStart >> 2);
    kernel.int32.set(ids.subarray(0, total), idsStart >> 2);
    for (let t = 0; t < texts; t++) {
      const start = idsStart + 4 * offsets[t]!;
      const end = idsStart + 4 * offsets[t + 1]!;
      const out = first + 8 * offsets[t]!;
      kernel.run.pack(start, end, out, maxOrder, BigInt(idBits), BigInt(textBits), BigInt(t));
    }
    const sorted = this.sort(first, second, 8 * total, textBits, idBits * maxOrder);
    if (texts > 4) {
      kernel.run.matchMany(sorted, 8 * total, BigInt(textBits), 0, counts, matches, rowBytes);
    } else {
      kernel.run.matchFour(sorted, 8 * total, BigInt(textBits), 0, counts, matches);
    }
  }

  /** Sorts by `bits` bits from `shift` on, in as few passes as the number of elements warrants; returns where the result is. */
  private sort(from: number, to: number, bytes: number, shift: number, bits: number): number {
    const elementBits = 32 - Math.clz32(bytes >> 3);
    const passes = Math.ceil(bits / Math.min(MAX_DIGIT_BITS, Math.max(8, elementBits - 1)));
    const digitBits = Math.ceil(bits / passes);
    for (let pass = 0; pass < passes; pass++) {
      const at = BigInt(shift + pass * digitBits);
      this.kernel.run.sort(from, to, bytes, at, 2 ** digitBits - 1, HISTOGRAM);
      [from, to] = [to, from];
    }
    return from;
  }

  /** How many ids agree by the leading zeros of a difference, and how many an element has by its trailing zeros. */
  private setIdBits(idBits: number): void {
    if (this.idBits === idBits) return;
    this.idBits = idBits;
    const { bytes } = this.kernel;
    const { maxOrder } = this;
    const unused = 64 - idBits * maxOrder;
    for (let zeros = 0; zeros <= 64; zeros++) {
      bytes[zeros] = Math.min(maxOrder, Math.max(0, Math.floor((zeros - unused) / idBits)));
      bytes[SIZES + zeros] = Math.max(0, maxOrder - Math.floor(zeros / idBits));
    }
  }
}
