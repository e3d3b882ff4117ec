import { countBits } from "./count-bits";
import { ensureCapacity } from "./ensure-capacity";

/** Rows per word: one sign bit is kept free for the carry, so sums stay 32-bit integers. */
const BITS = 31;
/** Rows per block: two words, whose chains of dependent operations overlap in the processor. */
const ROWS = 2 * BITS;
const ALL_ONES = 0x7fffffff;

/**
 * The length of the longest common subsequence of two id sequences, bit-parallel.
 *
 * Hyyrö 2004, "Bit-parallel LCS-length computation revisited": the column update V ← (V + (V & M)) | (V & ~M), in
 * blocks of 2 × 31 rows, zeros of V at the end counted. Ids that occur in only one of the two sequences are left out
 * first. Ids are integers in [0, vocabularySize). Cost: about n·m/31 steps of the reduced lengths.
 *
 * @example
 * const lcs = new LongestCommonSubsequence();
 * lcs.length(Int32Array.of(0, 1, 2, 0, 2), 0, 3, 3, 5, 3); // 2: of (0, 1, 2) and (0, 2)
 */
export class LongestCommonSubsequence {
  private first = new Int32Array(1024);
  private second = new Int32Array(1024);
  /** Two per id: the rows of the current block that hold it; also the marks of the reduction. All zero between calls. */
  private masks = new Int32Array(2048);
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
    this.masks = ensureCapacity(this.masks, 2 * vocabularySize);
    this.first = ensureCapacity(this.first, firstEnd - firstStart);
    this.second = ensureCapacity(this.second, secondEnd - secondStart);
    const { first, second, masks } = this;
    for (let i = firstStart; i < firstEnd; i++) masks[ids[i]!] = 1;
    let secondKept = 0;
    for (let i = secondStart; i < secondEnd; i++) {
      const id = ids[i]!;
      if (masks[id] === 0) continue;
      masks[id] = 2;
      second[secondKept++] = id;
    }
    let firstKept = 0;
    for (let i = firstStart; i < firstEnd; i++) {
      const id = ids[i]!;
      first[firstKept] = id;
      firstKept += masks[id]! >> 1;
    }
    for (let i = firstStart; i < firstEnd; i++) masks[ids[i]!] = 0;
    // Rows come in whole blocks: take as rows whichever sequence wastes fewer steps.
    return Math.ceil(firstKept / ROWS) * secondKept <= Math.ceil(secondKept / ROWS) * firstKept
      ? this.align(first, firstKept, second, secondKept)
      : this.align(second, secondKept, first, firstKept);
  }

  private align(rows: Int32Array, rowCount: number, columns: Int32Array, columnCount: number): number {
    this.carries = ensureCapacity(this.carries, columnCount);
    this.carries.fill(0, 0, columnCount);
    let length = 0;
    for (let start = 0; start < rowCount; start += ROWS) {
      length += this.alignBlock(rows, start, Math.min(rowCount, start + ROWS), columns, columnCount);
    }
    return length;
  }

  /** Runs one block of rows over all columns; returns how many rows lengthened the subsequence. */
  private alignBlock(
    rows: Int32Array,
    start: number,
    end: number,
    columns: Int32Array,
    columnCount: number,
  ): number {
    const { masks, carries } = this;
    const middle = Math.min(end, start + BITS);
    for (let r = start; r < middle; r++) masks[2 * rows[r]!]! |= 1 << (r - start);
    for (let r = middle; r < end; r++) masks[2 * rows[r]! + 1]! |= 1 << (r - middle);
    let upper = ALL_ONES;
    let lower = ALL_ONES;
    for (let c = 0; c < columnCount; c++) {
      const id = columns[c]!;
      const upperMask = masks[2 * id]!;
      const lowerMask = masks[2 * id + 1]!;
      const upperSum = (upper + (upper & upperMask) + carries[c]!) | 0;
      const lowerSum = (lower + (lower & lowerMask) + (upperSum >>> BITS)) | 0;
      carries[c] = lowerSum >>> BITS;
      upper = (upperSum | (upper & ~upperMask)) & ALL_ONES;
      lower = (lowerSum | (lower & ~lowerMask)) & ALL_ONES;
    }
    for (let r = start; r < end; r++) {
      masks[2 * rows[r]!] = 0;
      masks[2 * rows[r]! + 1] = 0;
    }
    return zerosOf(upper, middle - start) + zerosOf(lower, end - middle);
  }
}

function zerosOf(value: number, bits: number): number {
  return countBits(~value & (2 ** bits - 1));
}
