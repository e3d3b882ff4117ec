import { countBits } from "./count-bits";
import { ensureCapacity } from "./ensure-capacity";

const BITS = 32;

/**
 * The Levenshtein distance of two id sequences (insert, delete and replace cost 1 each), bit-parallel.
 *
 * Myers 1999, "A fast bit-vector algorithm for approximate string matching based on dynamic programming", with the
 * horizontal carries of Hyyrö 2003 between blocks of 32 rows. The distance is read off the last column's vertical
 * differences. A common beginning and end are left out first. Cost: about n·m/32 steps.
 *
 * @example
 * const levenshtein = new LevenshteinDistance();
 * levenshtein.distance(Int32Array.of(0, 1, 2, 0, 2), 0, 3, 3, 5, 3); // 1: (0, 1, 2) to (0, 2)
 */
export class LevenshteinDistance {
  /** Per id: the rows of the current block that hold it. All zero between calls. */
  private masks = new Int32Array(1024);
  /** Per column: bit 0 carries +1, bit 1 carries −1 out of the block above. */
  private carries = new Uint8Array(1024);

  /** Sequences are `ids[firstStart..firstEnd)` and `ids[secondStart..secondEnd)`; ids lie in [0, vocabularySize). */
  distance(
    ids: Int32Array,
    firstStart: number,
    firstEnd: number,
    secondStart: number,
    secondEnd: number,
    vocabularySize: number,
  ): number {
    while (firstStart < firstEnd && secondStart < secondEnd && ids[firstStart] === ids[secondStart]) {
      firstStart++;
      secondStart++;
    }
    while (firstStart < firstEnd && secondStart < secondEnd && ids[firstEnd - 1] === ids[secondEnd - 1]) {
      firstEnd--;
      secondEnd--;
    }
    const first = firstEnd - firstStart;
    const second = secondEnd - secondStart;
    this.masks = ensureCapacity(this.masks, vocabularySize);
    // Rows come in whole blocks: take as rows whichever sequence wastes fewer steps.
    return Math.ceil(first / BITS) * second <= Math.ceil(second / BITS) * first
      ? this.align(ids, firstStart, firstEnd, secondStart, secondEnd)
      : this.align(ids, secondStart, secondEnd, firstStart, firstEnd);
  }

  private align(
    ids: Int32Array,
    rowStart: number,
    rowEnd: number,
    columnStart: number,
    columnEnd: number,
  ): number {
    const columns = columnEnd - columnStart;
    this.carries = ensureCapacity(this.carries, columns);
    this.carries.fill(1, 0, columns);
    let distance = columns;
    for (let start = rowStart; start < rowEnd; start += BITS) {
      distance += this.alignBlock(ids, start, Math.min(rowEnd, start + BITS), columnStart, columns);
    }
    return distance;
  }

  /** Runs one block of rows over all columns; returns the sum of its vertical differences in the last column. */
  private alignBlock(
    ids: Int32Array,
    start: number,
    end: number,
    columnStart: number,
    columns: number,
  ): number {
    const { masks, carries } = this;
    for (let r = start; r < end; r++) masks[ids[r]!]! |= 1 << (r - start);
    let plus = -1;
    let minus = 0;
    for (let c = 0; c < columns; c++) {
      const mask = masks[ids[columnStart + c]!]!;
      const carry = carries[c]!;
      const minusIn = carry >>> 1;
      const equal = mask | minusIn;
      const vertical = mask | minus;
      const diagonal = ((((equal & plus) + plus) | 0) ^ plus) | equal;
      const up = minus | ~(diagonal | plus);
      const down = plus & diagonal;
      carries[c] = (up >>> 31) | ((down >>> 30) & 2);
      const upShifted = (up << 1) | (carry & 1);
      plus = (down << 1) | minusIn | ~(vertical | upShifted);
      minus = upShifted & vertical;
    }
    for (let r = start; r < end; r++) masks[ids[r]!] = 0;
    const rows = end - start === BITS ? -1 : (1 << (end - start)) - 1;
    return countBits(plus & rows) - countBits(minus & rows);
  }
}
