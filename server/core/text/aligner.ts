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
import { ensureCapacity } from "./ensure-capacity";
import type { InternedWords } from "./word-interner";

/** Rows that one pass over the columns can take. */
const PASS_ROWS = MAX_VECTORS * VECTOR_ROWS;
/** How many times the steps may be worth it to have the first text as rows: those of the next pair are likely marked then. */
const MARKING = 1.25;
/** Room behind a list for what the kernel writes too much. */
const SLACK = 4 * MAX_LAG + 16;

/** Where things lie in the kernel's memory, in bytes. Masks come first. */
interface Layout {
  ids: number;
  presence: number;
  rows: number;
  columns: number;
  carries: number;
}

/** The two ends that are left of two sequences once their common beginning and end are left out. */
interface Middle {
  firstStart: number;
  firstEnd: number;
  secondStart: number;
  secondEnd: number;
}

/**
 * Longest common subsequence and Levenshtein distance of any two of some interned texts, by the kernel of `alignment-kernel.ts`.
 *
 * `load(words)` once, then ask about texts by number. A common beginning and end are left out first; for the
 * subsequence also every word that the other text does not have. Cost: about n·m/128 vector steps. Memory: 48 bytes per word
 * of the vocabulary, 1 per word and text, 32 per word of the longest text.
 *
 * @example
 * aligner.load(words);
 * aligner.distance(0, 1);
 */
export class Aligner {
  private readonly kernel = new Kernel<AlignmentFunctions>(alignmentKernel);
  private readonly middle: Middle = { firstStart: 0, firstEnd: 0, secondStart: 0, secondEnd: 0 };
  private readonly layout: Layout = { ids: 0, presence: 0, rows: 0, columns: 0, carries: 0 };
  /** Bytes for masks, ids, presence, each list and carries. */
  private readonly rooms = [0, 0, 0, 0, 0];
  private offsets = new Int32Array(8);
  private texts = 0;
  private vocabularySize = 0;
  private presenceNoted = false;
  /** Which words are the rows whose masks are set: `distance` leaves them for the next pair. */
  private markedStart = 0;
  private markedCount = 0;

  load(words: InternedWords): void {
    const { offsets, texts, vocabularySize } = words;
    this.unmark();
    const total = offsets[texts]!;
    let longest = 0;
    this.offsets = ensureCapacity(this.offsets, texts + 1);
    for (let t = 0; t <= texts; t++) {
      this.offsets[t] = offsets[t]!;
      if (t > 0) longest = Math.max(longest, offsets[t]! - offsets[t - 1]!);
    }
    this.texts = texts;
    this.vocabularySize = vocabularySize;
    this.presenceNoted = false;
    this.arrange(vocabularySize, total, texts, longest);
    this.kernel.int32.set(words.ids.subarray(0, total), this.layout.ids >> 2);
  }

  /** Length of the longest common subsequence of two texts. */
  commonLength(first: number, second: number): number {
    const { kernel, layout, vocabularySize } = this;
    const { firstStart, firstEnd, secondStart, secondEnd } = this.trim(first, second);
    const trimmed = this.offsets[first + 1]! - this.offsets[first]! - (firstEnd - firstStart);
    if (firstStart === firstEnd || secondStart === secondEnd) return trimmed;
    this.unmark();
    if (!this.presenceNoted) this.notePresence();
    const inFirst = layout.presence + first * vocabularySize;
    const inSecond = layout.presence + second * vocabularySize;
    const { ids, rows, columns } = layout;
    const rowCount = kernel.run.keep(ids + 4 * firstStart, firstEnd - firstStart, inSecond, rows);
    const columnCount = kernel.run.keep(ids + 4 * secondStart, secondEnd - secondStart, inFirst, columns);
    const swap = countSteps(columnCount, rowCount) < countSteps(rowCount, columnCount);
    const length = swap
      ? this.pass(columns, columnCount, rows, rowCount, 0)
      : this.pass(rows, rowCount, columns, columnCount, 0);
    return trimmed + length;
  }

  /** Least number of words to insert, delete or replace to turn one text into the other. */
  distance(first: number, second: number): number {
    const { firstStart, firstEnd, secondStart, secondEnd } = this.trim(first, second);
    const firstCount = firstEnd - firstStart;
    const secondCount = secondEnd - secondStart;
    if (firstCount === 0 || secondCount === 0) return firstCount + secondCount;
    // The rows of the pair before are marked already.
    const isMarked = this.markedStart === firstStart && this.markedCount === firstCount;
    return isMarked || countSteps(firstCount, secondCount) <= MARKING * countSteps(secondCount, firstCount)
      ? this.edit(firstStart, firstCount, secondStart, secondCount)
      : this.edit(secondStart, secondCount, firstStart, firstCount);
  }

