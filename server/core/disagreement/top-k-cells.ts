import { ensureCapacity } from "../text/ensure-capacity";
import type { TopKSequence } from "./metric";

/** Least mass of a bucket before renormalising. */
const MASS_FLOOR = 1e-6;
const LOG_FLOOR = Math.log(MASS_FLOOR);

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

  private masses = new Float64Array(8192);
  private logMasses = new Float64Array(8192);
  private tokensEnd = 0;
  private rests = new Float64Array(512);
  private logRests = new Float64Array(512);
  private restsEnd = 0;
  /** The indexed list: open addressing to (index + 1), the slots in use, and which of its tokens found a partner. */
  private slots = new Int32Array(64);
  private used = new Int32Array(32);
  private usedCount = 0;
  private start = 0;
  private partners = new Uint8Array(32);
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
    const { positions, offsets, logProbs } = sequence;
    const prepared = { sequence, tokenStart: this.tokensEnd, restStart: this.restsEnd };
    const tokens = offsets[positions]!;
    this.masses = ensureCapacity(this.masses, this.tokensEnd + tokens);
    this.logMasses = ensureCapacity(this.logMasses, this.tokensEnd + tokens);
    this.rests = ensureCapacity(this.rests, this.restsEnd + positions);
    this.logRests = ensureCapacity(this.logRests, this.restsEnd + positions);
    for (let p = 0; p < positions; p++) {
      let listed = 0;
      for (let i = offsets[p]!; i < offsets[p + 1]!; i++) {
        const mass = Math.exp(logProbs[i]!);
        listed += mass;
        this.logMasses[this.tokensEnd + i] = Math.max(LOG_FLOOR, logProbs[i]!);
        this.masses[this.tokensEnd + i] = Math.max(MASS_FLOOR, mass);
      }
      const rest = Math.max(MASS_FLOOR, 1 - listed);
      this.rests[this.restsEnd + p] = rest;
      this.logRests[this.restsEnd + p] = Math.log(rest);
    }
    this.tokensEnd += tokens;
    this.restsEnd += positions;
    this.known.set(sequence, prepared);
    return prepared;
  }

  /** Puts position p of both sequences side by side. */
  align(first: PreparedTopK, second: PreparedTopK, p: number): void {
    const { masses, logMasses, rests, logRests } = this;
    const a = first.sequence;
    const b = second.sequence;
    const aStart = a.offsets[p]!;
    const aEnd = a.offsets[p + 1]!;
    const bStart = b.offsets[p]!;
    const bEnd = b.offsets[p + 1]!;
    this.begin(aEnd - aStart + bEnd - bStart + 1);
    this.index(a.tokenIds, aStart, aEnd);
    const atA = first.restStart + p;
    const atB = second.restStart + p;
    this.addCell(rests[atA]!, logRests[atA]!, rests[atB]!, logRests[atB]!);
    for (let j = bStart; j < bEnd; j++) {
      const i = this.take(a.tokenIds, b.tokenIds[j]!);
      const ofB = second.tokenStart + j;
      const ofA = first.tokenStart + i;
      if (i < 0) this.addCell(MASS_FLOOR, LOG_FLOOR, masses[ofB]!, logMasses[ofB]!);
      else this.addCell(masses[ofA]!, logMasses[ofA]!, masses[ofB]!, logMasses[ofB]!);
    }
    const partners = this.partners;
    for (let i = aStart; i < aEnd; i++) {
      if (partners[i - aStart] === 1) continue;
      const ofA = first.tokenStart + i;
      this.addCell(masses[ofA]!, logMasses[ofA]!, MASS_FLOOR, LOG_FLOOR);
    }
  }

  private begin(most: number): void {
    this.firstMasses = ensureCapacity(this.firstMasses, most);
    this.firstLogs = ensureCapacity(this.firstLogs, most);
    this.secondMasses = ensureCapacity(this.secondMasses, most);
    this.secondLogs = ensureCapacity(this.secondLogs, most);
    this.count = 0;
    this.firstTotal = 0;
    this.secondTotal = 0;
  }

  private addCell(firstMass: number, firstLog: number, secondMass: number, secondLog: number): void {
    const cell = this.count++;
    this.firstMasses[cell] = firstMass;
    this.firstLogs[cell] = firstLog;
    this.secondMasses[cell] = secondMass;
    this.secondLogs[cell] = secondLog;
    this.firstTotal += firstMass;
    this.secondTotal += secondMass;
  }

  /** Makes the tokens of one list findable by `take`. */
  private index(tokenIds: Int32Array, start: number, end: number): void {
    const count = end - start;
    for (let s = 0; s < this.usedCount; s++) this.slots[this.used[s]!] = 0;
    while (this.slots.length < 2 * count) this.slots = new Int32Array(2 * this.slots.length);
    this.used = ensureCapacity(this.used, count);
    this.partners = ensureCapacity(this.partners, count);
    this.partners.fill(0, 0, count);
    const mask = this.slots.length - 1;
    for (let i = start; i < end; i++) {
      let slot = slotOf(tokenIds[i]!, mask);
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = i + 1;
      this.used[i - start] = slot;
    }
    this.usedCount = count;
    this.start = start;
  }

  /** Where the indexed list has the token, which is then marked as having a partner; −1 if it has not. */
  private take(tokenIds: Int32Array, token: number): number {
    const { slots } = this;
    const mask = slots.length - 1;
    for (let slot = slotOf(token, mask); slots[slot] !== 0; slot = (slot + 1) & mask) {
      const i = slots[slot]! - 1;
      if (tokenIds[i] !== token) continue;
      this.partners[i - this.start] = 1;
      return i;
    }
    return -1;
  }
}

function slotOf(token: number, mask: number): number {
  const hash = Math.imul(token, 0x9e3779b1);
  return (hash ^ (hash >>> 15)) & mask;
}
