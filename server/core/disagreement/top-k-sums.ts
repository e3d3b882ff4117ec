import { Kernel } from "../webassembly/kernel-memory";
import type { TopKSequence } from "./metric";
import { TopKCells } from "./top-k-cells";
import {
  jensenShannon,
  symmetricCrossEntropy,
  symmetricKl,
  TopKPositionsMismatchError,
} from "./top-k-divergence";
import {
  constantValues,
  FREE_START,
  MAX_LIST,
  RESULTS,
  SEQUENCE_FIELDS,
  type TopKFunctions,
  topKKernel,
} from "./top-k-kernel";

/** A sequence in the kernel's memory; `address` is −1 if a list is too long for it. */
interface Loaded {
  readonly sequence: TopKSequence;
  readonly address: number;
}

/**
 * Divergences of two models' next-token distributions along one text, summed over its positions, in nats.
 *
 * The same as `symmetricKl`, `symmetricCrossEntropy` and `jensenShannon` of `TopKCells` at every position, in one pass by a
 * WebAssembly kernel: each sequence's probabilities are computed once per block, lists are matched four tokens at a time, and
 * exponentials and logarithms are the kernel's own. Lists of more than 64 tokens go the readable way. `sum` leaves its results in
 * `kl`, `crossEntropy` and, if asked for, `jensenShannon`. Throws `TopKPositionsMismatchError` where the numbers of positions differ.
 *
 * @example
 * const sums = new TopKSums();
 * sums.clear(); // once per block: forgets its sequences
 * sums.sum(byFirst, bySecond);
 * sums.kl / byFirst.positions; // mean symmetric KL per position
 */
export class TopKSums {
  kl = 0;
  crossEntropy = 0;
  jensenShannon = 0;

  private readonly kernel = new Kernel<TopKFunctions>(topKKernel);
  private readonly loaded = new Map<TopKSequence, Loaded>();
  private readonly cells = new TopKCells();
  private end = FREE_START;

  constructor() {
    this.kernel.float64.set(constantValues);
  }

  /** Forgets the sequences seen so far. */
  clear(): void {
    this.loaded.clear();
    this.cells.clear();
    this.end = FREE_START;
  }

  sum(first: TopKSequence, second: TopKSequence, withJensenShannon = false): void {
    if (first.positions !== second.positions) {
      throw new TopKPositionsMismatchError(first.positions, second.positions);
    }
    const one = this.load(first);
    const other = this.load(second);
    if (one.address < 0 || other.address < 0) return this.sumByCells(first, second);
    this.kernel.run.sum(one.address, other.address, first.positions, withJensenShannon ? 1 : 0);
    const results = RESULTS >> 3;
    this.kl = this.kernel.float64[results]!;
    this.crossEntropy = this.kernel.float64[results + 1]!;
    this.jensenShannon = this.kernel.float64[results + 2]!;
  }

  private load(sequence: TopKSequence): Loaded {
    const known = this.loaded.get(sequence);
    if (known !== undefined) return known;
    const loaded = { sequence, address: longestList(sequence) > MAX_LIST ? -1 : this.copy(sequence) };
    this.loaded.set(sequence, loaded);
    return loaded;
  }

  /** Every array is followed by room for one vector, since the kernel reads and writes whole ones. */
  private copy({ positions, offsets, tokenIds, logProbs }: TopKSequence): number {
    const { kernel } = this;
    const address = this.end;
    const tokens = offsets[positions]!;
    const sizes = [4 * tokens, 8 * tokens, 8 * tokens, 8 * positions, 8 * positions, 4 * (positions + 1)];
    const starts: number[] = [];
    let end = align(address + 4 * SEQUENCE_FIELDS);
    for (const size of sizes) {
      starts.push(end);
      end = align(end + size) + 16;
    }
    kernel.reserve(end);
    this.end = end;
    kernel.int32.set(starts, address >> 2);
    kernel.int32.set(tokenIds.subarray(0, tokens), starts[0]! >> 2);
    kernel.float64.set(logProbs.subarray(0, tokens), starts[1]! >> 3);
    kernel.int32.set(offsets.subarray(0, positions + 1), starts[5]! >> 2);
    kernel.run.prepare(address, positions);
    return address;
  }

  private sumByCells(first: TopKSequence, second: TopKSequence): void {
    const { cells } = this;
    const one = cells.prepare(first);
    const other = cells.prepare(second);
    this.kl = 0;
    this.crossEntropy = 0;
    this.jensenShannon = 0;
    for (let p = 0; p < first.positions; p++) {
      cells.align(one, other, p);
      this.kl += symmetricKl(cells);
      this.crossEntropy += symmetricCrossEntropy(cells);
      this.jensenShannon += jensenShannon(cells);
    }
  }
}

function longestList({ positions, offsets }: TopKSequence): number {
  let longest = 0;
  for (let p = 0; p < positions; p++) longest = Math.max(longest, offsets[p + 1]! - offsets[p]!);
  return longest;
}

function align(address: number): number {
  return (address + 15) & -16;
}
