import { ensureCapacity } from "../text/ensure-capacity";
import type { TopKSequence } from "./metric";

/** Least mass of a bucket before renormalising. */
const MASS_FLOOR = 1e-6;
const LOG_FLOOR = Math.log(MASS_FLOOR);

/** The two models' lists along one text do not have the same number of positions, so they are not of one text and tokenizer. */
export class TopKPositionsMismatchError extends Error {
  override readonly name = "TopKPositionsMismatchError";
  constructor(
    readonly firstPositions: number,
    readonly secondPositions: number,
  ) {
    super(
      `Top-k lists along one text have ${firstPositions} and ${secondPositions} positions; ` +
        "both models must score the same tokens of that text (same tokenizer, same text).",
    );
  }
}

/** A sequence with its probabilities, computed once per block and read for every pair. */
export interface PreparedTopK {
  readonly sequence: TopKSequence;
  /** Where the sequence's tokens start in `masses` and `logMasses`, and its positions in `rests`. */
  readonly tokenStart: number;
  readonly restStart: number;
}

/**
 * The sum over positions of the symmetric KL divergence of two models' next-token distributions, from top-k lists.
 *
 * At each position the tokens are the union of both lists plus one bucket for the rest. A model's mass is its
 * probability for tokens of its own list, the floor 1e−6 for tokens of only the other's, and 1 − (its listed mass) for
 * the rest; every mass is at least the floor, and all are renormalised. Mean of both directions, in nats.
 */
export class TopKDivergence {
  private masses = new Float64Array(8192);
  private logMasses = new Float64Array(8192);
  private tokensEnd = 0;
  private rests = new Float64Array(512);
  private restsEnd = 0;
  /** The indexed list: open addressing to (index + 1), the slots in use, and which of its tokens found a partner. */
  private slots = new Int32Array(64);
  private used = new Int32Array(32);
  private usedCount = 0;
  private start = 0;
  private partners = new Uint8Array(32);

  /** Forgets the prepared sequences. */
  clear(): void {
    this.tokensEnd = 0;
    this.restsEnd = 0;
  }

  prepare(sequence: TopKSequence): PreparedTopK {
    const { positions, offsets, logProbs } = sequence;
    const prepared = { sequence, tokenStart: this.tokensEnd, restStart: this.restsEnd };
    const tokens = offsets[positions]!;
    this.masses = ensureCapacity(this.masses, this.tokensEnd + tokens);
    this.logMasses = ensureCapacity(this.logMasses, this.tokensEnd + tokens);
    this.rests = ensureCapacity(this.rests, this.restsEnd + positions);
    for (let p = 0; p < positions; p++) {
      let listed = 0;
      for (let i = offsets[p]!; i < offsets[p + 1]!; i++) {
        const mass = Math.exp(logProbs[i]!);
        listed += mass;
        this.logMasses[this.tokensEnd + i] = Math.max(LOG_FLOOR, logProbs[i]!);
        this.masses[this.tokensEnd + i] = Math.max(MASS_FLOOR, mass);
      }
      this.rests[this.restsEnd + p] = Math.max(MASS_FLOOR, 1 - listed);
    }
    this.tokensEnd += tokens;
    this.restsEnd += positions;
    return prepared;
  }

  /** Sum over positions, in nats. Throws `TopKPositionsMismatchError` where the numbers of positions differ. */
  sum(first: PreparedTopK, second: PreparedTopK): number {
    const { positions } = first.sequence;
    if (positions !== second.sequence.positions) {
      throw new TopKPositionsMismatchError(positions, second.sequence.positions);
    }
    let sum = 0;
    for (let p = 0; p < positions; p++) sum += this.atPosition(first, second, p);
    return sum;
  }

  private atPosition(first: PreparedTopK, second: PreparedTopK, position: number): number {
    const { masses, logMasses, rests } = this;
    const a = first.sequence;
    const b = second.sequence;
    const aStart = a.offsets[position]!;
    const aEnd = a.offsets[position + 1]!;
    this.index(a.tokenIds, aStart, aEnd);
    const partners = this.partners;
    let massA = rests[first.restStart + position]!;
    let massB = rests[second.restStart + position]!;
    const restLogRatio = massA === massB ? 0 : Math.log(massA / massB);
    let sumA = massA * restLogRatio;
    let sumB = massB * restLogRatio;
    for (let j = b.offsets[position]!, end = b.offsets[position + 1]!; j < end; j++) {
      const i = this.take(a.tokenIds, b.tokenIds[j]!);
      const ofA = i < 0 ? MASS_FLOOR : masses[first.tokenStart + i]!;
      const ofB = masses[second.tokenStart + j]!;
      const logRatio =
        (i < 0 ? LOG_FLOOR : logMasses[first.tokenStart + i]!) - logMasses[second.tokenStart + j]!;
      massA += ofA;
      massB += ofB;
      sumA += ofA * logRatio;
      sumB += ofB * logRatio;
    }
    for (let i = aStart; i < aEnd; i++) {
      if (partners[i - aStart] === 1) continue;
      const ofA = masses[first.tokenStart + i]!;
      const logRatio = logMasses[first.tokenStart + i]! - LOG_FLOOR;
      massA += ofA;
      massB += MASS_FLOOR;
      sumA += ofA * logRatio;
      sumB += MASS_FLOOR * logRatio;
    }
    // ½ Σ (P − Q)(ln P − ln Q): as Σ (P − Q) = 0, the normalisers inside the logarithms cancel.
    return Math.max(0, (sumA / massA - sumB / massB) / 2);
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
