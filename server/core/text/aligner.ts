import { Kernel } from "../webassembly/kernel-memory";
import {
  type AlignmentFunctions,
  alignmentKernel,
  CARRY_BYTES,
  MASK_BYTES,
  MAX_LAG,
  MAX_VECTORS,
  VECTOR_ROWS,
} from "./alignment-kernel";

/** The two ends that are left of two sequences once their common beginning and end are left out. */
interface Middle {
  firstStart: number;
  firstEnd: number;
  secondStart: number;
  secondEnd: number;
}

/**
 * Longest common subsequence and Levenshtein distance of two id sequences, by the kernel of `alignment-kernel.ts`.
 *
 * Sequences are `ids[start..end)`; ids lie in [0, vocabularySize). A common beginning and end are left out first. Cost: about
 * n·m/128 vector steps. Memory: 48 bytes per id of the vocabulary, 20 per column.
 */
export class Aligner {
  private readonly kernel = new Kernel<AlignmentFunctions>(alignmentKernel);
  private readonly middle: Middle = { firstStart: 0, firstEnd: 0, secondStart: 0, secondEnd: 0 };
  /** Bytes from the start of memory: the masks, then rows, columns and carries of the pair at hand. */
  private masksEnd = 0;

  /** Length of the longest common subsequence. */
  commonLength(
    ids: Int32Array,
    firstStart: number,
    firstEnd: number,
    secondStart: number,
    secondEnd: number,
    vocabularySize: number,
  ): number {
    const middle = this.trim(ids, firstStart, firstEnd, secondStart, secondEnd);
    const trimmed = firstEnd - firstStart - (middle.firstEnd - middle.firstStart);
    return trimmed + this.align(ids, vocabularySize, 0);
  }

  /** Least number of ids to insert, delete or replace. */
  distance(
    ids: Int32Array,
    firstStart: number,
    firstEnd: number,
    secondStart: number,
    secondEnd: number,
    vocabularySize: number,
  ): number {
    this.trim(ids, firstStart, firstEnd, secondStart, secondEnd);
    return this.align(ids, vocabularySize, 1);
  }

  private trim(
    ids: Int32Array,
    firstStart: number,
    firstEnd: number,
    secondStart: number,
    secondEnd: number,
  ): Middle {
    while (firstStart < firstEnd && secondStart < secondEnd && ids[firstStart] === ids[secondStart]) {
      firstStart++;
      secondStart++;
    }
    while (firstStart < firstEnd && secondStart < secondEnd && ids[firstEnd - 1] === ids[secondEnd - 1]) {
      firstEnd--;
      secondEnd--;
    }
    const middle = this.middle;
    middle.firstStart = firstStart;
    middle.firstEnd = firstEnd;
    middle.secondStart = secondStart;
    middle.secondEnd = secondEnd;
    return middle;
  }

  /** Rows come in whole vectors: take as rows whichever sequence wastes fewer steps. `edit` is 1 for the distance, 0 for the subsequence. */
  private align(ids: Int32Array, vocabularySize: number, edit: 0 | 1): number {
    const { firstStart, firstEnd, secondStart, secondEnd } = this.middle;
    const first = firstEnd - firstStart;
    const second = secondEnd - secondStart;
    if (first === 0 || second === 0) return edit * (first + second);
    return Math.ceil(first / VECTOR_ROWS) * second <= Math.ceil(second / VECTOR_ROWS) * first
      ? this.run(ids, firstStart, first, secondStart, second, vocabularySize, edit)
      : this.run(ids, secondStart, second, firstStart, first, vocabularySize, edit);
  }

  private run(
    ids: Int32Array,
    rowStart: number,
    rowCount: number,
    columnStart: number,
    columnCount: number,
    vocabularySize: number,
    edit: 0 | 1,
  ): number {
    const { kernel } = this;
    const rows = this.reserve(vocabularySize, rowCount, columnCount);
    const columns = rows + 4 * (rowCount + MAX_LAG);
    const carries = align(columns + 4 * (columnCount + MAX_LAG)) + CARRY_BYTES * MAX_LAG;
    const { int32 } = kernel;
    // No row has this id: it stands before and after the columns.
    int32.fill(vocabularySize, (columns >> 2) - MAX_LAG, columns >> 2);
    int32.fill(vocabularySize, (columns >> 2) + columnCount, (columns >> 2) + columnCount + MAX_LAG);
    int32.set(ids.subarray(rowStart, rowStart + rowCount), rows >> 2);
    int32.set(ids.subarray(columnStart, columnStart + columnCount), columns >> 2);
    int32.fill(0, carries >> 2, (carries + CARRY_BYTES * (columnCount + MAX_LAG)) >> 2);
    kernel.run.locate(columns - 4 * MAX_LAG, columnCount + 2 * MAX_LAG, 0);
    let result = edit * columnCount;
    for (let done = 0; done < rowCount; done += MAX_VECTORS * VECTOR_ROWS) {
      result += this.pass(rows + 4 * done, rowCount - done, columns, columnCount, carries, edit);
    }
    return result;
  }

  private pass(
    rows: number,
    rowsLeft: number,
    columns: number,
    columnCount: number,
    carries: number,
    edit: 0 | 1,
  ): number {
    const { run } = this.kernel;
    const count = Math.min(rowsLeft, MAX_VECTORS * VECTOR_ROWS);
    run.mark(rows, count, 0);
    const more = rowsLeft > count ? 1 : 0;
    const vectors = Math.ceil(count / VECTOR_ROWS);
    let sum: number;
    if (edit === 1) {
      const edited = vectors === 1 ? run.edit1 : vectors === 2 ? run.edit2 : run.edit3;
      sum = edited(columns, columnCount, carries, count, more);
    } else {
      const common = vectors === 1 ? run.lcs1 : vectors === 2 ? run.lcs2 : run.lcs3;
      sum = common(columns, columnCount, carries, count, more);
    }
    run.unmark(rows, count, 0);
    return sum;
  }

  /** Makes room for the masks (all 0) and the pair; returns where the rows go. */
  private reserve(vocabularySize: number, rowCount: number, columnCount: number): number {
    const needed = MASK_BYTES * (vocabularySize + 1);
    const masksEnd = needed > this.masksEnd ? align(2 * needed) : this.masksEnd;
    const pair = 4 * (rowCount + columnCount) + CARRY_BYTES * (columnCount + 2 * MAX_LAG) + 8 * MAX_LAG + 32;
    this.kernel.reserve(masksEnd + pair);
    // Where the masks grow, rows and columns of earlier pairs lie.
    if (masksEnd > this.masksEnd) this.kernel.bytes.fill(0, this.masksEnd, masksEnd);
    this.masksEnd = masksEnd;
    return masksEnd;
  }
}

function align(address: number): number {
  return (address + 15) & -16;
}