  private trim(first: number, second: number): Middle {
    const { middle, offsets } = this;
    const { int32 } = this.kernel;
    const ids = this.layout.ids >> 2;
    let [firstStart, firstEnd] = [offsets[first]!, offsets[first + 1]!];
    let [secondStart, secondEnd] = [offsets[second]!, offsets[second + 1]!];
    while (
      firstStart < firstEnd &&
      secondStart < secondEnd &&
      int32[ids + firstStart] === int32[ids + secondStart]
    ) {
      firstStart++;
      secondStart++;
    }
    while (
      firstStart < firstEnd &&
      secondStart < secondEnd &&
      int32[ids + firstEnd - 1] === int32[ids + secondEnd - 1]
    ) {
      firstEnd--;
      secondEnd--;
    }
    middle.firstStart = firstStart;
    middle.firstEnd = firstEnd;
    middle.secondStart = secondStart;
    middle.secondEnd = secondEnd;
    return middle;
  }

  private edit(rowStart: number, rowCount: number, columnStart: number, columnCount: number): number {
    const { kernel, layout } = this;
    const { ids, rows, columns, carries } = layout;
    kernel.run.locate(ids + 4 * columnStart, columnCount, columns);
    if (rowCount <= PASS_ROWS && this.markedStart === rowStart && this.markedCount === rowCount) {
      return columnCount + this.runPass(columns, columnCount, carries, rowCount, 0, 1);
    }
    this.unmark();
    kernel.run.locate(ids + 4 * rowStart, rowCount, rows);
    if (rowCount > PASS_ROWS) return columnCount + this.pass(rows, rowCount, columns, columnCount, 1);
    kernel.run.mark(rows, rowCount);
    this.markedStart = rowStart;
    this.markedCount = rowCount;
    return columnCount + this.runPass(columns, columnCount, carries, rowCount, 0, 1);
  }

  /** All passes over located rows and columns, which leave no mask. `edit` is 1 for the distance, 0 for the subsequence. */
  private pass(rows: number, rowCount: number, columns: number, columnCount: number, edit: 0 | 1): number {
    const { kernel, layout } = this;
    let result = 0;
    for (let done = 0; done < rowCount; done += PASS_ROWS) {
      const count = Math.min(rowCount - done, PASS_ROWS);
      kernel.run.mark(rows + 4 * done, count);
      const more = rowCount - done > count ? 1 : 0;
      result += this.runPass(columns, columnCount, layout.carries, count, more, edit);
      kernel.run.unmark(rows + 4 * done, count);
    }
    // A single pass leaves the carries as it found them: nothing enters its first block.
    if (rowCount > PASS_ROWS) {
      kernel.bytes.fill(0, layout.carries, layout.carries + CARRY_BYTES * (columnCount + MAX_LAG));
    }
    return result;
  }

  private runPass(
    columns: number,
    columnCount: number,
    carries: number,
    rows: number,
    more: 0 | 1,
    edit: 0 | 1,
  ): number {
    const { run } = this.kernel;
    const vectors = Math.ceil(rows / VECTOR_ROWS);
    if (edit === 1) {
      const edited = vectors === 1 ? run.edit1 : vectors === 2 ? run.edit2 : run.edit3;
      return edited(columns, columnCount, carries, rows, more);
    }
    const common = vectors === 1 ? run.lcs1 : vectors === 2 ? run.lcs2 : run.lcs3;
    return common(columns, columnCount, carries, rows, more);
  }

  private unmark(): void {
    if (this.markedCount === 0) return;
    this.kernel.run.unmark(this.layout.rows, this.markedCount);
    this.markedCount = 0;
  }

  /** Which words each text has, a byte for each. */
  private notePresence(): void {
    const { kernel, layout, offsets, texts, vocabularySize } = this;
    kernel.bytes.fill(0, layout.presence, layout.presence + texts * vocabularySize);
    for (let t = 0; t < texts; t++) {
      const count = offsets[t + 1]! - offsets[t]!;
      kernel.run.note(layout.ids + 4 * offsets[t]!, count, layout.presence + t * vocabularySize);
    }
    this.presenceNoted = true;
  }

  /** Makes room; where anything moves, all is 0 afterwards. What is before a list stays 0: an id without rows. */
  private arrange(vocabularySize: number, total: number, texts: number, longest: number): void {
    const { kernel, layout, rooms } = this;
    const needs = [
      MASK_BYTES * (vocabularySize + 1),
      4 * total + SLACK,
      texts * vocabularySize + SLACK,
      4 * longest + 2 * SLACK,
      CARRY_BYTES * (longest + 2 * MAX_LAG),
    ];
    if (needs.every((bytes, k) => bytes <= rooms[k]!)) return;
    needs.forEach((bytes, k) => {
      if (bytes > rooms[k]!) rooms[k] = align(2 * bytes);
    });
    const [masks, ids, presence, list, carries] = rooms as [number, number, number, number, number];
    layout.ids = masks;
    layout.presence = layout.ids + ids;
    layout.rows = layout.presence + presence;
    layout.columns = layout.rows + list;
    layout.carries = layout.columns + list + CARRY_BYTES * MAX_LAG;
    const end = layout.carries + carries;
    kernel.reserve(end);
    kernel.bytes.fill(0, 0, end);
  }
}

/** How many vector steps a list of rows makes over all columns, since rows come in whole vectors. */
function countSteps(rows: number, columns: number): number {
  return Math.ceil(rows / VECTOR_ROWS) * columns;
}

function align(address: number): number {
  return (address + 15) & -16;
}
