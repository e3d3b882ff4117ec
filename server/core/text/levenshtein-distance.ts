import { countBits } from "./count-bits";
import { ensureCapacity } from "./ensure-capacity";

const BITS = 32;
/** Rows per block: two words, whose chains of dependent operations overlap in the processor. */
const ROWS = 2 * BITS;

/**
 * The Levenshtein distance of two id sequences (insert, delete and replace cost 1 each), bit-parallel.
 *
 * Myers 1999, "A fast bit-vector algorithm for approximate string matching based on dynamic programming", with the
 * horizontal carries of Hyyrö 2003 between blocks of 2 × 32 rows. The distance is read off the last column's vertical
 * differences. A common beginning and end are left out first. Cost: about n·m/32 steps.
 *
 * @example
 * const levenshtein = new LevenshteinDistance();
 * levenshtein.distance(Int32Array.of(0, 1, 2, 0, 2), 0, 3, 3, 5, 3); // 1: (0, 1, 2) to (0, 2)
 */
export class LevenshteinDistance {
  /** Two per id: the rows of the current block that hold it. All zero between calls. */
  private masks = new Int32Array(2048);
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
    this.masks = ensureCapacity(this.masks, 2 * vocabularySize);
    // Rows come in whole blocks: take as rows whichever sequence wastes fewer steps.
    return Math.ceil(first / ROWS) * second <= Math.ceil(second / ROWS) * first
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
    for (let start = rowStart; start < rowEnd; start += ROWS) {
      distance += this.alignBlock(ids, start, Math.min(rowEnd, start + ROWS), columnStart, columns);
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
    const middle = Math.min(end, start + BITS);
    for (let r = start; r < middle; r++) masks[2 * ids[r]!]! |= 1 << (r - start);
    for (let r = middle; r < end; r++) masks[2 * ids[r]! + 1]! |= 1 << (r - middle);
    let plus = -1;
    let minus = 0;
    let lowerPlus = -1;
    let lowerMinus = 0;
    const columnEnd = columnStart + columns;
    for (let column = columnStart, c = 0; column < columnEnd; column++, c++) {
      const id = ids[column]!;
      const carry = carries[c]!;
      const mask = masks[2 * id]!;
      const minusIn = carry >>> 1;
      const equal = mask | minusIn;
      const vertical = mask | minus;
      const diagonal = ((((equal & plus) + plus) | 0) ^ plus) | equal;
      const up = minus | ~(diagonal | plus);
      const down = plus & diagonal;
      const upShifted = (up << 1) | (carry & 1);
      plus = (down << 1) | minusIn | ~(vertical | upShifted);
      minus = upShifted & vertical;
      // The lower word, with the carries that left the upper one.
      const lowerMask = masks[2 * id + 1]!;
      const lowerMinusIn = down >>> 31;
      const lowerEqual = lowerMask | lowerMinusIn;
      const lowerVertical = lowerMask | lowerMinus;
      const lowerDiagonal = ((((lowerEqual & lowerPlus) + lowerPlus) | 0) ^ lowerPlus) | lowerEqual;
      const lowerUp = lowerMinus | ~(lowerDiagonal | lowerPlus);
      const lowerDown = lowerPlus & lowerDiagonal;
      const lowerUpShifted = (lowerUp << 1) | (up >>> 31);
      lowerPlus = (lowerDown << 1) | lowerMinusIn | ~(lowerVertical | lowerUpShifted);
      lowerMinus = lowerUpShifted & lowerVertical;
      carries[c] = (lowerUp >>> 31) | ((lowerDown >>> 30) & 2);
    }
    for (let r = start; r < end; r++) {
      masks[2 * ids[r]!] = 0;
      masks[2 * ids[r]! + 1] = 0;
    }
    return differenceOf(plus, minus, middle - start) + differenceOf(lowerPlus, lowerMinus, end - middle);
  }
}

/** The sum of the first `bits` vertical differences. */
function differenceOf(plus: number, minus: number, bits: number): number {
  const rows = 2 ** bits - 1;
  return countBits(plus & rows) - countBits(minus & rows);
}
