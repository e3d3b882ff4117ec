import { Kernel } from "../webassembly/kernel-memory";
import { type CountFunctions, countPairsKernel, PAIR_BYTES, WHOLE_PAIR_BYTES } from "./count-pairs-kernel";
import { checkColumns, type PairJudgments } from "./pair-judgments";

const rowsWorthAKernel = 20_000;
/** Rows that are handed to the kernel together, so that they stay in the processor's cache. */
const rowsTogether = 4096;
/** What they take in its memory, before the pairs. */
const columnBytes = 16 * rowsTogether;

/** How often each model won, lost and tied against each other one: all that the strengths are fitted to. */
export interface PairCounts {
  models: number;
  /** models × models, row after row: entry i·models + j is the weight of i's wins over j. */
  wins: Float64Array;
  /** Likewise for ties; symmetric. */
  ties: Float64Array;
  /** Σ of all rows' weights. */
  weight: number;
  /** Σ of squared weights per pair, symmetric; left out where every weight is 1. */
  squares?: Float64Array;
}

/**
 * Sums judgments up to wins and ties of every pair of models, in one pass.
 *
 * A score between the whole ones is split into as much tie as possible: .25 is a quarter of a win and three quarters of a
 * tie.
 *
 * @throws RangeError for columns of different length, a model out of range or against itself, a score outside [−1, 1] or
 * a weight that is negative or not finite.
 * @example
 * const a = Int32Array.of(0, 1);
 * countPairs({ models: 2, a, b: Int32Array.of(1, 0), score: Float64Array.of(1, 0) }).wins // [0, 1, 0, 0]
 */
export function countPairs(input: PairJudgments): PairCounts {
  checkColumns(input);
  const cells = cellsOf(input);
  const { models } = input;
  const wins = new Float64Array(models * models);
  const ties = new Float64Array(models * models);
  const squares = input.weight && new Float64Array(models * models);
  let weight = 0;
  for (let i = 0; i < models; i++) {
    for (let j = 0; j < models; j++) {
      const own = 4 * (i * models + j);
      const other = 4 * (j * models + i);
      wins[i * models + j] = cells[own + 2]! + cells[other]!;
      ties[i * models + j] = cells[own + 1]! + cells[other + 1]!;
      if (squares) squares[i * models + j] = cells[own + 3]! + cells[other + 3]!;
      weight += cells[own]! + cells[own + 1]! + cells[own + 2]!;
    }
  }
  const counts = { models, wins, ties, weight };
  return squares ? { ...counts, squares } : counts;
}

/** Per ordered pair (a, b): weight of b's wins, of ties, of a's wins, and squared weight. */
function cellsOf(input: PairJudgments): Float64Array {
  if (input.weight) return weightedCells(input, input.weight);
  // A kernel's memory ends at 4 GB.
  const isForKernel = input.a.length >= rowsWorthAKernel && input.models <= 4096;
  return isForKernel ? (wholeCells(input) ?? kernelCells(input)) : plainCells(input);
}

function plainCells({ models, a, b, score }: PairJudgments): Float64Array {
  const sums = new Float64Array(4 * models * models);
  for (let row = 0; row < a.length; row++) {
    const i = a[row]!;
    const j = b[row]!;
    const s = score[row]!;
    if (i >>> 0 >= models || j >>> 0 >= models || i === j || !(s >= -1 && s <= 1)) refuse(row, i, j, s, 1);
    share(sums, 4 * (i * models + j), s, 1);
  }
  return sums;
}

/** Cells of whole scores alone, which a count is enough for; undefined with any other row. */
function wholeCells(input: PairJudgments): Float64Array | undefined {
  const size = input.models ** 2;
  const kernel = new Kernel<CountFunctions>(countPairsKernel, columnBytes + WHOLE_PAIR_BYTES * size);
  if (handOver(kernel, input, "countWhole") < input.a.length) return undefined;
  return Float64Array.from(kernel.int32.subarray(columnBytes / 4, columnBytes / 4 + 4 * size));
}

function kernelCells(input: PairJudgments): Float64Array {
  const { models, a, b, score } = input;
  const bytes = PAIR_BYTES * models * models;
  const kernel = new Kernel<CountFunctions>(countPairsKernel, columnBytes + bytes);
  const row = handOver(kernel, input, "count");
  if (row < a.length) refuse(row, a[row]!, b[row]!, score[row]!, 1);
  return kernel.float64.subarray(columnBytes / 8, (columnBytes + bytes) / 8);
}

/** Has the kernel count rows until there is one that it does not take; returns how many it took. */
function handOver(
  kernel: Kernel<CountFunctions>,
  { models, a, b, score }: PairJudgments,
  count: keyof CountFunctions,
): number {
  const [ofA, ofB] = [8 * rowsTogether, 12 * rowsTogether];
  for (let from = 0; from < a.length; from += rowsTogether) {
    const to = Math.min(a.length, from + rowsTogether);
    kernel.float64.set(score.subarray(from, to));
    kernel.int32.set(a.subarray(from, to), ofA / 4);
    kernel.int32.set(b.subarray(from, to), ofB / 4);
    const row = from + kernel.run[count](ofA, ofB, 0, to - from, columnBytes, models);
    if (row < to) return row;
  }
  return a.length;
}

function weightedCells({ models, a, b, score }: PairJudgments, weight: Float64Array): Float64Array {
  const sums = new Float64Array(4 * models * models);
  for (let row = 0; row < a.length; row++) {
    const i = a[row]!;
    const j = b[row]!;
    const s = score[row]!;
    const w = weight[row]!;
    if (i >>> 0 >= models || j >>> 0 >= models || i === j || !(s >= -1 && s <= 1)) refuse(row, i, j, s, w);
    if (!(w >= 0 && w < Infinity)) refuse(row, i, j, s, w);
    const cell = 4 * (i * models + j);
    sums[cell + 3]! += w * w;
    share(sums, cell, s, w);
  }
  return sums;
}

function share(sums: Float64Array, cell: number, s: number, w: number): void {
  const decisive = Math.abs(s);
  sums[cell + (s < 0 ? 0 : 2)]! += w * decisive;
  sums[cell + 1]! += w * (1 - decisive);
}

function refuse(row: number, i: number, j: number, s: number, w: number): never {
  if (!(s >= -1 && s <= 1)) throw new RangeError(`row ${row} has score ${s}, outside [−1, 1]`);
  if (!(w >= 0 && w < Infinity)) throw new RangeError(`row ${row} has weight ${w}`);
  throw new RangeError(`row ${row} compares model ${i} with model ${j}`);
}
