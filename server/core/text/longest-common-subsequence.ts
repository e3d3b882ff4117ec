import { countBits } from "./count-bits";
import { ensureCapacity } from "./ensure-capacity";

/** One sign bit is kept free for the carry, so sums stay 32-bit integers. */
const BITS = 31;
const ALL_ONES = 0x7fffffff;

/**
 * The length of the longest common subsequence of two id sequences, bit-parallel.
 *
 * Hyyrö 2004, "Bit-parallel LCS-length computation revisited": the column update V ← (V + (V & M)) | (V & ~M), in
 * blocks of 31 rows, zeros of V at the end counted. Ids that occur in only one of the two sequences are left out
 * first. Ids are integers in [0, vocabularySize). Cost: about n·m/31 steps of the reduced lengths.
 *
 * @example
 * const lcs = new LongestCommonSubsequence();
 * lcs.length(Int32Array.of(0, 1, 2, 0, 2), 0, 3, 3, 5, 3); // 2: of (0, 1, 2) and (0, 2)
 */
export class LongestCommonSubsequence {
  private first = new Int32Array(1024);
  private second = new Int32Array(1024);
  /** Per id: the rows of the current block that hold it; also the marks of the reduction. All zero between calls. */
  private masks = new Int32Array(1024);
  private carries = new Uint8Array(1024);

  /** Sequences are `ids[firstStart..firstEnd)` and `ids[secondStart..secondEnd)`. */
  length(
    ids: Int32Array,
    firstStart: number,
    firstEnd: number,
    secondStart: number,
    secondEnd: number,
    vocabularySize: number,
  ): number {
    this.masks = ensureCapacity(this.masks, vocabularySize);
    this.first = ensureCapacity(this.first, firstEnd - firstStart);
    this.second = ensureCapacity(this.second, secondEnd - secondStart);
    const kept = this.keepShared(ids, firstStart, firstEnd, secondStart, secondEnd, this.first);
    const keptToo = this.keepShared(ids, secondStart, secondEnd, firstStart, firstEnd, this.second);
    // Rows come in whole blocks: take as rows whichever sequence wastes fewer steps.
    return Math.ceil(kept / BITS) * keptToo <= Math.ceil(keptToo / BITS) * kept
      ? this.align(this.first, kept, this.second, keptToo)
      : this.align(this.second, keptToo, this.first, kept);
  }

  /** Copies the ids of one range that also occur in the other range; returns how many. */
  private keepShared(
    ids: Int32Array,
    start: number,
    end: number,
    from: number,
    to: number,
    kept: Int32Array,
  ): number {
    const marks = this.masks;
    for (let i = from; i < to; i++) marks[ids[i]!] = 1;
    let count = 0;
    for (let i = start; i < end; i++) {
      const id = ids[i]!;
      kept[count] = id;
      count += marks[id]!;
    }
    for (let i = from; i < to; i++) marks[ids[i]!] = 0;
    return count;
  }

  private align(rows: Int32Array, rowCount: number, columns: Int32Array, columnCount: number): number {
    this.carries = ensureCapacity(this.carries, columnCount);
    this.carries.fill(0, 0, columnCount);
    let length = 0;
    for (let start = 0; start < rowCount; start += BITS) {
      const end = Math.min(rowCount, start + BITS);
      const zeros = ~this.alignBlock(rows, start, end, columns, columnCount);
      length += countBits(zeros & (end - start === BITS ? ALL_ONES : (1 << (end - start)) - 1));
    }
    return length;
  }

  private alignBlock(
    rows: Int32Array,
    start: number,
    end: number,
    columns: Int32Array,
    columnCount: number,
  ): number {
    const { masks, carries } = this;
    for (let r = start; r < end; r++) masks[rows[r]!]! |= 1 << (r - start);
    let v = ALL_ONES;
    for (let c = 0; c < columnCount; c++) {
      const mask = masks[columns[c]!]!;
      const sum = (v + (v & mask) + carries[c]!) | 0;
      carries[c] = sum >>> BITS;
      v = (sum | (v & ~mask)) & ALL_ONES;
    }
    for (let r = start; r < end; r++) masks[rows[r]!] = 0;
    return v;
  }
}
