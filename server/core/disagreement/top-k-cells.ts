import { ensureCapacity } from "../text/ensure-capacity";
import type { TopKSequence } from "./metric";

/** Least mass of a bucket before renormalising. */
const MASS_FLOOR = 1e-6;
const LOG_FLOOR = Math.log(MASS_FLOOR);
/** Comes after every token id. */
const NO_TOKEN = 0x80000000;

/** A sequence with its probabilities, computed once per block and read for every pair. */
export interface PreparedTopK {
  readonly sequence: TopKSequence;
  /** Where the sequence's tokens start in the shared arrays of masses, and its positions in those of rests. */
  readonly tokenStart: number;
  readonly restStart: number;
}

/**
 * Two next-token distributions side by side, from top-k lists, cell by cell.
 *
 * The cells are the union of both lists and one bucket for the rest. A model's mass is its probability for tokens of
 * its own list, the floor 1e−6 for tokens of only the other's, and 1 − (its listed mass) for the rest; every mass is at
 * least the floor. After `align`, cell c has `firstMasses[c]` and `secondMasses[c]` with their logarithms, not yet
 * renormalised: divide by `firstTotal` and `secondTotal`. Scratch of this instance, valid until the next `align`.
 */
export class TopKCells {
  count = 0;
  firstTotal = 0;
  secondTotal = 0;
  firstMasses = new Float64Array(64);
  firstLogs = new Float64Array(64);
  secondMasses = new Float64Array(64);
  secondLogs = new Float64Array(64);

  /** Of all prepared sequences: token ids, ascending within each position, with their masses and logarithms. */
  private tokens = new Int32Array(8192);
  private masses = new Float64Array(8192);
  private logMasses = new Float64Array(8192);
  private tokensEnd = 0;
  private rests = new Float64Array(512);
  private logRests = new Float64Array(512);
  private restsEnd = 0;
  private readonly known = new Map<TopKSequence, PreparedTopK>();

  /** Forgets the prepared sequences. */
  clear(): void {
    this.known.clear();
    this.tokensEnd = 0;
    this.restsEnd = 0;
  }

  prepare(sequence: TopKSequence): PreparedTopK {
    const known = this.known.get(sequence);
    if (known !== undefined) return known;
    const { positions, offsets } = sequence;
    const prepared = { sequence, tokenStart: this.tokensEnd, restStart: this.restsEnd };
    const tokens = offsets[positions]!;
    this.tokens = ensureCapacity(this.tokens, this.tokensEnd + tokens);
    this.masses = ensureCapacity(this.masses, this.tokensEnd + tokens);
    this.logMasses = ensureCapacity(this.logMasses, this.tokensEnd + tokens);
    this.rests = ensureCapacity(this.rests, this.restsEnd + positions);
    this.logRests = ensureCapacity(this.logRests, this.restsEnd + positions);
    for (let p = 0; p < positions; p++) {
      const rest = Math.max(MASS_FLOOR, 1 - this.sortPosition(sequence, p));
      this.rests[this.restsEnd + p] = rest;
      this.logRests[this.restsEnd + p] = Math.log(rest);
    }
    this.tokensEnd += tokens;
    this.restsEnd += positions;
    this.known.set(sequence, prepared);
    return prepared;
  }

  /** Copies one position's list in ascending order of token (by insertion: lists are short). Returns its mass. */
  private sortPosition({ offsets, tokenIds, logProbs }: TopKSequence, position: number): number {
    const { tokens, masses, logMasses } = this;
    const first = this.tokensEnd + offsets[position]!;
    let listed = 0;
    for (let i = offsets[position]!, end = offsets[position + 1]!; i < end; i++) {
      const token = tokenIds[i]!;
      const mass = Math.exp(logProbs[i]!);
      listed += mass;
      let place = this.tokensEnd + i;
      for (; place > first && tokens[place - 1]! > token; place--) {
        tokens[place] = tokens[place - 1]!;
        masses[place] = masses[place - 1]!;
        logMasses[place] = logMasses[place - 1]!;
      }
      tokens[place] = token;
      masses[place] = mass > MASS_FLOOR ? mass : MASS_FLOOR;
      logMasses[place] = mass > MASS_FLOOR ? logProbs[i]! : LOG_FLOOR;
    }
    return listed;
  }

  /** Puts position p of both sequences side by side: the rest first, then both sorted lists merged. */
  align(first: PreparedTopK, second: PreparedTopK, p: number): void {
    const { tokens, masses, logMasses } = this;
    let i = first.tokenStart + first.sequence.offsets[p]!;
    let j = second.tokenStart + second.sequence.offsets[p]!;
    const iEnd = first.tokenStart + first.sequence.offsets[p + 1]!;
    const jEnd = second.tokenStart + second.sequence.offsets[p + 1]!;
    this.reserve(iEnd - i + jEnd - j + 1);
    const { firstMasses, firstLogs, secondMasses, secondLogs } = this;
    let firstTotal = this.rests[first.restStart + p]!;
    let secondTotal = this.rests[second.restStart + p]!;
    firstMasses[0] = firstTotal;
    secondMasses[0] = secondTotal;
    firstLogs[0] = this.logRests[first.restStart + p]!;
    secondLogs[0] = this.logRests[second.restStart + p]!;
    let cell = 1;
    for (; i < iEnd || j < jEnd; cell++) {
      const ofFirst = i < iEnd ? tokens[i]! : NO_TOKEN;
      const ofSecond = j < jEnd ? tokens[j]! : NO_TOKEN;
      let mass = MASS_FLOOR;
      let log = LOG_FLOOR;
      if (ofFirst <= ofSecond) {
        mass = masses[i]!;
        log = logMasses[i++]!;
      }
      firstMasses[cell] = mass;
      firstLogs[cell] = log;
      firstTotal += mass;
      mass = MASS_FLOOR;
      log = LOG_FLOOR;
      if (ofSecond <= ofFirst) {
        mass = masses[j]!;
        log = logMasses[j++]!;
      }
      secondMasses[cell] = mass;
      secondLogs[cell] = log;
      secondTotal += mass;
    }
    this.count = cell;
    this.firstTotal = firstTotal;
    this.secondTotal = secondTotal;
  }

  private reserve(cells: number): void {
    if (this.firstMasses.length >= cells) return;
    this.firstMasses = ensureCapacity(this.firstMasses, cells);
    this.firstLogs = ensureCapacity(this.firstLogs, cells);
    this.secondMasses = ensureCapacity(this.secondMasses, cells);
    this.secondLogs = ensureCapacity(this.secondLogs, cells);
  }
}
